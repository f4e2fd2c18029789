// Package camera decides which part of the maze is on the screen, and at which
// size.
package camera

import "math"

// How many cells the screen shows. Most screens are wider than high; on others
// cells become smaller, so that the player still sees some way ahead.
const (
	visibleRows    = 720.0 / 56
	visibleColumns = 15.0

	minCell, maxCell = 12, 320 // a cell, in pixels
)

// CellSize returns the size of a cell in whole pixels on a screen of w×h pixels.
// A scale of 1 is normal.
func CellSize(w, h int, scale float64) int {
	if scale <= 0 {
		scale = 1
	}
	n := min(float64(h)/visibleRows, float64(w)/visibleColumns) * scale
	return int(math.Round(min(max(n, minCell), maxCell)))
}

// FitScale returns the scale at which a maze of mw×mh cells fills w×h pixels but
// for a small margin. It reports false if its cells would be too small.
func FitScale(w, h, mw, mh int) (scale float64, fits bool) {
	usual := min(float64(h)/visibleRows, float64(w)/visibleColumns)
	cell := min(float64(w)/(float64(mw)+0.4), float64(h)/(float64(mh)+0.4))
	return cell / usual, cell >= minCell
}

// ScaleOf returns the scale at which a cell has so many pixels.
func ScaleOf(w, h int, cell float64) float64 {
	return cell / min(float64(h)/visibleRows, float64(w)/visibleColumns)
}

// Margin is how much rock around the maze the screen may show, in cells.
const Margin = 1.5

// ClampCenter returns the centre of the view along one axis: want, but not so
// close to an edge of the maze that much rock would show. A maze that fits, at
// least without half of its outer walls, is centred. view and size are the
// lengths of the view and the maze, in cells.
func ClampCenter(want, view, size float64) float64 {
	lo, hi := view/2-Margin, size-view/2+Margin
	if lo >= hi || size <= view+1 {
		return size / 2
	}
	return min(max(want, lo), hi)
}

// Camera follows a player. The zero value follows none yet.
type Camera struct {
	X, Y float64 // the place that it looks at, in cells

	vx, vy float64
	placed bool
}

// Snap makes the next Follow jump.
func (c *Camera) Snap() { c.placed = false }

// followTime is the time that the camera takes to catch up, in seconds.
const followTime = 0.16

// snapDistance is the distance from which the camera jumps, in cells.
const snapDistance = 9

// Follow moves the camera towards (x,y) for dt seconds. It is a critically damped
// spring, which never overshoots. See Thomas Lowe, "Critically Damped
// Ease-In/Ease-Out Smoothing", Game Programming Gems 4.
func (c *Camera) Follow(x, y, dt float64) {
	if !c.placed || math.Hypot(x-c.X, y-c.Y) > snapDistance {
		*c = Camera{X: x, Y: y, placed: true}
		return
	}
	c.X, c.vx = springStep(c.X, c.vx, x, dt)
	c.Y, c.vy = springStep(c.Y, c.vy, y, dt)
}

// springStep advances one axis by dt and returns position and velocity.
func springStep(at, v, to, dt float64) (float64, float64) {
	const omega = 2 / followTime
	k := omega * dt
	decay := 1 / (1 + k + 0.48*k*k + 0.235*k*k*k)
	away := at - to
	push := (v + omega*away) * dt
	return to + (away+push)*decay, (v - omega*push) * decay
}
