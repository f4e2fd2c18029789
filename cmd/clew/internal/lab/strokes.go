package lab

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/rig/tracer"
)

// drawTimeline draws the lanes, what travels between them, and the strip below.
func (l *Lab) drawTimeline(dst *ebiten.Image, s *kit.Skin) {
	s.Panel.Draw(dst, l.places.line, 1)
	l.drawKey(dst, s)
	l.drawLanes(dst, s)
	part := l.part.Of(dst, l.places.lines)
	l.drawAxis(part, s)
	l.pencil.begin(part)
	l.drawPackets()
	l.drawMarks()
	l.drawPicked()
	l.pencil.flush()
	l.quads.Draw(part)
	l.drawNow(part)
	l.drawStrip(dst, s)
}

// drawLanes draws the lanes and their names.
func (l *Lab) drawLanes(dst *ebiten.Image, s *kit.Skin) {
	lanes, server := l.line.lanes(len(l.panes))
	r := l.places.lines
	name := func(text string, y float32) {
		text = s.Cut(text, kit.Small, float64(l.places.labels.Dx()-s.Px(8)))
		s.Print(dst, text, kit.Small, l.places.labels.Min.X, s.Centre(kit.Small, int(y)-s.Px(8), int(y)+s.Px(8)), theme.Text)
		l.quads.Rect(float32(r.Min.X), y-0.5, float32(r.Dx()), 1, theme.Dim)
	}
	for i := range l.panes {
		name(l.reel.Name(i), lanes[i])
	}
	name(words.T("lab.lane-server"), server)
	l.quads.Draw(dst)
}

// rulers are how many ticks may lie between two numbers of the axis.
var rulers = [...]int{1, 2, 5, 10, 20, 60, 120, 300, 600, 1200, 3600, 7200, 18000, 36000}

// drawAxis draws the numbers of the ticks and a faint line for each.
func (l *Lab) drawAxis(dst *ebiten.Image, s *kit.Skin) {
	t, r := &l.line, l.places.lines
	step := rulers[len(rulers)-1]
	for _, n := range rulers {
		if float64(n)*t.pitch() >= float64(s.Px(64)) {
			step = n
			break
		}
	}
	base := r.Max.Y - s.Px(4)
	faint := theme.With(theme.Border, 0.7)
	for at := max(0, int(t.left)/step*step); at <= min(l.reel.Ticks(), int(t.left+t.span())+step); at += step {
		x := t.x(float64(at))
		l.quads.Rect(x, float32(r.Min.Y), 1, float32(r.Dy()-s.Px(axisLine)), faint)
		number := l.say(phrase{key: "digits", n: at}, digits)
		if half := int(s.Width(number, kit.Figures)/2) + 1; int(x)-half >= r.Min.X && int(x)+half <= r.Max.X { // a whole number or none
			s.PrintMid(dst, number, kit.Figures, int(x), base, theme.Dim)
		}
	}
	l.quads.Draw(dst)
}

// drawPackets draws all packets that can be seen; where something is picked
// out, what is not part of it stands back.
func (l *Lab) drawPackets() {
	alpha := min(max(l.line.pitch()/l.line.scale/5, 0.22), 0.8)
	if l.reel.Picked().Kind != reel.Nothing {
		alpha *= 0.45
	}
	l.drawn = l.ways(l.drawn[:0])
	for _, w := range l.drawn {
		p := &l.reel.Story().Packets[w.index]
		l.stroke(w, p, 1.3, alpha)
	}
}

// stroke draws the way of a packet.
func (l *Lab) stroke(w way, p *tracer.Packet, width float64, alpha float64) {
	u := float32(l.line.scale)
	c := theme.With(tint(p), alpha)
	if dashes(p) {
		l.pencil.dashed(w.x0, w.y0, w.x1, w.y1, float32(width)*u, 4*u, c)
	} else {
		l.pencil.line(w.x0, w.y0, w.x1, w.y1, float32(width)*u, c)
	}
	if w.lost && l.line.zoom >= 0.8 {
		l.pencil.cross(w.x1, w.y1, float32(min(4.5, 2+l.line.zoom/2))*u, 1.8*u, theme.With(theme.NetLost, min(1, alpha+0.3)))
	}
	if p.Again != 0 {
		l.pencil.line(w.x0, w.y0, l.line.x(float64(p.Again)), w.y1, 0.8*u, c)
	}
}

