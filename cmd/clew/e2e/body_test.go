//go:build linux

package e2e

import (
	"image"
	"image/color"
	"slices"
)

// bodies are the colours of the first three letters' bodies: those of Okabe
// and Ito.
var bodies = map[string]color.RGBA{
	"A": {0xE6, 0x9F, 0x00, 0xFF}, // orange
	"B": {0x56, 0xB4, 0xE9, 0xFF}, // sky blue
	"C": {0x00, 0x9E, 0x73, 0xFF}, // green
}

// A body is a filled shape as wide as bodyWide cells: of a square of that size
// around it, at least bodyFull is its colour, however its letter and its
// corners look. A thread of the same colour crosses such a square as a line
// that is too thin for that.
const (
	bodyWide = 0.625
	bodyFull = 0.22
)

// body finds the body of the player with a letter: the place where most of its
// colour is.
func (p picture) body(letter string, g ground) (spot, bool) {
	ink := p.inked(bodies[letter])
	side := int(bodyWide * g.cell)
	best, at := 0, image.Point{}
	for y := range p.Rect.Dy() - side {
		for x := range p.Rect.Dx() - side {
			if n := ink.in(image.Rect(x, y, x+side, y+side)); n > best {
				best, at = n, image.Pt(x, y)
			}
		}
	}
	if float64(best) < bodyFull*float64(side*side) {
		return spot{}, false
	}
	return g.spot(ink.middle(image.Rectangle{at, at.Add(image.Pt(side, side))}.Inset(-2))), true
}

// inkwell counts the pixels of a colour: sums has at (x,y) how many there are
// above and to the left of it.
type inkwell struct {
	sums []int
	wide int
}

// inked looks at every pixel of p.
func (p picture) inked(c color.RGBA) inkwell {
	w, h := p.Rect.Dx(), p.Rect.Dy()
	ink := inkwell{make([]int, (w+1)*(h+1)), w + 1}
	shades := shadesOf(c)
	for y := range h {
		row := 0
		for x := range w {
			if shades.have(p.RGBAAt(x, y)) {
				row++
			}
			ink.sums[(y+1)*ink.wide+x+1] = ink.sums[y*ink.wide+x+1] + row
		}
	}
	return ink
}

// in is how many there are in r.
func (k inkwell) in(r image.Rectangle) int {
	at := func(x, y int) int { return k.sums[y*k.wide+x] }
	return at(r.Max.X, r.Max.Y) - at(r.Min.X, r.Max.Y) - at(r.Max.X, r.Min.Y) + at(r.Min.X, r.Min.Y)
}

// middle is the middle of those in r.
func (k inkwell) middle(r image.Rectangle) (x, y float64) {
	r = r.Intersect(image.Rect(0, 0, k.wide-1, len(k.sums)/k.wide-1))
	n := float64(k.in(r))
	for i := r.Min.X; i < r.Max.X; i++ {
		x += (float64(i) + 0.5) * float64(k.in(image.Rect(i, r.Min.Y, i+1, r.Max.Y))) / n
	}
	for j := r.Min.Y; j < r.Max.Y; j++ {
		y += (float64(j) + 0.5) * float64(k.in(image.Rect(r.Min.X, j, r.Max.X, j+1))) / n
	}
	return x, y
}

// shades are a body's colour as it is seen from its lit top to its dark
// bottom, and what all of them lie within.
type shades struct {
	of     []color.RGBA
	lo, hi color.RGBA
}

// alike is how far from a shade a pixel may be.
const alike = 14

func shadesOf(c color.RGBA) shades {
	s := shades{lo: c, hi: c}
	for _, towards := range []uint8{0x00, 0xFF} {
		for part := 0.0; part < 0.2; part += 0.04 {
			mix := func(v uint8) uint8 { return uint8(float64(v) + (float64(towards)-float64(v))*part) }
			m := color.RGBA{mix(c.R), mix(c.G), mix(c.B), 0xFF}
			s.of = append(s.of, m)
			s.lo = color.RGBA{min(s.lo.R, m.R), min(s.lo.G, m.G), min(s.lo.B, m.B), 0xFF}
			s.hi = color.RGBA{max(s.hi.R, m.R), max(s.hi.G, m.G), max(s.hi.B, m.B), 0xFF}
		}
	}
	return s
}

func (s *shades) have(c color.RGBA) bool {
	within := func(v, lo, hi uint8) bool { return int(v) >= int(lo)-alike && int(v) <= int(hi)+alike }
	if !within(c.R, s.lo.R, s.hi.R) || !within(c.G, s.lo.G, s.hi.G) || !within(c.B, s.lo.B, s.hi.B) {
		return false // as most of a picture is
	}
	return slices.ContainsFunc(s.of, func(shade color.RGBA) bool { return apart(c, shade) <= alike })
}
