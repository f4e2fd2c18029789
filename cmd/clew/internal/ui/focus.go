package ui

import "image"

// direction is a direction in which the focus moves.
type direction uint8

const (
	forward  direction = iota // Tab
	backward                  // Shift+Tab
	up
	down
	left
	right
)

// nextFocus returns the index of the rectangle that gets the focus after at.
// Tab cycles through all of them in order; arrow keys go to the nearest one in
// their direction, and up and down wrap around.
func nextFocus(rects []image.Rectangle, at int, dir direction) int {
	n := len(rects)
	switch {
	case n == 0:
		return -1
	case at < 0 || at >= n:
		return 0
	case dir == forward:
		return (at + 1) % n
	case dir == backward:
		return (at + n - 1) % n
	}
	if i := nearest(rects, at, rects[at], dir); i >= 0 {
		return i
	}
	switch dir {
	case up:
		return orElseSame(nearest(rects, at, rects[at].Add(image.Pt(0, farAway)), up), at)
	case down:
		return orElseSame(nearest(rects, at, rects[at].Sub(image.Pt(0, farAway)), down), at)
	}
	return at
}

// farAway is larger than any window.
const farAway = 1 << 20

func orElseSame(i, at int) int {
	if i < 0 {
		return at
	}
	return i
}

// nearest returns the index of the nearest rectangle that lies entirely in
// direction dir of from, or -1. Sideways offset counts extra.
func nearest(rects []image.Rectangle, at int, from image.Rectangle, dir direction) int {
	best, minDist := -1, 1<<40
	for i, r := range rects {
		if i == at {
			continue
		}
		along, sideways := 0, 0
		switch dir {
		case up:
			along, sideways = from.Min.Y-r.Max.Y, distance(from.Min.X, from.Max.X, r.Min.X, r.Max.X)
		case down:
			along, sideways = r.Min.Y-from.Max.Y, distance(from.Min.X, from.Max.X, r.Min.X, r.Max.X)
		case left:
			along, sideways = from.Min.X-r.Max.X, distance(from.Min.Y, from.Max.Y, r.Min.Y, r.Max.Y)*farAway
		case right:
			along, sideways = r.Min.X-from.Max.X, distance(from.Min.Y, from.Max.Y, r.Min.Y, r.Max.Y)*farAway
		}
		if along < 0 || sideways >= farAway {
			continue
		}
		if d := along + 4*sideways; d < minDist {
			best, minDist = i, d
		}
	}
	return best
}

// distance returns the gap between two intervals, 0 if they overlap.
func distance(a0, a1, b0, b1 int) int { return max(0, b0-a1, a0-b1) }