// tint is the colour of a packet's kind.
func tint(p *tracer.Packet) color.NRGBA {
	switch p.Kind {
	case "i":
		return theme.NetInput
	case "S":
		return theme.NetSnapshot
	}
	return theme.NetReliable
}

// dashes tells whether a packet is neither inputs nor a snapshot.
func dashes(p *tracer.Packet) bool { return p.Kind != "i" && p.Kind != "S" }

// drawMarks draws the inputs and the corrections beside the clients' lanes.
func (l *Lab) drawMarks() {
	u := float32(l.line.scale)
	for client := range l.panes {
		if !l.dots() {
			break
		}
		y := l.outer(client, inputAway)
		for _, in := range l.seen(client) {
			high := 1.5 * u
			if in.Keys != 0 {
				high = 5 * u
			}
			l.quads.Rect(l.line.x(float64(in.Made))-u, y-high/2, 2*u, high, theme.NetInput)
		}
	}
	for _, c := range l.reel.Story().Corrections {
		if c.Client < len(l.panes) {
			l.wedge(c, 5*u, theme.NetCorrection)
		}
	}
}

// wedge draws a correction: a triangle that points at its client's lane.
func (l *Lab) wedge(c tracer.Correction, r float32, ink color.NRGBA) {
	x, y := l.line.x(float64(c.Tick)), l.outer(c.Client, correctionAway)
	if c.Client != 0 {
		r = -r
	}
	l.quads.Triangle(x-r, y-r, x+r, y-r, x, y+r, ink)
}

// drawPicked lights what is picked out: a packet, the whole life of an input
// and the packets that carried it, or a correction and where it began.
func (l *Lab) drawPicked() {
	s, p := l.reel.Story(), l.reel.Picked()
	switch p.Kind {
	case reel.Packet:
		l.light(p.Index)
	case reel.Input:
		l.lightLife(p.Client, s.Input(p.Client, p.Seq))
	case reel.Correction:
		c := s.Corrections[p.Index]
		if in := s.Input(c.Client, c.Input); in != nil && c.Client < len(l.panes) {
			l.lightLife(c.Client, in)
		}
		if c.Client < len(l.panes) {
			l.wedge(c, 8*float32(l.line.scale), theme.Text)
			l.wedge(c, 5*float32(l.line.scale), theme.NetCorrection)
		}
	}
}

// light draws a packet again, broad and bright.
func (l *Lab) light(index int) {
	u := float32(l.line.scale)
	for _, w := range l.drawn {
		if w.index == index {
			l.pencil.line(w.x0, w.y0, w.x1, w.y1, 7*u, theme.With(theme.Text, 0.35))
			l.stroke(w, &l.reel.Story().Packets[index], 2.6, 1)
			l.quads.Rect(w.x0-3*u, w.y0-3*u, 6*u, 6*u, theme.Text)
		}
	}
}

// lightLife lights the packets of an input, from its key to its answer.
func (l *Lab) lightLife(client int, in *tracer.Input) {
	u := float32(l.line.scale)
	for _, i := range in.Packets {
		l.light(i)
	}
	lanes, server := l.line.lanes(len(l.panes))
	last := max(in.Made, in.Acked)
	l.pencil.line(l.line.x(float64(in.Made)), lanes[client], l.line.x(float64(last)), lanes[client], 4*u, theme.Text)
	if in.Consumed != 0 {
		x0, x1 := l.line.x(float64(in.Arrived)), l.line.x(float64(in.Consumed))
		l.pencil.line(x0-u, server, x1+u, server, 4*u, theme.Text)
	}
	x, y := l.line.x(float64(in.Made)), l.outer(client, inputAway)
	l.quads.Rect(x-3*u, y-5*u, 6*u, 10*u, theme.Text)
}

// drawNow draws the tick looked at.
func (l *Lab) drawNow(dst *ebiten.Image) {
	x, r, u := l.line.x(float64(l.reel.At())), l.places.lines, float32(l.line.scale)
	l.quads.Rect(x-u, float32(r.Min.Y), 2*u, float32(r.Dy())-axisLine*u, theme.Text)
	l.quads.Triangle(x-5*u, float32(r.Min.Y), x+5*u, float32(r.Min.Y), x, float32(r.Min.Y)+7*u, theme.Text)
	l.quads.Draw(dst)
}

