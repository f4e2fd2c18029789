// Package camera decides which part of the maze is on the screen, and how
// large: the camera.
package camera

import "math"

// How many cells the screen shows. It is wider than high on most screens; on
// the others a cell becomes smaller, so that one still sees some way ahead.
const (
	visibleRows    = 720.0 / 56
	visibleColumns = 15.0

	minCell, maxCell = 12, 320 // a cell, in pixels
)

// CellSize is the side of a cell in whole pixels, on a screen of w×h pixels. A
// scale of 1 is the usual size.
func CellSize(w, h int, scale float64) int {
	if scale <= 0 {
		scale = 1
	}
	n := min(float64(h)/visibleRows, float64(w)/visibleColumns) * scale
	return int(math.Round(min(max(n, minCell), maxCell)))
}

// FitScale is the scale at which a maze of mw×mh cells fills a screen of w×h pixels,
// but for a little around it. It reports false where its cells would be smaller
// than any may be.
func FitScale(w, h, mw, mh int) (scale float64, fits bool) {
	usual := min(float64(h)/visibleRows, float64(w)/visibleColumns)
	cell := min(float64(w)/(float64(mw)+0.4), float64(h)/(float64(mh)+0.4))
	return cell / usual, cell >= minCell
}

// Margin is how much of the rock around the maze the screen may show, in cells.
const Margin = 1.5

// ClampCenter is where the middle of the screen looks along one axis: at the place
// wanted, but not so near to an end of the maze that much of the rock
// around it would show. A maze that fits, or all of which but half of its
// outer walls does, is shown in the middle. view and size are the lengths of
// the screen and of the maze, in cells.
func ClampCenter(want, view, size float64) float64 {
	lo, hi := view/2-Margin, size-view/2+Margin
	if lo >= hi || size <= view+1 {
		return size / 2
	}
	return min(max(want, lo), hi)
}

// Camera follows a player. The zero value has not begun to.
type Camera struct {
	X, Y float64 // the place that it looks at, in cells

	vx, vy float64
	placed bool
}

// Snap makes the camera jump to its player at the next Follow.
func (c *Camera) Snap() { c.placed = false }

// followTime is the time in seconds that the camera takes to catch up.
const followTime = 0.16

// snapDistance is the distance in cells from which on it does not glide but cut.
const snapDistance = 9

// Follow moves the camera towards (x,y), for dt seconds. It is a critically
// damped spring: it never swings over. The steps are those of Thomas Lowe,
// "Critically Damped Ease-In/Ease-Out Smoothing", Game Programming Gems 4.
func (c *Camera) Follow(x, y, dt float64) {
	if !c.placed || math.Hypot(x-c.X, y-c.Y) > snapDistance {
		*c = Camera{X: x, Y: y, placed: true}
		return
	}
	c.X, c.vx = springStep(c.X, c.vx, x, dt)
	c.Y, c.vy = springStep(c.Y, c.vy, y, dt)
}

// springStep is one axis: where the camera is and how fast, dt later.
func springStep(at, v, to, dt float64) (float64, float64) {
	const omega = 2 / followTime
	k := omega * dt
	decay := 1 / (1 + k + 0.48*k*k + 0.235*k*k*k)
	away := at - to
	push := (v + omega*away) * dt
	return to + (away+push)*decay, (v - omega*push) * decay
}
