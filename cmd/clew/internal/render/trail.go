package render

import "math"

// pathPoint is a point of a path, in units of the game.
type pathPoint struct {
	X, Y int32
	// Gap says that the player did not walk here from the point before: it
	// appeared here, or was moved.
	Gap bool
}

// The limits of a Trail, in units.
const (
	// trailSlack is how far the kept line may be from the path walked.
	trailSlack = 20
	// maxStep is a step too long to be walked.
	maxStep = 2 * 1024
	// minStep is a step too short to be worth a point.
	minStep = 12
)

// trail is the path of one player in few points and bounded memory, oldest point
// first. Create one with newTrail.
type trail struct {
	points []pathPoint // the last limit of these count; the newest one still moves
	limit  int

	// The newest stretch goes from the last but one point to the last. lo and
	// hi bound the directions, relative to base, in which it can go on and
	// still pass all places that it stands for: the cone of Jack Sklansky and
	// Victor Gonzalez, "Fast Polygonal Approximation of Digitized Curves", 1980.
	base, lo, hi float64
}

// newTrail returns an empty trail that keeps limit points.
func newTrail(limit int) *trail {
	return &trail{limit: max(limit, 2)}
}

// Points returns the points, oldest first; the last is where the player is. They
// are valid until the next Add.
func (t *trail) Points() []pathPoint {
	return t.points[max(0, len(t.points)-t.limit):]
}

// Full reports whether old points have been dropped.
func (t *trail) Full() bool { return len(t.points) >= t.limit }

// Clear drops all points.
func (t *trail) Clear() { t.points = t.points[:0] }

// Add adds the player's current position.
func (t *trail) Add(x, y int32) {
	p := pathPoint{X: x, Y: y}
	n := len(t.points)
	if n == 0 {
		p.Gap = true
		t.push(p)
		return
	}
	last := t.points[n-1]
	step := pointDistance(last, p)
	switch {
	case step < minStep:
		return
	case step > maxStep:
		p.Gap = true
		t.push(p)
	case t.retraces(p):
		t.retrace(p)
	case last.Gap || !t.inCone(t.points[n-2], last, p):
		t.push(p)
		t.startStretch(last, p)
	default:
		t.points[n-1] = p
		t.narrowCone(t.points[n-2], p)
	}
}

// retraces reports whether the player turned back over the stretch before the
// newest and now turns again towards p. Without this, pacing up and down would
// fill the trail with the same line.
func (t *trail) retraces(p pathPoint) bool {
	n := len(t.points)
	if n < 3 || t.points[n-1].Gap || t.points[n-2].Gap {
		return false
	}
	a, b, c := t.points[n-3], t.points[n-2], t.points[n-1]
	return onSegment(a, b, c) && dotProduct(b, c, p) < dotProduct(b, c, c) && (onSegment(b, c, p) || onSegment(a, p, b))
}

// retrace shortens the newest stretch to p, or extends the one before it.
func (t *trail) retrace(p pathPoint) {
	n := len(t.points)
	b, c := t.points[n-2], t.points[n-1]
	if dotProduct(b, c, p) > 0 {
		t.points[n-1] = p
		return
	}
	t.points = t.points[:n-1]
	t.startStretch(t.points[n-3], b)
	t.Add(p.X, p.Y)
}

// onSegment reports whether c lies on the line from a to b.
func onSegment(a, b, c pathPoint) bool {
	l := pointDistance(a, b)
	if l == 0 {
		return false
	}
	k := dotProduct(a, b, c) / l
	ux, uy := float64(b.X-a.X)/l, float64(b.Y-a.Y)/l
	beside := math.Abs(float64(c.Y-a.Y)*ux - float64(c.X-a.X)*uy)
	return k >= -trailSlack && k <= l+trailSlack && beside <= trailSlack
}

// dotProduct returns the dot product of b-a and c-a.
func dotProduct(a, b, c pathPoint) float64 {
	return float64(b.X-a.X)*float64(c.X-a.X) + float64(b.Y-a.Y)*float64(c.Y-a.Y)
}

// push appends a point and rarely drops old ones, many at once.
func (t *trail) push(p pathPoint) {
	if len(t.points) >= 2*t.limit {
		n := copy(t.points, t.points[len(t.points)-t.limit:])
		t.points = t.points[:n]
	}
	t.points = append(t.points, p)
}

// startStretch starts a new stretch from a to b.
func (t *trail) startStretch(a, b pathPoint) {
	t.base = math.Atan2(float64(b.Y-a.Y), float64(b.X-a.X))
	t.lo, t.hi = math.Inf(-1), math.Inf(1)
	t.narrowCone(a, b)
}

// narrowCone adds b to the stretch from a, which must then pass b within
// trailSlack.
func (t *trail) narrowCone(a, b pathPoint) {
	d := pointDistance(a, b)
	if d <= trailSlack {
		return
	}
	room := math.Asin(trailSlack / d)
	dir := t.direction(a, b)
	t.lo, t.hi = max(t.lo, dir-room), min(t.hi, dir+room)
}

// inCone reports whether the stretch from a to b can continue to p.
func (t *trail) inCone(a, b, p pathPoint) bool {
	if pointDistance(a, p) < pointDistance(a, b) {
		return false // turned back
	}
	d := t.direction(a, p)
	return d >= t.lo && d <= t.hi
}

// direction returns the direction from a to b relative to base, from -π to π.
func (t *trail) direction(a, b pathPoint) float64 {
	return math.Remainder(math.Atan2(float64(b.Y-a.Y), float64(b.X-a.X))-t.base, 2*math.Pi)
}

func pointDistance(a, b pathPoint) float64 {
	return math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))
}
