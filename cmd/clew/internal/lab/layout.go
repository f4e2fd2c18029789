package lab

import (
	"image"
	"strings"

	"clew/cmd/clew/internal/panel/kit"
)

// places is where everything is, in px.
type places struct {
	side   image.Rectangle
	head   image.Rectangle
	play   image.Rectangle   // the sign that plays and pauses
	panes  []image.Rectangle // from the left
	line   image.Rectangle   // the panel of the timeline, or of the curves
	labels image.Rectangle   // the lanes' names
	lines  image.Rectangle   // the packets
	strip  image.Rectangle   // the whole film
	reads  image.Rectangle   // the numbers beside the curves; empty: the detail has them
	detail image.Rectangle   // empty: it is not shown
	told   image.Rectangle   // the words in it …
	acts   image.Rectangle   // … and its buttons, if there are some
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
	curveWidth = 108 // of the curves' names
	stripLine  = 10
	axisLine   = 18
	hintLine   = 17
)

// wrapKeys breaks the names of keys into so many lines of a width at most, none
// of them in the middle of what one key does. What has no room then is left out.
func wrapKeys(text string, most int, width float64, measure func(string) float64) (lines []string) {
	const between = "  ·  "
	for _, key := range strings.Split(text, between) {
		n := len(lines)
		switch {
		case n > 0 && measure(lines[n-1]+between+key) <= width:
			lines[n-1] += between + key
		case n < most:
			lines = append(lines, key)
		default:
			return lines
		}
	}
	return lines
}

// arrange puts everything in its place; the panes get what the rest leaves.
func (l *Lab) arrange() places {
	var p places
	f, s := l.desk.Frame(), l.desk.Skin()
	gap, left := f.Px(edge), 0
	if l.side != nil {
		left = min(f.Px(l.side.Width()), f.W/2)
		p.side = image.Rect(gap, gap, left, f.H-gap)
	}
	in := image.Rect(left+gap, 0, f.W-gap, f.H)
	lines := 3
	if l.low() {
		lines = 1
	}
	p.hints = wrapKeys(l.help(), lines, float64(in.Dx()), func(t string) float64 { return s.Width(t, kit.Small) })
	p.head = image.Rect(in.Min.X, 0, in.Max.X, f.Px(headHeight))
	p.play = image.Rect(in.Min.X, p.head.Min.Y, in.Min.X+f.Px(28), p.head.Max.Y)
	p.help = image.Rect(in.Min.X, f.H-f.Px(4)-f.Px(hintLine)*len(p.hints), in.Max.X, f.H-f.Px(4))
	in.Max.Y = p.help.Min.Y - f.Px(4)
	l.stand(&p, in)
	l.share(&p)
	l.rule(&p)
	n := len(l.shown())
	y0, y1 := p.head.Max.Y, max(min(p.line.Min.Y, p.detail.Min.Y)-gap, p.head.Max.Y+f.Px(plateLine+24))
	wide := in.Dx() + gap
	for i := range n {
		p.panes = append(p.panes, image.Rect(in.Min.X+wide*i/n, y0, in.Min.X+wide*(i+1)/n-gap, y1))
	}
	return p
}

// rule parts the panel of the timeline, or of the curves.
func (l *Lab) rule(p *places) {
	f := l.desk.Frame()
	gap, labels := f.Px(edge), labelWidth
	if l.compares {
		labels = curveWidth
	}
	p.strip = image.Rect(p.line.Min.X+f.Px(float64(labels)), p.line.Max.Y-f.Px(stripLine+6), p.line.Max.X-gap, p.line.Max.Y-f.Px(6))
	p.lines = image.Rect(p.strip.Min.X, p.line.Min.Y+f.Px(lineHead), p.strip.Max.X, p.strip.Min.Y-f.Px(4))
	p.labels = image.Rect(p.line.Min.X+gap, p.lines.Min.Y, p.lines.Min.X, p.lines.Max.Y)
	if w := f.Px(readsWidth); l.compares && l.low() && p.lines.Dx() > 2*w {
		p.reads = p.lines
		p.lines.Max.X -= w
		p.reads.Min.X = p.lines.Max.X
	}
}
