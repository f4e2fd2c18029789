package lab

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/eventlog"
)

// drawTimeline draws the lanes, the packets and marks, and the overview strip.
func (l *Lab) drawTimeline(dst *ebiten.Image, s *ui.Skin) {
	s.Panel.Draw(dst, l.layout.timeline, 1)
	l.drawLegend(dst, s)
	l.drawLanes(dst, s)
	part := l.sub.Of(dst, l.layout.lanes)
	l.timeline.drawAxis(part, s, &l.batch, l.player.Ticks(), l.tickNumber)
	l.lines.begin(part)
	l.drawPackets()
	l.drawKeyPresses()
	l.drawMarks()
	l.drawEntries()
	l.drawSelected()
	l.lines.flush()
	l.batch.Draw(part)
	l.timeline.drawCursor(part, &l.batch, l.player.Tick())
	l.drawStrip(dst, s)
}

// drawLanes draws the lanes and their names.
func (l *Lab) drawLanes(dst *ebiten.Image, s *ui.Skin) {
	lanes, server := l.timeline.lanes(len(l.panes))
	r := l.layout.lanes
	line := func(y float32) { l.batch.Rect(float32(r.Min.X), y-0.5, float32(r.Dx()), 1, theme.Dim) }
	for i := range l.panes {
		l.drawLaneName(dst, s, l.player.Name(i), lanes[i], theme.Text)
		line(lanes[i])
	}
	if l.timeline.entryLane == 0 {
		l.drawLaneName(dst, s, l.serverLaneName(), server, theme.Text)
		line(server)
	} else {
		l.drawEntryLane(dst, s)
		line(l.timeline.serverEdge(0, len(l.panes)))
		line(l.timeline.serverEdge(1, len(l.panes)))
	}
	l.batch.Draw(dst)
}

// serverLaneName names the lane in the middle.
func (l *Lab) serverLaneName() string {
	if l.player.IsPeers() {
		return i18n.T("lab.settled")
	}
	return i18n.T("lab.lane-server")
}

// drawLaneName draws the name of a lane, or a line of it, around y.
func (l *Lab) drawLaneName(dst *ebiten.Image, s *ui.Skin, text string, y float32, colour color.NRGBA) {
	text = s.Truncate(text, ui.Small, float64(l.layout.labels.Dx()-s.Px(8)))
	s.Print(dst, text, ui.Small, l.layout.labels.Min.X, s.Baseline(ui.Small, int(y)-s.Px(8), int(y)+s.Px(8)), colour)
}

// axisSteps are the possible distances between axis labels in ticks.
var axisSteps = [...]int{1, 2, 5, 10, 20, 60, 120, 300, 600, 1200, 3600, 7200, 18000, 36000}

// tickNumber formats the number of a tick.
func (l *Lab) tickNumber(tick int) string {
	return l.text(textKey{key: "digits", n: tick}, formatDigits)
}

// drawAxis draws tick numbers and grid lines.
func (t *timeline) drawAxis(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, ticks int, format func(tick int) string) {
	r := t.area
	step := axisSteps[len(axisSteps)-1]
	for _, n := range axisSteps {
		if float64(n)*t.pitch() >= float64(s.Px(64)) {
			step = n
			break
		}
	}
	base := r.Max.Y - s.Px(4)
	faint := theme.WithAlpha(theme.Border, 0.7)
	for at := max(0, int(t.left)/step*step); at <= min(ticks, int(t.left+t.visibleTicks())+step); at += step {
		x := t.x(float64(at))
		q.Rect(x, float32(r.Min.Y), 1, float32(r.Dy()-s.Px(axisHeight)), faint)
		number := format(at)
		if half := int(s.TextWidth(number, ui.SmallMono)/2) + 1; int(x)-half >= r.Min.X && int(x)+half <= r.Max.X { // only whole numbers
			s.PrintCentred(dst, number, ui.SmallMono, int(x), base, theme.Dim)
		}
	}
	q.Draw(dst)
}

// drawPackets draws the visible packets, dimmed if something is selected.
func (l *Lab) drawPackets() {
	alpha := min(max(l.timeline.pitch()/l.timeline.scale/5, 0.22), 0.8)
	if l.player.Selected().Kind != playback.Nothing {
		alpha *= 0.45
	}
	l.visiblePackets = l.packetLines(l.visiblePackets[:0])
	for _, w := range l.visiblePackets {
		p := &l.player.Trace().Packets[w.index]
		l.drawPacket(w, p, 1.3, alpha)
	}
}

// drawPacket draws a packet's line.
func (l *Lab) drawPacket(w packetLine, p *eventlog.Packet, width float64, alpha float64) {
	u := float32(l.timeline.scale)
	c := theme.WithAlpha(packetColour(p), alpha)
	if isDashed(p) {
		l.lines.dashed(w.x0, w.y0, w.x1, w.y1, float32(width)*u, 4*u, c)
	} else {
		l.lines.line(w.x0, w.y0, w.x1, w.y1, float32(width)*u, c)
	}
	if w.lost && l.timeline.zoom >= 0.8 {
		l.lines.cross(w.x1, w.y1, float32(min(4.5, 2+l.timeline.zoom/2))*u, 1.8*u, theme.WithAlpha(theme.NetLost, min(1, alpha+0.3)))
	}
	if p.DuplicateAt != 0 {
		l.lines.line(w.x0, w.y0, l.timeline.x(float64(p.DuplicateAt)), w.y1, 0.8*u, c)
	}
}

