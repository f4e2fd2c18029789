package replica

import "time"

// Point is a position in units, see sim.CellUnits.
type Point struct{ X, Y int32 }

// Distance returns the distance between two positions, in units.
func (p Point) Distance(q Point) int32 {
	dx, dy := int64(p.X-q.X), int64(p.Y-q.Y)
	return int32(sqrt(dx*dx + dy*dy))
}

// sqrt returns the integer square root, by Newton's method.
func sqrt(n int64) int64 {
	if n < 2 {
		return n
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}

// scale returns v·part/whole.
func scale(v int32, part, whole time.Duration) int32 {
	return int32(int64(v) * int64(part) / int64(whole))
}
