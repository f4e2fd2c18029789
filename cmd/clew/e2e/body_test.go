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

// body finds the body of the player with a letter: the middle of the place
// where most of its colour is.
func (p picture) body(letter string, g ground) (spot, bool) {
	ink := p.inked(bodies[letter])
	side := bodyWide * g.cell
	best, at := 0, spot{}
	for i := 0; i < len(ink); i += 1 + len(ink)/500 { // of a flood of colour some will do
		if n, middle := ink.around(float64(ink[i].X), float64(ink[i].Y), side); n > best {
			best, at = n, middle
		}
	}
	for range 3 { // from the best pixel to where most of them are
		best, at = ink.around(at.x, at.y, side+2)
	}
	return g.spot(at.x+0.5, at.y+0.5), float64(best) > bodyFull*side*side
}

// inks are the pixels of one colour.
type inks []image.Point

// inked finds them.
func (p picture) inked(c color.RGBA) (found inks) {
	like := shadesOf(c)
	for i := 0; i < len(p.Pix); i += 4 {
		if like.have(color.RGBA{p.Pix[i], p.Pix[i+1], p.Pix[i+2], p.Pix[i+3]}) {
			found = append(found, image.Pt(i%p.Stride/4, i/p.Stride))
		}
	}
	return found
}

// around counts those in a square around (x,y), and finds their middle.
func (k inks) around(x, y, side float64) (n int, middle spot) {
	for _, at := range k {
		if dx, dy := float64(at.X)-x, float64(at.Y)-y; max(dx, -dx, dy, -dy) <= side/2 {
			n++
			middle.x += float64(at.X)
			middle.y += float64(at.Y)
		}
	}
	if n > 0 {
		middle.x /= float64(n)
		middle.y /= float64(n)
	}
	return n, middle
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