// packetColour returns the colour for a packet's kind.
func packetColour(p *eventlog.Packet) color.NRGBA {
	switch p.Type {
	case "i":
		return theme.NetInput
	case "S":
		return theme.NetSnapshot
	}
	return theme.NetReliable
}

// isDashed reports whether a packet is neither inputs nor a snapshot.
func isDashed(p *eventlog.Packet) bool { return p.Type != "i" && p.Type != "S" }

// drawMarks draws the inputs and corrections beside the clients' lanes.
func (l *Lab) drawMarks() {
	u := float32(l.timeline.scale)
	for client := range l.panes {
		if !l.showsInputs() {
			break
		}
		y := l.markY(client, inputMarkDistance)
		for _, in := range l.visibleInputs(client) {
			height := 1.5 * u
			if in.Keys != 0 {
				height = 5 * u
			}
			l.batch.Rect(l.timeline.x(float64(in.Sampled))-u, y-height/2, 2*u, height, theme.NetInput)
		}
	}
	for _, c := range l.player.Trace().Corrections {
		if c.Client < len(l.panes) {
			l.drawCorrection(c, 5*u, theme.NetCorrection)
		}
	}
}

// drawCorrection draws a correction: a triangle pointing at its client's lane.
func (l *Lab) drawCorrection(correction eventlog.Correction, r float32, colour color.NRGBA) {
	x, y := l.timeline.x(float64(correction.Tick)), l.markY(correction.Client, correctionMarkDistance)
	if correction.Client != 0 {
		r = -r
	}
	l.batch.Triangle(x-r, y-r, x+r, y-r, x, y+r, colour)
}

// drawSelected highlights the selection: a packet; an input with the packets
// that carried it; an entry with the inputs that it let into the game; or a
// correction with the input that caused it.
func (l *Lab) drawSelected() {
	s, p := l.player.Trace(), l.player.Selected()
	switch p.Kind {
	case playback.Packet:
		l.highlightPacket(p.Index)
	case playback.Input:
		in := s.Input(p.Client, p.Seq)
		l.highlightInput(p.Client, in, in.Packets...)
	case playback.Entry:
		l.highlightEntry(p.Index)
	case playback.Correction:
		c := s.Corrections[p.Index]
		if in := s.Input(c.Client, c.Input); in != nil && c.Client < len(l.panes) {
			l.highlightInput(c.Client, in, in.Packets...)
		}
		if c.Client < len(l.panes) {
			l.drawCorrection(c, 8*float32(l.timeline.scale), theme.Text)
			l.drawCorrection(c, 5*float32(l.timeline.scale), theme.NetCorrection)
		}
	}
}

// highlightPacket draws a packet broad and bright.
func (l *Lab) highlightPacket(index int) {
	u := float32(l.timeline.scale)
	for _, w := range l.visiblePackets {
		if w.index == index {
			l.lines.line(w.x0, w.y0, w.x1, w.y1, 7*u, theme.WithAlpha(theme.Text, 0.35))
			l.drawPacket(w, &l.player.Trace().Packets[index], 2.6, 1)
			l.batch.Rect(w.x0-3*u, w.y0-3*u, 6*u, 6*u, theme.Text)
		}
	}
}

// highlightInput highlights an input from key press to acknowledgement, and some
// of its packets.
func (l *Lab) highlightInput(client int, in *eventlog.Input, packets ...int) {
	u := float32(l.timeline.scale)
	for _, i := range packets {
		l.highlightPacket(i)
	}
	lanes, _ := l.timeline.lanes(len(l.panes))
	server := l.timeline.serverEdge(client, len(l.panes))
	last := max(in.Sampled, in.Acked)
	l.lines.line(l.timeline.x(float64(in.Sampled)), lanes[client], l.timeline.x(float64(last)), lanes[client], 4*u, theme.Text)
	if in.Consumed != 0 {
		x0, x1 := l.timeline.x(float64(in.Arrived)), l.timeline.x(float64(in.Consumed))
		l.lines.line(x0-u, server, x1+u, server, 4*u, theme.Text)
	}
	x, y := l.timeline.x(float64(in.Sampled)), l.markY(client, inputMarkDistance)
	l.batch.Rect(x-3*u, y-5*u, 6*u, 10*u, theme.Text)
}

// drawCursor draws the current tick.
func (t *timeline) drawCursor(dst *ebiten.Image, q *ui.Batch, tick int) {
	x, r, u := t.x(float64(tick)), t.area, float32(t.scale)
	q.Rect(x-u, float32(r.Min.Y), 2*u, float32(r.Dy())-axisHeight*u, theme.Text)
	q.Triangle(x-5*u, float32(r.Min.Y), x+5*u, float32(r.Min.Y), x, float32(r.Min.Y)+7*u, theme.Text)
	q.Draw(dst)
}

