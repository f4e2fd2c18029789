package lab

import (
	"image"
	"image/color"
	"sort"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/history"
	"clew/net/peer"
	"clew/net/peerwire"
)

// toothHeight is the height of a rollback's mark for each tick played again, in logical
// pixels.
const toothHeight = 0.9

// drawTimeline draws a lane for each peer: what it does, its rollbacks as teeth, and the
// moments at which something happened; and the packets of the selected peer.
func (l *PeerLab) drawTimeline(dst *ebiten.Image, s *ui.Skin) {
	s.Panel.Draw(dst, l.layout.timeline, 1)
	r := l.layout.timeline
	base := s.Baseline(ui.Small, r.Min.Y, r.Min.Y+s.Px(timelineHeadHeight))
	legend := l.text(textKey{key: "peerlab.legend", names: [3]string{l.player.Name(l.selected)}}, formatName)
	s.Print(dst, s.Truncate(legend, ui.Small, float64(r.Dx()-s.Px(16))), ui.Small, r.Min.X+s.Px(8), base, theme.Dim)
	part := l.sub.Of(dst, l.layout.lanes)
	l.timeline.drawAxis(part, s, &l.batch, l.player.Ticks(), func(tick int) string { return l.text(textKey{key: "digits", n: tick}, formatDigits) })
	l.lines.begin(part)
	l.drawPackets()
	l.lines.flush()
	for i := range l.panes {
		y := l.laneY(i)
		colour := theme.Dim
		if i == l.selected {
			colour = theme.Text
		}
		name := s.Truncate(l.player.Name(i), ui.Small, float64(l.layout.labels.Dx()-s.Px(8)))
		s.Print(dst, name, ui.Small, l.layout.labels.Min.X, s.Baseline(ui.Small, int(y)-s.Px(8), int(y)+s.Px(8)), colour)
		l.drawLane(i, y)
	}
	for i := range l.player.Trace().Events {
		l.drawEvent(i, false)
	}
	if sel := l.player.Selected(); sel.Kind == playback.PeerEvent {
		l.drawEvent(sel.Index, true)
	}
	l.batch.Draw(part)
	l.timeline.drawCursor(part, &l.batch, l.player.Tick())
}

// visibleTicks returns the first and last tick that are visible and played.
func (l *PeerLab) visibleTicks() (first, last int) {
	t := &l.timeline
	return max(int(t.left), 1), min(int(t.left+t.visibleTicks())+1, l.player.Trace().Ticks())
}

// drawLane draws what a peer does in each tick, and its rollbacks.
func (l *PeerLab) drawLane(i int, y float32) {
	t, u := l.player.Trace(), float32(l.timeline.scale)
	first, last := l.visibleTicks()
	pitch := float32(l.timeline.pitch())
	selected := l.player.Selected()
	for tick := first; tick <= last; tick++ {
		at := t.At(tick, i)
		x, height := l.timeline.x(float64(tick)), u
		switch at.Phase {
		case history.NotStarted, history.Crashed, history.Left:
			continue
		case history.Waiting, history.Agreeing, history.Alone, history.LeftOut:
			height = 4 * u
		}
		l.batch.Rect(x-pitch/2, y-height/2, pitch, height, phaseColour(at.Phase))
		if at.Again == 0 {
			continue
		}
		c, w := theme.NetCorrection, max(min(pitch*0.6, 3*u), u)
		if selected == (playback.PeerSelection{Kind: playback.Rollback, Peer: i, Tick: tick}) {
			c, w = theme.Text, w+2*u
		}
		l.batch.Rect(x-w/2, y+2*u, w, (2+toothHeight*float32(min(at.Again, 12)))*u, c)
	}
}

// peerPacketColour returns the colour of a packet.
func peerPacketColour(p *history.PeerPacket) color.NRGBA {
	switch {
	case p.Reliable:
		return theme.NetReliable
	case p.Type == peerwire.TypeProgress || p.Type == peerwire.TypeFeed:
		return theme.NetInput
	}
	return theme.Dim
}

