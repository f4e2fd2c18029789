package render

import (
	"math"
	"slices"

	"clew/cmd/clew/internal/theme"
)

// Strokes have hard edges that are smoothed over one pixel.

// segment paints a straight line of the given width with blunt ends.
func (b *batch) segment(x0, y0, x1, y1, width float32, colour vertexColour) {
	dx, dy := x1-x0, y1-y0
	l := float32(math.Hypot(float64(dx), float64(dy)))
	if l == 0 {
		return
	}
	b.reserve(8)
	nx, ny := -dy/l, dx/l
	in, out := max(width/2-0.5, 0), width/2+0.5
	clear := vertexColour{}
	if width < 1 {
		colour = colour.scale(width)
	}
	at := func(x, y, k float32, colour vertexColour) uint16 { return b.solidVertex(x+k*nx, y+k*ny, colour) }
	a0, a1 := at(x0, y0, -out, clear), at(x1, y1, -out, clear)
	b0, b1 := at(x0, y0, -in, colour), at(x1, y1, -in, colour)
	c0, c1 := at(x0, y0, in, colour), at(x1, y1, in, colour)
	d0, d1 := at(x0, y0, out, clear), at(x1, y1, out, clear)
	b.quad(a0, a1, b0, b1)
	b.quad(b0, b1, c0, c1)
	b.quad(c0, c1, d0, d1)
}

// circleCorners is how many corners a small disc or ring has.
const circleCorners = 20

var circle = func() (c [circleCorners + 1][2]float32) {
	for i := range c {
		s, k := math.Sincos(2 * math.Pi * float64(i) / circleCorners)
		c[i] = [2]float32{float32(k), float32(s)}
	}
	return c
}()

// disc paints a filled circle.
func (b *batch) disc(x, y, r float32, colour vertexColour) {
	b.reserve(1 + 2*len(circle))
	mid := b.solidVertex(x, y, colour)
	in, out := max(r-0.5, 0), r+0.5
	var i0, o0 uint16
	for k, c := range circle {
		i := b.solidVertex(x+in*c[0], y+in*c[1], colour)
		o := b.solidVertex(x+out*c[0], y+out*c[1], vertexColour{})
		if k > 0 {
			b.indices = append(b.indices, mid, i0, i)
			b.quad(i0, i, o0, o)
		}
		i0, o0 = i, o
	}
}

// ring paints a circle's line.
func (b *batch) ring(x, y, r, width float32, colour vertexColour) {
	for k := 1; k < len(circle); k++ {
		a, c := circle[k-1], circle[k]
		b.segment(x+r*a[0], y+r*a[1], x+r*c[0], y+r*c[1], width, colour)
	}
}

// triangle paints a filled triangle; its edges are those of the pixels.
func (b *batch) triangle(x0, y0, x1, y1, x2, y2 float32, colour vertexColour) {
	b.reserve(3)
	b.indices = append(b.indices, b.solidVertex(x0, y0, colour), b.solidVertex(x1, y1, colour), b.solidVertex(x2, y2, colour))
}

// dashed paints the outline of a shape of radius r in dashes, about as long
// as the gaps between them; shift moves the dashes along, in pixels.
func (b *batch) dashed(shape theme.Shape, x, y, r, width, dash, shift float32, colour vertexColour) {
	corners := shape.Outline()
	total := float32(0)
	for i := range corners {
		_, _, l := outlineSide(corners, i, r)
		total += l
	}
	// A whole number of dashes, so that the line closes.
	period := total / max(float32(math.Round(float64(total/(2*dash)))), 3)
	at := float32(math.Mod(float64(shift), float64(period)))
	for i := range corners {
		c := corners[i]
		dx, dy, l := outlineSide(corners, i, r)
		x0, y0 := x+r*float32(c.X), y+r*float32(c.Y)
		for from := -at; from < l; from += period {
			s, e := max(from, 0), min(from+period*0.55, l)
			if e > s {
				b.segment(x0+dx*s, y0+dy*s, x0+dx*e, y0+dy*e, width, colour)
			}
		}
		at = float32(math.Mod(float64(at+l), float64(period)))
	}
}

// outlineSide is the direction and length of a shape's side i.
func outlineSide(corners []theme.Vec, i int, r float32) (dx, dy, l float32) {
	a, c := corners[i], corners[(i+1)%len(corners)]
	dx, dy = float32(c.X-a.X)*r, float32(c.Y-a.Y)*r
	l = float32(math.Hypot(float64(dx), float64(dy)))
	return dx / l, dy / l, l
}

// hatched fills a shape with diagonal lines, spacing apart.
func (b *batch) hatched(shape theme.Shape, x, y, r, spacing, width float32, colour vertexColour) {
	corners := shape.Outline()
	const k = math.Sqrt2 / 2 // lines run along (k,-k), side by side along (k,k)
	for t := -1.3*r + spacing/2; t < 1.3*r; t += spacing {
		var crossings [8]float32 // of the line with the outline, along the line
		n := 0
		for i := range corners {
			p, q := corners[i], corners[(i+1)%len(corners)]
			a, c := float32(k*(p.X+p.Y))*r-t, float32(k*(q.X+q.Y))*r-t
			if (a < 0) == (c < 0) || n == len(crossings) {
				continue
			}
			s := a / (a - c)
			u, v := float32(k*(p.X-p.Y))*r, float32(k*(q.X-q.Y))*r
			crossings[n] = u + (v-u)*s
			n++
		}
		slices.Sort(crossings[:n])
		for i := 1; i < n; i += 2 {
			u, v := crossings[i-1], crossings[i]
			b.segment(x+k*(t+u), y+k*(t-u), x+k*(t+v), y+k*(t-v), width, colour)
		}
	}
}
