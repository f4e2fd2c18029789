package trail

import "math"

// Knot is a place on the thread as it is drawn, in units.
type Knot struct {
	X, Y  float32
	Along float32 // how far back from the player, along the way
	Cut   bool    // no line from the knot before
}

// Clip is the part of the maze that is on the screen, in units.
type Clip struct{ X0, Y0, X1, Y1 float64 }

// meets reports whether the box around a stretch is on the screen.
func (c Clip) meets(a, b Point) bool {
	return float64(max(a.X, b.X)) >= c.X0 && float64(min(a.X, b.X)) <= c.X1 &&
		float64(max(a.Y, b.Y)) >= c.Y0 && float64(min(a.Y, b.Y)) <= c.Y1
}

// bend is how far before and after a corner its curve begins and ends.
const bend = 460

// curve is how many pieces a corner is drawn in.
const curve = 6

// pace is the greatest distance between two knots, in units: what changes
// along the thread changes from knot to knot.
const pace = 2048

// Smooth appends the knots of the thread to dst, from the player backwards,
// with round corners. It leaves out what is not on the screen and what is
// further back than reach.
func Smooth(dst []Knot, points []Point, clip Clip, reach float64) []Knot {
	along := 0.0
	cut := true
	for i := len(points) - 1; i > 0 && along < reach; i-- {
		a, b := points[i], points[i-1]
		length := distance(a, b)
		switch {
		case a.Gap || !clip.meets(a, b):
			cut = true
		default:
			if cut {
				dst = append(dst, knot(a, along, true))
			}
			dst, cut = corner(dst, points, i-1, along+length)
		}
		along += length
	}
	for len(dst) > 0 && float64(dst[len(dst)-1].Along) > reach+pace {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func knot(p Point, along float64, cut bool) Knot {
	return Knot{X: float32(p.X), Y: float32(p.Y), Along: float32(along), Cut: cut}
}

// extend goes on straight to a knot.
func extend(dst []Knot, to Knot) []Knot {
	from := dst[len(dst)-1]
	n := int((to.Along-from.Along)/pace) + 1
	for i := 1; i < n; i++ {
		t := float32(i) / float32(n)
		dst = append(dst, Knot{
			X:     from.X + (to.X-from.X)*t,
			Y:     from.Y + (to.Y-from.Y)*t,
			Along: from.Along + (to.Along-from.Along)*t,
		})
	}
	return append(dst, to)
}

// corner goes straight on to point i and round it, and reports whether the
// line ends there.
func corner(dst []Knot, points []Point, i int, along float64) ([]Knot, bool) {
	b := points[i]
	if i == 0 || b.Gap {
		return extend(dst, knot(b, along, false)), true
	}
	a, c := points[i+1], points[i-1]
	in, out := distance(a, b), distance(b, c)
	ux, uy := float64(b.X-a.X)/in, float64(b.Y-a.Y)/in
	vx, vy := float64(c.X-b.X)/out, float64(c.Y-b.Y)/out
	turn := ux*vx + uy*vy
	switch {
	case turn < -0.8: // back again: two ends, not a corner
		return extend(dst, knot(b, along, false)), true
	case turn > 0.995:
		return extend(dst, knot(b, along, false)), false
	}
	r := min(bend, in/2, out/2)
	for k := range curve + 1 {
		t := float64(k) / curve
		p, q := (1-t)*(1-t)*r, t*t*r
		dst = extend(dst, Knot{
			X:     float32(float64(b.X) - p*ux + q*vx),
			Y:     float32(float64(b.Y) - p*uy + q*vy),
			Along: float32(along + (2*t-1)*r),
		})
	}
	return dst, false
}

// Fade is how bright one's own thread is this far back: it grows fainter
// and never quite goes out while one may still need it to find the way.
func Fade(along float64) float64 {
	const cell = 1024
	near := math.Exp(-along / (14 * cell))
	return (0.26 + 0.74*near) * min(max((400*cell-along)/(100*cell), 0), 1)
}
