package lab

import (
	"image"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/rig/tracer"
)

// curve is a number over time, as it is drawn.
type curve struct {
	name string // key of the words
	of   func(*tracer.Series) []int32
	text func(v int32) string
	// least is what the top of the scale is at least, so that a trifle is not
	// shown as large as the whole.
	least int32
}

// curves are those that a comparison shows, from the top.
var curves = []curve{
	{"lab.own-off", func(s *tracer.Series) []int32 { return s.Own }, cellsText, sim.CellUnits / 2},
	{"lab.others-off", func(s *tracer.Series) []int32 { return s.Others }, cellsText, sim.CellUnits / 2},
	{"lab.key-to-screen", func(s *tracer.Series) []int32 { return s.Delay }, ticksText, 6},
	{"lab.corrections", func(s *tracer.Series) []int32 { return s.Corrections }, func(v int32) string { return strconv.Itoa(int(v)) }, 4},
	{"lab.bytes", func(s *tracer.Series) []int32 { return s.Bytes }, bytesText, 1000},
}

func cellsText(v int32) string {
	return words.F("lab.cells", words.Number(float64(v)/sim.CellUnits, 2))
}

func ticksText(v int32) string { return strconv.Itoa(int(v)*1000/sim.TickRate) + " ms" }

func bytesText(v int32) string { return words.Number(float64(v)/1000, 1) + " kB/s" }

// was and is are how the two games are told apart: by the dashes, and by the
// colour.
var (
	was = theme.Text
	is  = theme.Accent
)

// drawCurves draws the numbers of the two games over time, one below the other.
func (l *Lab) drawCurves(dst *ebiten.Image, s *kit.Skin) {
	s.Panel.Draw(dst, l.places.line, 1)
	l.drawCurvesKey(dst, s)
	part := l.part.Of(dst, l.places.lines)
	l.drawAxis(part, s)
	r := l.places.lines
	high := (r.Dy() - s.Px(axisLine)) / len(curves)
	a, b := l.reel.Curves(l.reel.Reference(), l.chosen), l.reel.Curves(l.reel.Tape(), l.chosen)
	l.pencil.begin(part)
	for i, c := range curves {
		row := image.Rect(r.Min.X, r.Min.Y+i*high, r.Max.X, r.Min.Y+(i+1)*high)
		l.drawCurve(dst, s, i, row, c.of(a), c.of(b))
	}
	l.pencil.flush()
	l.drawNow(part)
	l.drawStrip(dst, s)
	for i := range curves {
		l.drawReads(dst, s, i, l.places.reads.Min.Y+i*high, curves[i].of(a), curves[i].of(b))
	}
}

// drawReads puts both numbers of a curve at the tick looked at beside it, where
// that is their place.
func (l *Lab) drawReads(dst *ebiten.Image, s *kit.Skin, i, top int, before, after []int32) {
	r := l.places.reads
	if r.Empty() {
		return
	}
	base, at := top+s.Px(13), l.reel.At()
	s.PrintRight(dst, l.number("", i, before, at), kit.Figures, r.Min.X+r.Dx()/2, base, was)
	s.PrintRight(dst, l.number("", i, after, at), kit.Figures, r.Max.X, base, is)
}

// drawCurve draws one number of both games.
func (l *Lab) drawCurve(dst *ebiten.Image, s *kit.Skin, i int, r image.Rectangle, before, after []int32) {
	c := &curves[i]
	first, last := max(int(l.line.left), 0), int(l.line.left+l.line.span())+1
	top := max(c.least, most(before, first, last), most(after, first, last))
	x := l.places.labels.Min.X
	room := float64(l.places.labels.Dx() - s.Px(4))
	s.Print(dst, s.Cut(words.T(c.name), kit.Small, room), kit.Small, x, r.Min.Y+min(s.Px(16), r.Dy()-s.Px(4)), theme.Text)
	if r.Dy() >= s.Px(32) {
		s.Print(dst, s.Cut(l.reads(i, top), kit.Small, room), kit.Small, x, r.Min.Y+s.Px(30), theme.Dim)
	}
	foot := float32(r.Max.Y - s.Px(3))
	scale := float32(r.Dy()-s.Px(10)) / float32(top)
	l.quads.Rect(float32(r.Min.X), foot, float32(r.Dx()), 1, theme.Border)
	l.quads.Draw(dst)
	l.plot(before, first, last, foot, scale, func(x0, y0, x1, y1 float32) {
		l.pencil.line(x0, y0, x1, y1, 1.1*float32(s.Scale), theme.With(was, 0.75))
	}, true)
	l.plot(after, first, last, foot, scale, func(x0, y0, x1, y1 float32) { l.pencil.line(x0, y0, x1, y1, 1.8*float32(s.Scale), is) }, false)
}