// drawStrip draws the overview of the whole game: the visible part, the current
// tick and the corrections.
func (l *Lab) drawStrip(dst *ebiten.Image, s *ui.Skin) {
	r := l.layout.strip
	at := func(tick float64) float32 {
		part := min(max(tick/float64(max(l.player.Ticks(), 1)), 0), 1)
		return float32(r.Min.X) + float32(part*float64(r.Dx()))
	}
	y, h, u := float32(r.Min.Y), float32(r.Dy()), float32(s.Scale)
	l.batch.Rect(float32(r.Min.X), y, float32(r.Dx()), h, theme.Background)
	x0, x1 := at(l.timeline.left), at(l.timeline.left+l.timeline.visibleTicks())
	l.batch.Rect(x0, y, x1-x0, h, theme.Border)
	for _, c := range l.player.Trace().Corrections {
		l.batch.Rect(at(float64(c.Tick))-u/2, y, u, h, theme.NetCorrection)
	}
	for client := range l.panes {
		l.keyPresses(client, 1, l.player.PlayedTicks(), func(k keyPress) {
			x := at(float64(k.from))
			l.batch.Rect(x, y+h/2, max(at(float64(k.to))-x, u), h/2, theme.Accent)
		})
	}
	l.batch.Rect(at(float64(l.player.Tick()))-u, y-2*u, 2*u, h+4*u, theme.Text)
	l.batch.Draw(dst)
	s.Print(dst, i18n.T("lab.timeline"), ui.Small, l.layout.labels.Min.X, s.Baseline(ui.Small, r.Min.Y, r.Max.Y), theme.Dim)
}

// legendEntries are the legend's entries with their message keys, from the
// right, the lane of entries first; the last ones are dropped if there is no room. Each is drawn at x,
// around mid; u is a logical pixel.
var legendEntries = [...]struct {
	key  string
	draw func(l *Lab, x, mid, u float32)
}{
	{"lab.line-entries", func(l *Lab, x, mid, u float32) {
		l.batch.Rect(x+6*u, mid-3*u, 2*u, 6*u, theme.NetInput)
		l.drawChangeMark(x+17*u, mid, u)
	}},
	{"lab.line-correction", func(l *Lab, x, mid, u float32) {
		l.batch.Triangle(x+9*u, mid-5*u, x+19*u, mid-5*u, x+14*u, mid+5*u, theme.NetCorrection)
	}},
	{"lab.line-lost", func(l *Lab, x, mid, u float32) { l.lines.cross(x+14*u, mid, 4.5*u, 1.8*u, theme.NetLost) }},
	{"lab.line-snapshots", func(l *Lab, x, mid, u float32) {
		l.lines.line(x, mid+5*u, x+24*u, mid-5*u, 1.5*u, theme.NetSnapshot)
	}},
	{"lab.line-inputs", func(l *Lab, x, mid, u float32) {
		l.lines.line(x, mid-5*u, x+24*u, mid+5*u, 1.5*u, theme.NetInput)
	}},
	{"lab.line-others", func(l *Lab, x, mid, u float32) {
		l.lines.dashed(x, mid, x+24*u, mid, 1.5*u, 4*u, theme.NetReliable)
	}},
	{"lab.line-input", func(l *Lab, x, mid, u float32) { l.batch.Rect(x+16*u, mid-3*u, 2*u, 6*u, theme.NetInput) }},
}

// drawLegend explains lines and marks, at the right of the timeline's header.
func (l *Lab) drawLegend(dst *ebiten.Image, s *ui.Skin) {
	if l.player.IsPeers() {
		return
	}
	r := image.Rect(l.layout.timeline.Min.X, l.layout.timeline.Min.Y, l.layout.timeline.Max.X, l.layout.timeline.Min.Y+s.Px(timelineHeadHeight))
	base, mid, u := s.Baseline(ui.Small, r.Min.Y, r.Max.Y), float32(r.Min.Y+r.Max.Y)/2, float32(s.Scale)
	left := r.Min.X + s.Px(16) + int(s.Print(dst, i18n.T("lab.packets"), ui.BodyBold, r.Min.X+s.Px(8), s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y), theme.Text))
	x := r.Max.X - s.Px(8)
	l.lines.begin(dst)
	for i := range legendEntries {
		if i == 0 && l.timeline.entryLane == 0 {
			continue
		}
		text := i18n.T(legendEntries[i].key)
		if x-int(s.TextWidth(text, ui.Small))-s.Px(30) < left {
			break
		}
		x -= int(s.PrintRight(dst, text, ui.Small, x, base, theme.Dim)) + s.Px(30)
		legendEntries[i].draw(l, float32(x), mid, u)
		x -= s.Px(12)
	}
	l.lines.flush()
	l.batch.Draw(dst)
}