// drawStrip draws the whole film, the part of it that the lanes show, and its
// corrections.
func (l *Lab) drawStrip(dst *ebiten.Image, s *kit.Skin) {
	r := l.places.strip
	at := func(tick float64) float32 {
		part := min(max(tick/float64(max(l.reel.Ticks(), 1)), 0), 1)
		return float32(r.Min.X) + float32(part*float64(r.Dx()))
	}
	y, h, u := float32(r.Min.Y), float32(r.Dy()), float32(s.Scale)
	l.quads.Rect(float32(r.Min.X), y, float32(r.Dx()), h, theme.Night)
	x0, x1 := at(l.line.left), at(l.line.left+l.line.span())
	l.quads.Rect(x0, y, x1-x0, h, theme.Border)
	for _, c := range l.reel.Story().Corrections {
		l.quads.Rect(at(float64(c.Tick))-u/2, y, u, h, theme.NetCorrection)
	}
	l.quads.Rect(at(float64(l.reel.At()))-u, y-2*u, 2*u, h+4*u, theme.Text)
	l.quads.Draw(dst)
	s.Print(dst, words.T("lab.film"), kit.Small, l.places.labels.Min.X, s.Centre(kit.Small, r.Min.Y, r.Max.Y), theme.Dim)
}

// samples are the lines and marks, with the keys of the words that say what they
// mean, from the right; the last ones may lack the room. Each is drawn from x on around a height; u is a pixel at
// 100 %.
var samples = [...]struct {
	key  string
	draw func(l *Lab, x, mid, u float32)
}{
	{"lab.line-correction", func(l *Lab, x, mid, u float32) {
		l.quads.Triangle(x+9*u, mid-5*u, x+19*u, mid-5*u, x+14*u, mid+5*u, theme.NetCorrection)
	}},
	{"lab.line-lost", func(l *Lab, x, mid, u float32) { l.pencil.cross(x+14*u, mid, 4.5*u, 1.8*u, theme.NetLost) }},
	{"lab.line-snapshots", func(l *Lab, x, mid, u float32) {
		l.pencil.line(x, mid+5*u, x+24*u, mid-5*u, 1.5*u, theme.NetSnapshot)
	}},
	{"lab.line-inputs", func(l *Lab, x, mid, u float32) {
		l.pencil.line(x, mid-5*u, x+24*u, mid+5*u, 1.5*u, theme.NetInput)
	}},
	{"lab.line-others", func(l *Lab, x, mid, u float32) {
		l.pencil.dashed(x, mid, x+24*u, mid, 1.5*u, 4*u, theme.NetReliable)
	}},
	{"lab.line-input", func(l *Lab, x, mid, u float32) { l.quads.Rect(x+16*u, mid-3*u, 2*u, 6*u, theme.NetInput) }},
}

// drawKey says what the lines and marks mean, at the right of the head.
func (l *Lab) drawKey(dst *ebiten.Image, s *kit.Skin) {
	r := image.Rect(l.places.line.Min.X, l.places.line.Min.Y, l.places.line.Max.X, l.places.line.Min.Y+s.Px(lineHead))
	base, mid, u := s.Centre(kit.Small, r.Min.Y, r.Max.Y), float32(r.Min.Y+r.Max.Y)/2, float32(s.Scale)
	left := r.Min.X + s.Px(16) + int(s.Print(dst, words.T("lab.packets"), kit.Strong, r.Min.X+s.Px(8), s.Centre(kit.Strong, r.Min.Y, r.Max.Y), theme.Text))
	x := r.Max.X - s.Px(8)
	l.pencil.begin(dst)
	for i := range samples {
		text := words.T(samples[i].key)
		if x-int(s.Width(text, kit.Small))-s.Px(30) < left {
			break
		}
		x -= int(s.PrintRight(dst, text, kit.Small, x, base, theme.Dim)) + s.Px(30)
		samples[i].draw(l, float32(x), mid, u)
		x -= s.Px(12)
	}
	l.pencil.flush()
	l.quads.Draw(dst)
}
