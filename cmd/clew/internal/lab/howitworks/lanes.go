package howitworks

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/link/netem"
)

// lane is a way of messages between two panes, in px.
type lane struct {
	from, to image.Point
	colour   color.NRGBA
	label    string // message key
}

// The lanes.
const (
	keysToServer = iota
	answersToAnn
	answersToBob

	laneCount
)

// lanes returns where the lanes are.
func (l *layout) lanes(vp ui.Viewport) [laneCount]lane {
	apart := vp.Px(20)
	line := func(gap int, offset int, backwards bool) (from, to image.Point) {
		r := l.gaps[gap]
		from, to = image.Pt(r.Min.X, (r.Min.Y+r.Max.Y)/2+offset), image.Pt(r.Max.X, (r.Min.Y+r.Max.Y)/2+offset)
		if l.stacked {
			from, to = image.Pt((r.Min.X+r.Max.X)/2+3*offset, r.Min.Y), image.Pt((r.Min.X+r.Max.X)/2+3*offset, r.Max.Y)
		}
		if backwards {
			return to, from
		}
		return from, to
	}
	all := [laneCount]lane{
		keysToServer: {colour: theme.NetInput, label: "how.keys"},
		answersToAnn: {colour: theme.NetSnapshot, label: "how.answers"},
		answersToBob: {colour: theme.NetSnapshot, label: "how.answers"},
	}
	for i, w := range [laneCount]struct {
		gap, offset int
		backwards   bool
	}{{0, -apart, false}, {0, apart, true}, {1, apart, false}} {
		all[i].from, all[i].to = line(w.gap, w.offset, w.backwards)
	}
	return all
}

// laneOf returns on which lane a packet is.
func laneOf(p *packet) (lane int, ok bool) {
	switch {
	case p.client == ann && p.Direction == netem.Up:
		return keysToServer, true
	case p.client == ann:
		return answersToAnn, true
	case p.Direction == netem.Down:
		return answersToBob, true
	}
	return 0, false
}

// everyKeyPacket is which of Ann's packets are drawn, unless they tell of other keys.
const everyKeyPacket = 4

// drawLanes draws the lanes with the messages on their way.
func (s *Screen) drawLanes(dst *ebiten.Image, skin *ui.Skin) {
	lanes := s.layout.lanes(s.root.Viewport())
	for i := range lanes {
		s.drawLane(dst, skin, &lanes[i])
	}
	lost := image.Point{}
	for i := range s.packets.packets {
		p := &s.packets.packets[i]
		n, ok := laneOf(p)
		if !ok {
			continue
		}
		w := &lanes[n]
		if p.Lost {
			lost = w.at(0.5)
			continue
		}
		at := w.at(p.progress(s.Now()))
		switch {
		case p.change:
			size := skin.Px(keySize + 1)
			s.drawKey(p.keys, at.X-size/2, at.Y-size/2, size, w.colour, theme.Background)
			s.batch.Draw(dst)
		case n != keysToServer:
			s.shapes.Dot(dst, at.X, at.Y, skin.Px(4), w.colour)
		case p.Number%everyKeyPacket == 0:
			s.shapes.Dot(dst, at.X, at.Y, skin.Px(2), w.colour)
		}
	}
	if lost != (image.Point{}) {
		s.drawCross(dst, lost, float32(skin.Px(11)), float32(skin.Px(4)))
	}
}

// at returns a place on the lane, from 0 to 1.
func (w *lane) at(part float64) image.Point {
	return w.from.Add(image.Pt(int(part*float64(w.to.X-w.from.X)), int(part*float64(w.to.Y-w.from.Y))))
}

// drawLane draws a lane and what is sent on it.
func (s *Screen) drawLane(dst *ebiten.Image, skin *ui.Skin, w *lane) {
	r := image.Rectangle{w.from, w.to}.Canon()
	thick := max(skin.Px(1), 1)
	s.batch.Rect(float32(r.Min.X), float32(r.Min.Y), float32(max(r.Dx(), thick)), float32(max(r.Dy(), thick)), theme.WithAlpha(w.colour, 0.35))
	s.batch.Draw(dst)
	text, x, y := i18n.T(w.label), (r.Min.X+r.Max.X)/2, r.Min.Y
	if s.layout.stacked {
		skin.Print(dst, text, ui.Small, x+skin.Px(12), skin.Baseline(ui.Small, r.Min.Y, r.Max.Y), w.colour)
		return
	}
	skin.PrintCentred(dst, text, ui.Small, x, y-skin.Px(12), w.colour)
}

// drawCross draws a cross where messages were lost.
func (s *Screen) drawCross(dst *ebiten.Image, at image.Point, r, width float32) {
	x, y, d := float32(at.X), float32(at.Y), width/2
	for _, m := range [...]float32{1, -1} {
		x0, y0, x1, y1 := x-r, y-m*r, x+r, y+m*r
		s.batch.Triangle(x0-d, y0+m*d, x0+d, y0-m*d, x1+d, y1-m*d, theme.NetLost)
		s.batch.Triangle(x0-d, y0+m*d, x1+d, y1-m*d, x1-d, y1+m*d, theme.NetLost)
	}
	s.batch.Draw(dst)
}
