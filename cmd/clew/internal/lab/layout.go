package lab

import (
	"image"

	"clew/cmd/clew/internal/panel/kit"
)

// places is where everything is, in px.
type places struct {
	head   image.Rectangle
	play   image.Rectangle   // the sign that plays and pauses
	panes  []image.Rectangle // from the left
	line   image.Rectangle   // the panel of the timeline
	labels image.Rectangle   // the lanes' names
	lines  image.Rectangle   // the packets
	strip  image.Rectangle   // the whole film
	detail image.Rectangle
	help   image.Rectangle
	hints  []string // the lines of the help
}

// The sizes, in pixels at 100 %.
const (
	edge       = 8
	headHeight = 34
	plateLine  = 26
	lineHead   = 24
	labelWidth = 72
	stripLine  = 10
	axisLine   = 18
	detailLine = 92
	hintLine   = 17
	buttonRow  = 204 // the width of the buttons
)

// arrange puts everything in its place; the panes get what the rest leaves.
func arrange(f kit.Frame, s *kit.Skin, clients int) places {
	var p places
	gap := f.Px(edge)
	in := image.Rect(gap, 0, f.W-gap, f.H)
	p.hints = kit.Wrap(help, 0, float64(in.Dx()), func(t string) float64 { return s.Width(t, kit.Small) })
	detail, high := float64(detailLine), min(f.Height()*0.29, 230)
	if f.Height() < 480 { // the panes and the lanes need the room
		p.hints, detail, high = p.hints[:1], 78, 136
	}
	p.head = image.Rect(in.Min.X, 0, in.Max.X, f.Px(headHeight))
	p.play = image.Rect(in.Min.X, p.head.Min.Y, in.Min.X+f.Px(28), p.head.Max.Y)
	p.help = image.Rect(in.Min.X, f.H-f.Px(4)-f.Px(hintLine)*len(p.hints), in.Max.X, f.H-f.Px(4))
	p.detail = image.Rect(in.Min.X, p.help.Min.Y-f.Px(4)-f.Px(detail), in.Max.X, p.help.Min.Y-f.Px(4))
	p.line = image.Rect(in.Min.X, p.detail.Min.Y-gap-f.Px(high), in.Max.X, p.detail.Min.Y-gap)
	p.strip = image.Rect(p.line.Min.X+f.Px(labelWidth), p.line.Max.Y-f.Px(stripLine+6), p.line.Max.X-gap, p.line.Max.Y-f.Px(6))
	p.lines = image.Rect(p.strip.Min.X, p.line.Min.Y+f.Px(lineHead), p.strip.Max.X, p.strip.Min.Y-f.Px(4))
	p.labels = image.Rect(p.line.Min.X+gap, p.lines.Min.Y, p.lines.Min.X, p.lines.Max.Y)
	n := clients + 1
	y0, y1 := p.head.Max.Y, max(p.line.Min.Y-gap, p.head.Max.Y+f.Px(plateLine+24))
	wide := in.Dx() + gap
	for i := range n {
		p.panes = append(p.panes, image.Rect(in.Min.X+wide*i/n, y0, in.Min.X+wide*(i+1)/n-gap, y1))
	}
	return p
}
