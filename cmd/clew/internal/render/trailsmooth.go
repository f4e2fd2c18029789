package render

import "math"

// trailPoint is a point of a trail as drawn, in units.
type trailPoint struct {
	X, Y  float32
	Along float32 // how far back from the player, along the way
	Cut   bool    // no line from the knot before
}

// clipRect is the part of the maze on the screen, in units.
type clipRect struct{ X0, Y0, X1, Y1 float64 }

// meets reports whether the box around a stretch is on the screen.
func (c clipRect) meets(a, b pathPoint) bool {
	return float64(max(a.X, b.X)) >= c.X0 && float64(min(a.X, b.X)) <= c.X1 &&
		float64(max(a.Y, b.Y)) >= c.Y0 && float64(min(a.Y, b.Y)) <= c.Y1
}

// cornerLength is how far before and after a corner its curve extends.
const cornerLength = 460

// cornerPieces is the number of pieces of a corner's curve.
const cornerPieces = 6

// maxSpacing is the greatest distance between two points, in units, since
// brightness changes from point to point.
const maxSpacing = 1024

// smoothTrail appends the points of a trail to dst, from the player backwards,
// with rounded corners. It omits what is off the screen or further back than
// reach.
func smoothTrail(dst []trailPoint, points []pathPoint, clip clipRect, reach float64) []trailPoint {
	along := 0.0
	cut := true
	for i := len(points) - 1; i > 0 && along < reach; i-- {
		a, b := points[i], points[i-1]
		length := pointDistance(a, b)
		switch {
		case a.Gap || !clip.meets(a, b):
			cut = true
		default:
			if cut {
				dst = append(dst, newTrailPoint(a, along, true))
			}
			dst, cut = roundCorner(dst, points, i-1, along+length)
		}
		along += length
	}
	for len(dst) > 0 && float64(dst[len(dst)-1].Along) > reach+maxSpacing {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func newTrailPoint(p pathPoint, along float64, cut bool) trailPoint {
	return trailPoint{X: float32(p.X), Y: float32(p.Y), Along: float32(along), Cut: cut}
}

// extendTo extends the line straight to a point.
func extendTo(dst []trailPoint, to trailPoint) []trailPoint {
	from := dst[len(dst)-1]
	n := int((to.Along-from.Along)/maxSpacing) + 1
	for i := 1; i < n; i++ {
		t := float32(i) / float32(n)
		dst = append(dst, trailPoint{
			X:     from.X + (to.X-from.X)*t,
			Y:     from.Y + (to.Y-from.Y)*t,
			Along: from.Along + (to.Along-from.Along)*t,
		})
	}
	return append(dst, to)
}

// roundCorner extends the line to point i and around it, and reports whether the
// line ends there.
func roundCorner(dst []trailPoint, points []pathPoint, i int, along float64) ([]trailPoint, bool) {
	b := points[i]
	if i == 0 || b.Gap {
		return extendTo(dst, newTrailPoint(b, along, false)), true
	}
	a, c := points[i+1], points[i-1]
	in, out := pointDistance(a, b), pointDistance(b, c)
	ux, uy := float64(b.X-a.X)/in, float64(b.Y-a.Y)/in
	vx, vy := float64(c.X-b.X)/out, float64(c.Y-b.Y)/out
	turn := ux*vx + uy*vy
	switch {
	case turn < -0.8: // back again: two ends, not a corner
		return extendTo(dst, newTrailPoint(b, along, false)), true
	case turn > 0.995:
		return extendTo(dst, newTrailPoint(b, along, false)), false
	}
	r := min(cornerLength, in/2, out/2)
	for k := range cornerPieces + 1 {
		t := float64(k) / cornerPieces
		p, q := (1-t)*(1-t)*r, t*t*r
		dst = extendTo(dst, trailPoint{
			X:     float32(float64(b.X) - p*ux + q*vx),
			Y:     float32(float64(b.Y) - p*uy + q*vy),
			Along: float32(along + (2*t-1)*r),
		})
	}
	return dst, false
}

// trailFade returns the brightness of the own trail this far back: it fades, but
// stays visible while it may help to find the way back.
func trailFade(along float64) float64 {
	const cell = 1024
	near := math.Exp(-along / (14 * cell))
	return (0.26 + 0.74*near) * min(max((400*cell-along)/(100*cell), 0), 1)
}
