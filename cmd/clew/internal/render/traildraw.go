package render

import (
	"cmp"
	"math"
	"slices"

	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// trailScratch is memory reused in each frame.
type trailScratch struct {
	knots       []trailPoint
	line        []ribbonPoint
	order       []*actor // as their trails are drawn
	otherLength float64  // how far back others' trails are shown, in units
}

// ribbonPoint is a trail point on the screen.
type ribbonPoint struct{ x, y, light float32 }

// How much of trails is shown, in units.
const (
	selfTrailLength  = 400 * sim.CellUnits
	otherTrailLength = 36 * sim.CellUnits
	minTrailLength   = 6 * sim.CellUnits
)

// otherTrailLengthFor returns how much of others' trails is shown with n players:
// less of each the more there are.
func otherTrailLengthFor(n int) float64 {
	return max(otherTrailLength*math.Sqrt(8/float64(max(n, 8))), minTrailLength)
}

// drawTrails draws all trails, each a line on a wide soft glow.
func (r *Renderer) drawTrails() {
	r.batch.begin(r.frame.dst, screenBlend, r.frame.brightness())
	to := otherTrailLengthFor(len(r.actors))
	r.otherLength += (to - r.otherLength) * easing(r.frame.dt, 1)
	r.order = r.order[:0]
	for _, a := range r.actors {
		r.order = append(r.order, a)
	}
	// The same in each frame, or it would shimmer where trails cross; one's own
	// is the last.
	slices.SortFunc(r.order, func(a, b *actor) int { return cmp.Or(selfLast(a, b), cmp.Compare(a.id, b.id)) })
	for _, a := range r.order {
		if a.self {
			r.drawTrail(a, selfTrailLength, 1)
			continue
		}
		r.drawTrail(a, r.otherLength, float32(1-(r.clock-a.lastSeen)/trailLinger))
	}
	r.batch.flush()
}

// trailBrightness returns the brightness of a trail that far back.
func (a *actor) trailBrightness(along, reach float32) float32 {
	if a.self {
		return float32(trailFade(float64(along)))
	}
	left := max(1-along/reach, 0)
	return 0.72 * left * left * left
}

// trailLane returns a sideways offset in units that keeps trails of players on
// the same path apart.
func (a *actor) trailLane() float32 {
	if a.self {
		return 0
	}
	return (float32(a.mark.Colour) - 3.5) * 34
}

func (r *Renderer) drawTrail(a *actor, reach float64, strength float32) {
	r.knots = smoothTrail(r.knots[:0], a.trail.Points(), r.frame.clip(), reach)
	colour, hot := a.mark.Fill, theme.Blend(a.mark.Fill, theme.White, 0.35)
	if a.self {
		colour, hot = theme.TrailSelf, theme.Blend(theme.TrailSelf, theme.White, 0.30)
	}
	u, lane := r.frame.scale, a.trailLane()
	r.line = r.line[:0]
	for i, k := range r.knots {
		if k.Cut && i > 0 {
			r.drawTrailPart(u, a.self, toVertexColour(colour, 1), toVertexColour(hot, 1))
			r.line = r.line[:0]
		}
		x, y := r.frame.toScreenF(k.X+lane, k.Y+lane)
		light := a.trailBrightness(k.Along, float32(reach)) * strength * r.trailVisibility(a, k)
		r.line = append(r.line, ribbonPoint{x, y, light})
	}
	r.drawTrailPart(u, a.self, toVertexColour(colour, 1), toVertexColour(hot, 1))
}

// trailVisibility returns how visible a point of a trail is: fully unless the maze
// is dark, where others' trails show only where they are lit. The own one leads
// back through the dark.
func (r *Renderer) trailVisibility(a *actor, p trailPoint) float32 {
	lit := r.lit(int32(p.X), int32(p.Y))
	if a.self {
		return 0.5 + 0.5*lit
	}
	return lit
}

// drawTrailPart draws one connected part of a trail.
func (r *Renderer) drawTrailPart(u float32, self bool, colour, hot vertexColour) {
	if len(r.line) < 2 {
		return
	}
	if self {
		r.batch.ribbon(r.line, 15*u, colour.scale(0.46))
		r.batch.ribbon(r.line, 5.2*u, hot)
		return
	}
	r.batch.ribbon(r.line, 11*u, colour.scale(0.26))
	r.batch.ribbon(r.line, 4.2*u, hot.scale(0.9))
}

// ribbon draws a soft line through the points, half wide to either side.
func (b *batch) ribbon(line []ribbonPoint, half float32, colour vertexColour) {
	b.reserve(2*len(line) + 8)
	var left, right ribbonEdge
	for i, at := range line {
		nx, ny := miter(line, i)
		l := ribbonPoint{at.x + nx*half, at.y + ny*half, at.light}
		r := ribbonPoint{at.x - nx*half, at.y - ny*half, at.light}
		if i == 0 {
			left.start(b, l, 0, colour)
			right.start(b, r, glowSize, colour)
			continue
		}
		dx, dy, _ := direction(line[i-1], at)
		l0, r0 := left.index, right.index
		if left.advance(b, l, dx, dy, 0, colour) {
			b.indices = append(b.indices, l0, left.index, r0)
		}
		if right.advance(b, r, dx, dy, glowSize, colour) {
			b.indices = append(b.indices, r0, left.index, right.index)
		}
	}
	b.cap(line[0], line[1], half, colour)
	b.cap(line[len(line)-1], line[len(line)-2], half, colour)
}

// ribbonEdge is one edge of a ribbon. On the inner side of a tight bend it stands
// still instead of running backwards, which would show slivers.
type ribbonEdge struct {
	at    ribbonPoint
	index uint16
}

// glowMiddle is the brightest spot of the glow's picture.
const glowMiddle = glowSize / 2

func (e *ribbonEdge) start(b *batch, at ribbonPoint, v float32, colour vertexColour) {
	e.at, e.index = at, b.vertex(at.x, at.y, glowMiddle, v, colour.scale(at.light))
}

// advance extends the edge to a point, in the direction (dx,dy) of the ribbon,
// and reports whether it did.
func (e *ribbonEdge) advance(b *batch, to ribbonPoint, dx, dy, v float32, colour vertexColour) bool {
	if (to.x-e.at.x)*dx+(to.y-e.at.y)*dy < 0.4 {
		return false
	}
	e.start(b, to, v, colour)
	return true
}

// cap rounds off the end of a ribbon that comes from before.
func (b *batch) cap(end, before ribbonPoint, half float32, colour vertexColour) {
	dx, dy, ok := direction(before, end)
	if !ok {
		return
	}
	dx, dy = dx*half, dy*half
	q := colour.scale(end.light)
	const n, mid = glowSize, glowMiddle
	b.quad(b.vertex(end.x-dy, end.y+dx, mid, 0, q), b.vertex(end.x+dx-dy, end.y+dy+dx, n, 0, q),
		b.vertex(end.x+dy, end.y-dx, mid, n, q), b.vertex(end.x+dx+dy, end.y+dy-dx, n, n, q))
}

// miter returns the direction across a line at a point, long enough to keep the
// line's width.
func miter(line []ribbonPoint, i int) (x, y float32) {
	a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
	ux, uy, ok1 := direction(a, line[i])
	vx, vy, ok2 := direction(line[i], b)
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

func direction(a, b ribbonPoint) (x, y float32, ok bool) {
	x, y = b.x-a.x, b.y-a.y
	l := float32(math.Sqrt(float64(x*x + y*y)))
	if l < 1e-3 {
		return 0, 0, false
	}
	return x / l, y / l, true
}
