package lab

import (
	"image"
	"sort"

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/internal/lab/eventlog"
)

// timeline maps ticks to pixels.
type timeline struct {
	area  image.Rectangle // px
	scale float64
	left  float64 // tick at the left edge
	zoom  float64 // logical pixels per tick

	entryLane float64 // height of the lane of entries, in logical pixels; 0: there is none
}

// Limits of the zoom.
const (
	minZoom = 0.1
	maxZoom = 40
)

func newTimeline() timeline { return timeline{zoom: 6, scale: 1} }

// setArea sets the bounds and the scale, and reports whether the visible part
// changes.
func (t *timeline) setArea(area image.Rectangle, scale float64) bool {
	other := area.Dx() != t.area.Dx() || scale != t.scale
	t.area, t.scale = area, scale
	return other
}

// pitch returns the width of a tick in px.
func (t *timeline) pitch() float64 { return t.zoom * t.scale }

// x returns the position of a tick in px.
func (t *timeline) x(tick float64) float32 {
	return float32(float64(t.area.Min.X) + (tick-t.left)*t.pitch())
}

// tick returns the tick at x px.
func (t *timeline) tick(x int) float64 { return t.left + float64(x-t.area.Min.X)/t.pitch() }

// visibleTicks returns the number of visible ticks.
func (t *timeline) visibleTicks() float64 { return float64(t.area.Dx()) / t.pitch() }

// zoomAt zooms by a factor around x px.
func (t *timeline) zoomAt(by float64, x, ticks int) {
	at := t.tick(x)
	t.zoom = min(max(t.zoom*by, minZoom, float64(t.area.Dx())/t.scale/float64(ticks+20)), maxZoom)
	t.left = at - float64(x-t.area.Min.X)/t.pitch()
	t.clamp(ticks)
}

// wheel zooms around x px as the mouse wheel has turned.
func (t *timeline) wheel(turned float64, x, ticks int) {
	switch {
	case turned > 0:
		t.zoomAt(1.2, x, ticks)
	case turned < 0:
		t.zoomAt(1/1.2, x, ticks)
	}
}

// scroll scrolls by ticks.
func (t *timeline) scroll(by float64, ticks int) {
	t.left += by
	t.clamp(ticks)
}

func (t *timeline) clamp(ticks int) {
	t.left = max(min(t.left, float64(ticks)+10-t.visibleTicks()), -10)
}

// follow scrolls as far as needed to show a tick with some margin.
func (t *timeline) follow(tick, ticks int) {
	at, span := float64(tick), t.visibleTicks()
	if at < t.left+span*0.06 || at > t.left+span*0.78 {
		t.left = at - span*0.3
	}
	t.clamp(ticks)
}

// followSelection shows the start of what is selected in a player, or else the current
// tick.
func (t *timeline) followSelection(p interface {
	Tick() int
	Ticks() int
	Span() (from, to int, ok bool)
}) {
	at := p.Tick()
	if from, _, ok := p.Span(); ok {
		at = from
	}
	t.follow(at, p.Ticks())
}

// lanes returns the y positions of the lanes in px: clients at the edges, the
// server between them.
func (t *timeline) lanes(clients int) (client [2]float32, server float32) {
	top := float32(t.area.Min.Y) + float32(24*t.scale)
	foot := float32(t.area.Max.Y) - float32((axisHeight+24)*t.scale)
	foot = max(foot, top+float32(28*t.scale))
	if clients == 1 {
		return [2]float32{top, 0}, foot
	}
	return [2]float32{top, foot}, (top + foot) / 2
}

// serverEdge returns where a client's packets meet the server, in px: at the edge
// of the lane of entries that is on the client's side.
func (t *timeline) serverEdge(client, clients int) float32 {
	_, server := t.lanes(clients)
	half := float32(t.entryLane / 2 * t.scale)
	if client == 0 {
		return server - half
	}
	return server + half
}

// packetLine is a packet as drawn: from lane to lane, or halfway if it is lost.
type packetLine struct {
	index          int
	x0, y0, x1, y1 float32
	lost           bool
}

// packetLines appends the visible packets to buf.
func (l *Lab) packetLines(buf []packetLine) []packetLine {
	t, s := &l.timeline, l.player.Trace()
	clients, _ := t.lanes(len(l.panes))
	first, last := t.left-maxFlightTicks, t.left+t.visibleTicks()
	i := sort.Search(len(s.Packets), func(i int) bool { return float64(s.Packets[i].Sent) >= first })
	for ; i < len(s.Packets) && float64(s.Packets[i].Sent) <= last; i++ {
		p := &s.Packets[i]
		if p.Client >= len(l.panes) {
			continue
		}
		w := packetLine{index: i, x0: t.x(float64(p.Sent)), y0: t.serverEdge(p.Client, len(l.panes)), y1: clients[p.Client]}
		if p.Up {
			w.y0, w.y1 = w.y1, w.y0
		}
		l.setLineEnd(&w, p)
		if w.x1 >= float32(t.area.Min.X) {
			buf = append(buf, w)
		}
	}
	return buf
}

// maxFlightTicks is how long before the left edge a packet may have been sent
// to be still considered.
const maxFlightTicks = 600

// setLineEnd sets where a packet's line ends.
func (l *Lab) setLineEnd(line *packetLine, p *eventlog.Packet) {
	if p.Arrives != 0 {
		line.x1 = l.timeline.x(float64(p.Arrives))
		return
	}
	f := l.player.Game().Settings(p.Client, p.Sent).Netem
	c := f.Down
	if p.Up {
		c = f.Up
	}
	flight := float64(c.Latency) / float64(tick)
	line.lost = true
	line.x1, line.y1 = l.timeline.x(float64(p.Sent)+max(flight, 1)/2), (line.y0+line.y1)/2
}

// selectionAt returns the item at a point of the timeline, if any.
func (l *Lab) selectionAt(at image.Point) (playback.Selection, bool) {
	if selection, ok := l.markAt(at); ok {
		return selection, true
	}
	best, nearest := -1, float32(6*l.timeline.scale)
	for _, w := range l.packetLines(nil) {
		if d := w.distance(float32(at.X), float32(at.Y)); d < nearest {
			best, nearest = w.index, d
		}
	}
	return playback.Selection{Kind: playback.Packet, Index: best}, best >= 0
}

// distance returns the distance of a point from the line.
func (l *packetLine) distance(x, y float32) float32 {
	dx, dy := l.x1-l.x0, l.y1-l.y0
	k := ((x-l.x0)*dx + (y-l.y0)*dy) / max(dx*dx+dy*dy, 1e-6)
	k = min(max(k, 0), 1)
	ex, ey := x-l.x0-k*dx, y-l.y0-k*dy
	return sqrt(ex*ex + ey*ey)
}