// plot draws a line through those numbers that are there. Where there are more
// ticks than pixels, each stroke is as high as the highest of its ticks. With
// dashes every other stretch is left out.
func (l *Lab) plot(v []int32, first, last int, foot, scale float32, stroke func(x0, y0, x1, y1 float32), dashes bool) {
	step := max(int(1.5/l.line.pitch()), 1)
	dash := max(int(5*l.line.scale/(l.line.pitch()*float64(step))), 1)
	px, py, drawn := float32(0), float32(0), false
	for i, n := first/step*step, 0; i < min(last, len(v)); i, n = i+step, n+1 {
		high := most(v, i, i+step)
		if high == tracer.Absent {
			drawn = false
			continue
		}
		x, y := l.line.x(float64(i+1)), foot-float32(high)*scale
		if drawn && !(dashes && n/dash%2 == 1) {
			stroke(px, py, x, y)
		}
		px, py, drawn = x, y, true
	}
}

// most is the greatest number from one tick to before another, or Absent.
func most(v []int32, from, to int) int32 {
	top := int32(tracer.Absent)
	for _, n := range v[min(max(from, 0), len(v)):min(max(to, 0), len(v))] {
		top = max(top, n)
	}
	return top
}

// drawCurvesKey says which line is which.
func (l *Lab) drawCurvesKey(dst *ebiten.Image, s *kit.Skin) {
	r := image.Rect(l.places.line.Min.X, l.places.line.Min.Y, l.places.line.Max.X, l.places.line.Min.Y+s.Px(lineHead))
	base, mid, u := s.Centre(kit.Small, r.Min.Y, r.Max.Y), float32(r.Min.Y+r.Max.Y)/2, float32(s.Scale)
	names := [2]string{l.plate(l.beside).what, l.plate(l.panes[l.chosen]).what}
	x := r.Max.X - s.Px(8)
	l.pencil.begin(dst)
	x -= int(s.PrintRight(dst, names[1], kit.Small, x, base, theme.Dim)) + s.Px(30)
	l.pencil.line(float32(x), mid, float32(x)+24*u, mid, 1.8*u, is)
	x -= s.Px(14)
	x -= int(s.PrintRight(dst, names[0], kit.Small, x, base, theme.Dim)) + s.Px(30)
	l.pencil.dashed(float32(x), mid, float32(x)+24*u, mid, 1.1*u, 4*u, was)
	l.pencil.flush()
	title := l.say(phrase{key: "lab.in-both", of: [3]string{l.reel.Name(l.chosen)}}, ofName)
	if s.Width(title, kit.Strong) > float64(x-r.Min.X-s.Px(24)) {
		title = l.reel.Name(l.chosen)
	}
	s.Print(dst, title, kit.Strong, r.Min.X+s.Px(8), s.Centre(kit.Strong, r.Min.Y, r.Max.Y), theme.Text)
}

// drawNumbers puts the numbers of the two games at the tick looked at side by
// side.
func (l *Lab) drawNumbers(dst *ebiten.Image, s *kit.Skin, in image.Rectangle) {
	a, b := l.reel.Curves(l.reel.Reference(), l.chosen), l.reel.Curves(l.reel.Tape(), l.chosen)
	at := l.reel.At()
	wide := in.Dx() / len(curves)
	for i, c := range curves {
		x := in.Min.X + i*wide
		s.Print(dst, words.T(c.name), kit.Small, x, in.Min.Y+s.Px(12), theme.Dim)
		s.Print(dst, l.number("- -  ", i, c.of(a), at), kit.Figures, x, in.Min.Y+s.Px(30), was)
		s.Print(dst, l.number("—    ", i, c.of(b), at), kit.Figures, x, in.Min.Y+s.Px(46), is)
	}
	text := l.desk.Fill(words.T("lab.not-changed"))
	switch made := l.reel.Changes(); {
	case l.reel.Reference().Title() != l.reel.Tape().Title():
		text = l.say(phrase{key: "lab.pair", of: [3]string{l.reel.Reference().Title(), l.reel.Tape().Title()}}, ofNames)
	case len(made) == 1:
		text = l.say(phrase{key: "lab.but", of: [3]string{made[0]}}, ofName)
	case len(made) > 1:
		text = l.say(phrase{key: "lab.but-for", n: len(made), of: [3]string{made[len(made)-1]}}, ofNumberAndName)
	}
	in.Min.Y += s.Px(54)
	l.paragraph(dst, s, text, kit.Body, in, theme.Dim)
}

// number is a curve's at a tick, in words, after a sign.
func (l *Lab) number(sign string, curve int, v []int32, tick int) string {
	p := phrase{key: sign, n: curve, m: tracer.Absent}
	if tick >= 1 && tick <= len(v) {
		p.m = int(v[tick-1])
	}
	return l.say(p, read)
}

// reads is a number of a curve in words.
func (l *Lab) reads(curve int, v int32) string {
	return l.say(phrase{key: "", n: curve, m: int(v)}, read)
}

func read(p phrase) string {
	if p.m == tracer.Absent {
		return p.key + "–"
	}
	return p.key + curves[p.n].text(int32(p.m))
}