// drawPackets draws the packets from and to the selected peer.
func (l *PeerLab) drawPackets() {
	u := float32(l.timeline.scale)
	selected := l.player.Selected()
	alpha := min(max(l.timeline.pitch()/l.timeline.scale/20, 0.12), 0.4)
	l.eachPacket(func(i int, w *packetLine) {
		p := &l.player.Trace().Packets[i]
		a, width := alpha, 1.2*u
		if selected == (playback.PeerSelection{Kind: playback.PeerPacket, Index: i}) {
			a, width = 1, 3*u
		}
		c := theme.WithAlpha(peerPacketColour(p), a)
		if p.Reliable {
			l.lines.dashed(w.x0, w.y0, w.x1, w.y1, width, 4*u, c)
		} else {
			l.lines.line(w.x0, w.y0, w.x1, w.y1, width, c)
		}
		if w.lost {
			l.lines.cross(w.x1, w.y1, 3*u, 1.5*u, theme.WithAlpha(theme.NetLost, min(a+0.3, 1)))
		}
	})
}

// eachPacket calls do for each visible packet from or to the selected peer.
func (l *PeerLab) eachPacket(do func(i int, w *packetLine)) {
	t, all := &l.timeline, l.player.Trace().Packets
	first, last := t.left-120, t.left+t.visibleTicks()
	for i := sort.Search(len(all), func(i int) bool { return float64(all[i].Sent) >= first }); i < len(all) && float64(all[i].Sent) <= last; i++ {
		p := &all[i]
		if p.From != l.selected && p.To != l.selected || p.From >= len(l.panes) || p.To >= len(l.panes) {
			continue
		}
		w := packetLine{index: i, x0: t.x(float64(p.Sent)), y0: l.laneY(p.From), x1: t.x(float64(p.Arrives)), y1: l.laneY(p.To)}
		if p.Arrives == 0 {
			w.lost, w.x1, w.y1 = true, t.x(float64(p.Sent)+1), (w.y0+w.y1)/2
		}
		do(i, &w)
	}
}

// eventMark returns where an event is marked in px, and its colour. One that concerns
// several peers is a line over all lanes.
func (l *PeerLab) eventMark(e *history.PeerEvent) (x, y float32, c color.NRGBA, line bool) {
	x, y = l.timeline.x(float64(e.Tick)), l.laneY(min(e.Peer, len(l.panes)-1))
	switch e.Kind {
	case history.WasCut, history.Parted:
		return x, y, theme.Warn, true
	case history.Healed:
		return x, y, theme.Sky, true
	case history.Killed, history.WentWrong:
		return x, y, theme.Warn, false
	case history.Happened:
		switch e.Event.Kind {
		case peer.Desync, peer.LeftOut, peer.Misbehaved, peer.Removed:
			return x, y, theme.Warn, false
		case peer.Mended:
			return x, y, theme.Green, false
		case peer.FoundIsland:
			return x, y, theme.Sky, false
		}
		return x, y, theme.Accent, false
	}
	return x, y, theme.Text, false
}

// eventDistance is how far above its lane an event is marked, in logical pixels.
const eventDistance = 5

// drawEvent marks an event.
func (l *PeerLab) drawEvent(i int, selected bool) {
	x, y, c, line := l.eventMark(&l.player.Trace().Events[i])
	r, u := l.layout.lanes, float32(l.timeline.scale)
	size := 4 * u
	if selected {
		size = 6 * u
	}
	if line {
		l.batch.Rect(x-u/2, float32(r.Min.Y), size/4, float32(r.Dy())-axisHeight*u, theme.WithAlpha(c, 0.8))
		return
	}
	y -= eventDistance * u
	l.batch.Triangle(x-size, y, x, y-size, x+size, y, c)
	l.batch.Triangle(x-size, y, x, y+size, x+size, y, c)
}

