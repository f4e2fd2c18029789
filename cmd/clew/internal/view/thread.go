package view

import (
	"cmp"
	"math"
	"slices"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/view/trail"
	"clew/engine/sim"
)

// threadScratch is memory that is used again in each frame.
type threadScratch struct {
	knots []trail.Knot
	line  []bead
	order []*actor // as their threads are drawn
	reach float64  // how far back others' threads are shown, in units
}

// bead is a knot on the screen.
type bead struct{ x, y, light float32 }

// How far back threads are shown, in units.
const (
	ownReach   = 400 * sim.CellUnits
	otherReach = 36 * sim.CellUnits
	leastReach = 6 * sim.CellUnits
)

// reachOfOthers is how far back the threads of n players are shown: the more
// there are, the less of each, or one would see nothing else.
func reachOfOthers(n int) float64 {
	return max(otherReach*math.Sqrt(8/float64(max(n, 8))), leastReach)
}

// drawThreads draws all threads: each is a wide soft glow, and on it the thread.
func (r *Renderer) drawThreads() {
	r.brush.begin(r.frame.dst, screen, r.frame.bright())
	to := reachOfOthers(len(r.actors))
	r.reach += (to - r.reach) * easeTo(r.frame.dt, 1)
	r.order = r.order[:0]
	for _, a := range r.actors {
		r.order = append(r.order, a)
	}
	// The same in each frame, or it would shimmer where threads cross; one's own
	// is the last.
	slices.SortFunc(r.order, func(a, b *actor) int { return cmp.Or(ownLast(a, b), cmp.Compare(a.id, b.id)) })
	for _, a := range r.order {
		if a.self {
			r.thread(a, ownReach, 1)
			continue
		}
		r.thread(a, r.reach, float32(1-(r.clock-a.seen)/linger))
	}
	r.brush.flush()
}

// fade is how bright a thread is that far back.
func (a *actor) fade(along, reach float32) float32 {
	if a.self {
		return float32(trail.Fade(float64(along)))
	}
	left := max(1-along/reach, 0)
	return 0.72 * left * left * left
}

// lane keeps the threads of players who walk the same way beside each other,
// in units.
func (a *actor) lane() float32 {
	if a.self {
		return 0
	}
	return (float32(a.mark.Index) - 3.5) * 34
}

func (r *Renderer) thread(a *actor, reach float64, strength float32) {
	r.knots = trail.Smooth(r.knots[:0], a.trail.Points(), r.frame.clip(), reach)
	colour, hot := a.mark.Fill, theme.Mix(a.mark.Fill, theme.White, 0.35)
	if a.self {
		colour, hot = theme.Thread, theme.Mix(theme.Thread, theme.White, 0.30)
	}
	u, lane := r.frame.unit, a.lane()
	r.line = r.line[:0]
	for i, k := range r.knots {
		if k.Cut && i > 0 {
			r.ribbons(u, a.self, paintOf(colour, 1), paintOf(hot, 1))
			r.line = r.line[:0]
		}
		x, y := r.frame.spot(k.X+lane, k.Y+lane)
		r.line = append(r.line, bead{x, y, a.fade(k.Along, float32(reach)) * strength})
	}
	r.ribbons(u, a.self, paintOf(colour, 1), paintOf(hot, 1))
}

// ribbons draws one connected piece of a thread.
func (r *Renderer) ribbons(u float32, self bool, colour, hot paint) {
	if len(r.line) < 2 {
		return
	}
	if self {
		r.brush.ribbon(r.line, 15*u, colour.times(0.46))
		r.brush.ribbon(r.line, 5.2*u, hot)
		return
	}
	r.brush.ribbon(r.line, 11*u, colour.times(0.26))
	r.brush.ribbon(r.line, 4.2*u, hot.times(0.9))
}

// ribbon paints a soft line through the beads, that far to either side.
func (b *brush) ribbon(line []bead, half float32, p paint) {
	b.room(2*len(line) + 8)
	var left, right rail
	for i, at := range line {
		nx, ny := miter(line, i)
		l := bead{at.x + nx*half, at.y + ny*half, at.light}
		r := bead{at.x - nx*half, at.y - ny*half, at.light}
		if i == 0 {
			left.start(b, l, 0, p)
			right.start(b, r, glowSize, p)
			continue
		}
		dx, dy, _ := unit(line[i-1], at)
		l0, r0 := left.index, right.index
		if left.advance(b, l, dx, dy, 0, p) {
			b.indices = append(b.indices, l0, left.index, r0)
		}
		if right.advance(b, r, dx, dy, glowSize, p) {
			b.indices = append(b.indices, r0, left.index, right.index)
		}
	}
	b.cap(line[0], line[1], half, p)
	b.cap(line[len(line)-1], line[len(line)-2], half, p)
}

// rail is one edge of a ribbon. On the inner side of a narrow bend it stands
// still instead of running backwards: slivers of triangles would show.
type rail struct {
	at    bead
	index uint16
}

// middle is where the glow's picture is brightest.
const middle = glowSize / 2

func (e *rail) start(b *brush, at bead, v float32, p paint) {
	e.at, e.index = at, b.vertex(at.x, at.y, middle, v, p.times(at.light))
}

// advance takes the rail on to a place, in the direction (dx,dy) of the
// ribbon, and reports whether it did.
func (e *rail) advance(b *brush, to bead, dx, dy, v float32, p paint) bool {
	if (to.x-e.at.x)*dx+(to.y-e.at.y)*dy < 0.4 {
		return false
	}
	e.start(b, to, v, p)
	return true
}

// cap rounds off the end of a ribbon that comes from the bead before.
func (b *brush) cap(end, before bead, half float32, p paint) {
	dx, dy, ok := unit(before, end)
	if !ok {
		return
	}
	dx, dy = dx*half, dy*half
	q := p.times(end.light)
	const n, mid = glowSize, middle
	b.quad(b.vertex(end.x-dy, end.y+dx, mid, 0, q), b.vertex(end.x+dx-dy, end.y+dy+dx, n, 0, q),
		b.vertex(end.x+dy, end.y-dx, mid, n, q), b.vertex(end.x+dx+dy, end.y+dy-dx, n, n, q))
}

// miter is the direction across a line at one of its beads, long enough to
// keep the line as wide as it is.
func miter(line []bead, i int) (x, y float32) {
	a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
	ux, uy, ok1 := unit(a, line[i])
	vx, vy, ok2 := unit(line[i], b)
	switch {
	case !ok1 && !ok2:
		return 0, 1
	case !ok1:
		return -vy, vx
	case !ok2:
		return -uy, ux
	}
	tx, ty := ux+vx, uy+vy
	l := float32(math.Sqrt(float64(tx*tx + ty*ty)))
	if l < 0.2 {
		return -uy, ux
	}
	k := min(2/l, 1.6) / l
	return -ty * k, tx * k
}

func unit(a, b bead) (x, y float32, ok bool) {
	x, y = b.x-a.x, b.y-a.y
	l := float32(math.Sqrt(float64(x*x + y*y)))
	if l < 1e-3 {
		return 0, 0, false
	}
	return x / l, y / l, true
}
