package main

import "math"

// canvasSize is the side of the square that everything is drawn in, in units; y grows
// down.
const canvasSize = 512.0

// vec is a point in the drawing.
type vec struct{ x, y float64 }

// colour is red, green, blue and alpha, from 0 to 1.
type colour struct{ r, g, b, a float64 }

// hex returns a colour written as in 0xF2C14E.
func hex(rgb uint32, alpha float64) colour {
	c := func(shift uint) float64 { return float64(rgb>>shift&0xFF) / 255 }
	return colour{c(16), c(8), c(0), alpha}
}

// mix returns the colour that lies t of the way from a to b.
func mix(a, b colour, t float64) colour {
	t = min(max(t, 0), 1)
	m := func(x, y float64) float64 { return x + (y-x)*t }
	return colour{m(a.r, b.r), m(a.g, b.g), m(a.b, b.b), m(a.a, b.a)}
}

// fill is what a shape is filled with: a gradient from one colour at a point to
// another at the next or, if it is round, at a distance from the first point.
type fill struct {
	from, to colour
	at       vec
	end      vec     // unless round is set
	round    float64 // a distance
}

// solid returns a fill of one colour.
func solid(c colour) fill { return fill{from: c, to: c, end: vec{0, canvasSize}} }

// verticalGradient returns a fill that changes from one height to another.
func verticalGradient(from, to colour, top, bottom float64) fill {
	return fill{from: from, to: to, at: vec{0, top}, end: vec{0, bottom}}
}

// radialGradient returns a fill that changes outwards from a point.
func radialGradient(at vec, distance float64, from, to colour) fill {
	return fill{from: from, to: to, at: at, round: distance}
}

// colour returns the fill's colour at a point.
func (k fill) colour(p vec) colour {
	dx, dy := p.x-k.at.x, p.y-k.at.y
	if k.round > 0 {
		return mix(k.from, k.to, math.Hypot(dx, dy)/k.round)
	}
	ex, ey := k.end.x-k.at.x, k.end.y-k.at.y
	return mix(k.from, k.to, (dx*ex+dy*ey)/(ex*ex+ey*ey))
}

// shape is a box with round corners, of which a circle is one, or a line.
type shape struct {
	lo, hi vec     // of a box
	corner float64 // the radius of its corners
	points []vec   // a line instead of a box
	width  float64 // of the line; its ends are round
	fill   fill
	clip   *shape // a box beyond which nothing of it is seen; nil: none
}

func box(x0, y0, x1, y1, corner float64, k fill) shape {
	return shape{lo: vec{x0, y0}, hi: vec{x1, y1}, corner: corner, fill: k}
}

func disc(at vec, r float64, k fill) shape { return box(at.x-r, at.y-r, at.x+r, at.y+r, r, k) }

func polyline(through []vec, width float64, k fill) shape {
	return shape{points: through, width: width, fill: k}
}

// clippedTo returns the shape as far as it lies in a box.
func (s shape) clippedTo(clip *shape) shape {
	s.clip = clip
	return s
}

// distance returns how far a point is outside a box; inside it is negative.
func (s *shape) distance(p vec) float64 {
	mx, my := (s.lo.x+s.hi.x)/2, (s.lo.y+s.hi.y)/2
	dx := math.Abs(p.x-mx) - (s.hi.x-s.lo.x)/2 + s.corner
	dy := math.Abs(p.y-my) - (s.hi.y-s.lo.y)/2 + s.corner
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - s.corner
}

// distanceToSegment returns how far a point is from the segment between two
// others.
func distanceToSegment(p, a, b vec) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(((p.x-a.x)*dx+(p.y-a.y)*dy)/n, 0), 1)
	}
	return math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy)
}