// selectionAt returns the item at a point of the timeline, if any: an event, a rollback,
// or a packet of the selected peer.
func (l *PeerLab) selectionAt(at image.Point) (sel playback.PeerSelection, ok bool) {
	t, u := l.player.Trace(), float32(l.timeline.scale)
	x, y := float32(at.X), float32(at.Y)
	best := 6 * u
	for i := range t.Events {
		ex, ey, _, line := l.eventMark(&t.Events[i])
		d := abs(ex-x) * 2
		if !line {
			d = max(abs(ex-x), abs(ey-eventDistance*u-y))
		}
		if d < best {
			best, sel = d, playback.PeerSelection{Kind: playback.PeerEvent, Index: i}
		}
	}
	if sel.Kind != playback.NoPeerItem {
		return sel, true
	}
	first, last := l.visibleTicks()
	if tick := int(l.timeline.tick(at.X) + 0.5); tick >= first && tick <= last {
		for i := range l.panes {
			if dy := y - l.laneY(i); t.At(tick, i).Again > 0 && dy >= 0 && dy <= 14*u {
				return playback.PeerSelection{Kind: playback.Rollback, Peer: i, Tick: tick}, true
			}
		}
	}
	best = 5 * u
	l.eachPacket(func(i int, w *packetLine) {
		if d := w.distance(x, y); d < best {
			best, sel = d, playback.PeerSelection{Kind: playback.PeerPacket, Index: i}
		}
	})
	return sel, sel.Kind != playback.NoPeerItem
}

// drawHover tells what is under the mouse on the timeline.
func (l *PeerLab) drawHover(dst *ebiten.Image, s *ui.Skin) {
	if l.hover.Kind == playback.NoPeerItem || l.hover == l.player.Selected() || l.changes.contains(l.cursor) {
		return
	}
	text := s.Truncate(l.player.DescribeItem(l.hover), ui.Small, float64(l.layout.timeline.Dx()-s.Px(24)))
	w, h := int(s.TextWidth(text, ui.Small))+s.Px(16), s.Px(22)
	x := min(max(l.cursor.X-w/2, l.layout.timeline.Min.X), l.layout.timeline.Max.X-w)
	box := image.Rect(x, l.cursor.Y-h-s.Px(10), x+w, l.cursor.Y-s.Px(10))
	s.Badge.Draw(dst, box, 1)
	s.Print(dst, text, ui.Small, box.Min.X+s.Px(8), s.Baseline(ui.Small, box.Min.Y, box.Max.Y), theme.Text)
}

// drawHeader shows what is played, the current tick, the speed, and what was changed.
func (l *PeerLab) drawHeader(dst *ebiten.Image, s *ui.Skin) {
	r := l.layout.head
	drawPlayButton(dst, s, &l.batch, l.layout.play, l.player.Playing)
	base := s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y)
	x := l.layout.play.Max.X + s.Px(4)
	state := i18n.T("lab.paused")
	if l.player.Playing {
		state = i18n.T("lab.plays")
	}
	s.Print(dst, state, ui.BodyBold, x, base, theme.Text)
	x += int(max(s.TextWidth(i18n.T("lab.paused"), ui.BodyBold), s.TextWidth(i18n.T("lab.plays"), ui.BodyBold))) + s.Px(10)
	x += int(s.Print(dst, l.player.Speed(), ui.BodyMono, x, base, theme.Text)) + s.Px(16)
	x += int(s.Print(dst, l.text(textKey{key: "lab.place", n: l.player.Tick(), m: l.player.Ticks()}, formatNumbers), ui.BodyMono, x, base, theme.Text)) + s.Px(12)
	text, style, colour := l.player.Title(), ui.Heading, theme.Text
	if changes := l.player.ChangeTexts(); len(changes) > 0 {
		text, style, colour = l.text(textKey{key: "lab.what-if-only", names: [3]string{changes[len(changes)-1]}}, formatName), ui.Small, theme.Accent
	}
	s.PrintRight(dst, s.Truncate(text, style, float64(r.Max.X-x)), style, r.Max.X, base, colour)
}
