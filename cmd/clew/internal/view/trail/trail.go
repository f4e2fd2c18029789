// Package trail keeps the way that a player has walked, as few points in
// bounded memory: the thread.
package trail

import "math"

// Point is a place on the way, in units of the game.
type Point struct {
	X, Y int32
	// Gap says that the player did not walk here from the point before: it
	// appeared here, or was moved.
	Gap bool
}

// The limits of a Trail, in units.
const (
	// Slack is how far the kept line may lie beside the way walked.
	Slack = 20
	// Leap is a step so long that nobody can have walked it.
	Leap = 2 * 1024
	// still is a step too short to be worth a point.
	still = 12
)

// Trail is the way of one player, oldest point first. Make one with New.
type Trail struct {
	points []Point // the last limit of these count; the newest one still moves
	limit  int

	// The newest stretch goes from the last but one point to the last. lo and
	// hi bound the directions, relative to base, in which it can go on and
	// still pass all places that it stands for: the cone of Jack Sklansky and
	// Victor Gonzalez, "Fast Polygonal Approximation of Digitized Curves", 1980.
	base, lo, hi float64
}

// New makes an empty trail that keeps this many points.
func New(limit int) *Trail {
	return &Trail{limit: max(limit, 2)}
}

// Points are the points kept, oldest first; the last is where the player is.
// They are valid until the next Add.
func (t *Trail) Points() []Point {
	return t.points[max(0, len(t.points)-t.limit):]
}

// Full reports whether the oldest points have been dropped.
func (t *Trail) Full() bool { return len(t.points) >= t.limit }

// Clear forgets the way.
func (t *Trail) Clear() { t.points = t.points[:0] }

// Add says where the player is now.
func (t *Trail) Add(x, y int32) {
	p := Point{X: x, Y: y}
	n := len(t.points)
	if n == 0 {
		p.Gap = true
		t.push(p)
		return
	}
	last := t.points[n-1]
	step := distance(last, p)
	switch {
	case step < still:
		return
	case step > Leap:
		p.Gap = true
		t.push(p)
	case t.retraces(p):
		t.retrace(p)
	case last.Gap || !t.within(t.points[n-2], last, p):
		t.push(p)
		t.open(last, p)
	default:
		t.points[n-1] = p
		t.narrow(t.points[n-2], p)
	}
}

// retraces reports whether the player, having turned back over the stretch
// before the newest, now turns again, towards p. Those who pace up and down
// would otherwise fill the trail with one and the same line.
func (t *Trail) retraces(p Point) bool {
	n := len(t.points)
	if n < 3 || t.points[n-1].Gap || t.points[n-2].Gap {
		return false
	}
	a, b, c := t.points[n-3], t.points[n-2], t.points[n-1]
	return on(a, b, c) && dot(b, c, p) < dot(b, c, c) && (on(b, c, p) || on(a, p, b))
}

// retrace takes the newest stretch back to p, or the one before it further on.
func (t *Trail) retrace(p Point) {
	n := len(t.points)
	b, c := t.points[n-2], t.points[n-1]
	if dot(b, c, p) > 0 {
		t.points[n-1] = p
		return
	}
	t.points = t.points[:n-1]
	t.open(t.points[n-3], b)
	t.Add(p.X, p.Y)
}

// on reports whether c lies on the line from a to b.
func on(a, b, c Point) bool {
	l := distance(a, b)
	if l == 0 {
		return false
	}
	k := dot(a, b, c) / l
	ux, uy := float64(b.X-a.X)/l, float64(b.Y-a.Y)/l
	beside := math.Abs(float64(c.Y-a.Y)*ux - float64(c.X-a.X)*uy)
	return k >= -Slack && k <= l+Slack && beside <= Slack
}

// dot is the inner product of the ways from a to b and from a to c.
func dot(a, b, c Point) float64 {
	return float64(b.X-a.X)*float64(c.X-a.X) + float64(b.Y-a.Y)*float64(c.Y-a.Y)
}

// push appends a point and drops old ones, many at once and seldom.
func (t *Trail) push(p Point) {
	if len(t.points) >= 2*t.limit {
		n := copy(t.points, t.points[len(t.points)-t.limit:])
		t.points = t.points[:n]
	}
	t.points = append(t.points, p)
}

// open begins a new stretch from a to b.
func (t *Trail) open(a, b Point) {
	t.base = math.Atan2(float64(b.Y-a.Y), float64(b.X-a.X))
	t.lo, t.hi = math.Inf(-1), math.Inf(1)
	t.narrow(a, b)
}

// narrow takes b into the stretch from a: it may only go on so that it
// passes b within Slack.
func (t *Trail) narrow(a, b Point) {
	d := distance(a, b)
	if d <= Slack {
		return
	}
	room := math.Asin(Slack / d)
	dir := t.direction(a, b)
	t.lo, t.hi = max(t.lo, dir-room), min(t.hi, dir+room)
}

// within reports whether the stretch from a to b can go on to p.
func (t *Trail) within(a, b, p Point) bool {
	if distance(a, p) < distance(a, b) {
		return false // turned back
	}
	d := t.direction(a, p)
	return d >= t.lo && d <= t.hi
}

// direction is that from a to b, relative to base, from -π to π.
func (t *Trail) direction(a, b Point) float64 {
	return math.Remainder(math.Atan2(float64(b.Y-a.Y), float64(b.X-a.X))-t.base, 2*math.Pi)
}

func distance(a, b Point) float64 {
	return math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))
}
