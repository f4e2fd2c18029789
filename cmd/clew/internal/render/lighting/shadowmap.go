// Package lighting computes how light falls into a maze: where a torch reaches,
// which stones catch its glow, and what has been seen before.
//
// Lengths are in cells, as fractions: light comes from where a body really
// is, so that shadows glide and do not jump from cell to cell.
package lighting

import (
	"math"

	"clew/engine/maze"
)

// rays is the number of directions of a ShadowMap. At 8 cells, neighbouring rays
// are a twentieth of a cell apart.
const rays = 1024

// ShadowMap is a one-dimensional shadow map: how far one sees from a point in
// every direction. The zero value sees nothing.
type ShadowMap struct {
	X, Y  float64 // the place
	Reach float64 // no further than this

	distances [rays]float32
}

// directions holds the unit vector of each ray. Rays are numbered by a diamond
// angle, see rayIndex, which needs no trigonometry.
var directions = func() (d [rays][2]float64) {
	for i := range d {
		t := 4 * (float64(i) + 0.5) / rays
		var x, y float64
		switch {
		case t < 1:
			x, y = 1-t, t
		case t < 2:
			x, y = 1-t, 2-t
		case t < 3:
			x, y = t-3, 2-t
		default:
			x, y = t-3, t-4
		}
		l := math.Hypot(x, y)
		d[i] = [2]float64{x / l, y / l}
	}
	return d
}()

// rayIndex returns the direction (dx,dy) as a number from 0 up to rays.
func rayIndex(dx, dy float32) float32 {
	ax, ay := dx, dy
	if ax < 0 {
		ax = -ax
	}
	if ay < 0 {
		ay = -ay
	}
	if ax+ay == 0 {
		return 0
	}
	p := dy / (ax + ay) // -1 to 1
	switch {
	case dx < 0:
		p = 2 - p
	case dy < 0:
		p += 4
	}
	return p * (rays / 4)
}

// Cast computes what is seen from (x,y).
func (s *ShadowMap) Cast(m *maze.Maze, x, y, reach float64) {
	s.X, s.Y, s.Reach = x, y, reach
	for i := range s.distances {
		s.distances[i] = float32(castRay(m, x, y, directions[i][0], directions[i][1], reach))
	}
}

// castRay follows a ray from cell to cell until it hits a wall. See John
// Amanatides and Andrew Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing",
// 1987.
func castRay(m *maze.Maze, x, y, dx, dy, reach float64) float64 {
	cx, cy := int(math.Floor(x)), int(math.Floor(y))
	if !m.Walkable(cx, cy) {
		return 0
	}
	stepX, nextX, perX := rayAxis(x, dx, cx)
	stepY, nextY, perY := rayAxis(y, dy, cy)
	for {
		at := nextX
		if nextX < nextY {
			cx += stepX
			nextX += perX
		} else {
			at = nextY
			cy += stepY
			nextY += perY
		}
		if at >= reach {
			return reach
		}
		if !m.Walkable(cx, cy) {
			return at
		}
	}
}

// rayAxis returns for one axis the direction in which a ray crosses cells, when
// it enters the next one, and the time between later ones.
func rayAxis(p, d float64, cell int) (step int, next, per float64) {
	switch {
	case d > 0:
		return 1, (float64(cell+1) - p) / d, 1 / d
	case d < 0:
		return -1, (float64(cell) - p) / d, -1 / d
	}
	return 0, math.Inf(1), math.Inf(1)
}

// The width of a shadow's soft edge: in rays to either side, and in depth.
const (
	penumbraRays  = 7
	penumbraDepth = 0.22
)

// Lit returns how much of the light reaches the point (dx,dy) away, at distance
// d: 0 to 1, soft at the edges of shadows.
func (s *ShadowMap) Lit(dx, dy, d float32) float32 {
	const slack = 0.06 // what touches a wall is still in front of it
	c := rayIndex(dx, dy)
	sum := float32(0)
	for k := -2; k <= 2; k++ {
		i := int(c+rays+float32(k)*(penumbraRays/2.0)) % rays
		sum += min(max((s.distances[i]-d+slack)/penumbraDepth+1, 0), 1)
	}
	return sum / 5
}

// Sees reports whether the light reaches the point (x,y).
func (s *ShadowMap) Sees(x, y float64) bool {
	dx, dy := x-s.X, y-s.Y
	d := math.Hypot(dx, dy)
	if d > s.Reach {
		return false
	}
	return float32(d) <= s.distances[int(rayIndex(float32(dx), float32(dy)))%rays]+0.01
}
