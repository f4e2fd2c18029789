package main

import "math"

// detail is how much detail a drawing has.
type detail int

const (
	tiny  detail = iota // the ball, and that it is wound
	small               // and the thread, in its passage
	full                // and every strand
)

// detailOf returns the detail that can still be seen in a picture of this size
// in px.
func detailOf(size int) detail {
	switch {
	case size <= 24:
		return tiny
	case size <= 48:
		return small
	}
	return full
}

// The colours are those of the game: cool stone, warm light, a golden thread.
var (
	gold   = hex(0xF2C14E, 1)
	bright = hex(0xFFE9AE, 1)
	shade  = hex(0x6B4312, 1)
	deep   = hex(0x321A04, 1)
	slab   = hex(0x3A4557, 1) // a wall's top, where the light falls on it
	slabLo = hex(0x1A212C, 1)
	face   = hex(0x10151D, 1) // a wall's front
	floor  = hex(0x07090E, 1)
	edge   = hex(0x8796AB, 1)
)

// layout is where things are at a level of detail.
type layout struct {
	margin, corner float64 // of the stone
	ball           vec
	r              float64
	thread         float64 // its width
	glow           float64 // how far the ball's light reaches, in its radii
}

func layoutFor(d detail) layout {
	switch d {
	case tiny:
		return layout{margin: 0, corner: 112, ball: vec{262, 240}, r: 182, thread: 62, glow: 1.45}
	case small:
		return layout{margin: 8, corner: 108, ball: vec{292, 222}, r: 160, thread: 34, glow: 1.7}
	}
	return layout{margin: 20, corner: 104, ball: vec{294, 224}, r: 152, thread: 19, glow: 1.9}
}

// iconShapes returns the shapes of the icon.
func iconShapes(d detail) []shape {
	p := layoutFor(d)
	lo, hi := p.margin, canvasSize-p.margin
	line := 5 + float64(full-d)*4 // the lit edge of the stone
	stone := box(lo+line, lo+line, hi-line, hi-line, p.corner-line, verticalGradient(slab, slabLo, lo, hi))
	clip := &stone
	shapes := []shape{box(lo, lo, hi, hi, p.corner, verticalGradient(edge, mix(slabLo, edge, 0.25), lo, hi)), stone}
	if d != tiny {
		shapes = append(shapes, passage(p, clip)...)
	}
	if d == full {
		shapes = append(shapes, joints(clip)...)
	}
	shapes = append(shapes,
		box(lo, lo, hi, hi, p.corner, radialGradient(p.ball, p.r*p.glow, hex(0xFF9D2E, 1), hex(0xF07A10, 0))).clippedTo(clip))
	shapes = append(shapes, shadow(p, clip)...)
	shapes = append(shapes, tail(p, d, clip)...)
	shapes = append(shapes, ballOfThread(p, d)...)
	return append(shapes, rim(p)...)
}

// shadow draws the ball's shadow on the stone below it.
func shadow(p layout, clip *shape) []shape {
	at := vec{p.ball.x + p.r*0.06, p.ball.y + p.r*0.16}
	var shapes []shape
	for _, r := range []float64{1.32, 1.14} {
		shapes = append(shapes, disc(at, p.r*r, radialGradient(at, p.r*r, floor, withAlpha(floor, 0))).clippedTo(clip))
	}
	return shapes
}

// The passage that the thread lies in, and where it turns.
const (
	aisleX, aisleY = 104.0, 420.0
	aisleHalf      = 40.0
	frontHigh      = 20.0 // how much is seen of the wall behind
)

// passage draws what is carved out of the stone: down from the top, and along
// under the ball.
func passage(p layout, clip *shape) []shape {
	left, right := aisleX-aisleHalf, p.ball.x+20
	top, bottom := aisleY-aisleHalf, aisleY+aisleHalf
	dark := solid(floor)
	return []shape{
		box(left, -20, left+2*aisleHalf, bottom, 10, dark).clippedTo(clip),
		box(left, top, right, bottom, 10, dark).clippedTo(clip),
		box(left+2*aisleHalf-1, top, right, top+frontHigh, 0, verticalGradient(mix(face, slab, 0.5), face, top, top+frontHigh)).clippedTo(clip),
		polyline([]vec{{left + 4, bottom + 2}, {right - 4, bottom + 2}}, 4, solid(withAlpha(edge, 0.35))).clippedTo(clip),
		polyline([]vec{{left + 2*aisleHalf + 2, -20}, {left + 2*aisleHalf + 2, top - 2}, {right, top - 2}}, 4, solid(withAlpha(edge, 0.3))).clippedTo(clip),
	}
}

// joints draws the gaps between the stones of the wall.
func joints(clip *shape) []shape {
	var shapes []shape
	for _, l := range [][]vec{
		{{148, 128}, {512, 128}}, {{148, 256}, {512, 256}}, {{236, 0}, {236, 128}}, {{392, 0}, {392, 128}},
		{{196, 256}, {196, 380}}, {{420, 256}, {420, 400}}, {{330, 404}, {512, 404}}, {{0, 190}, {62, 190}}, {{0, 340}, {62, 340}},
		{{240, 462}, {240, 512}},
	} {
		lit := []vec{{l[0].x + 2, l[0].y + 3}, {l[1].x + 2, l[1].y + 3}}
		shapes = append(shapes,
			polyline(l, 4, solid(withAlpha(floor, 0.55))).clippedTo(clip),
			polyline(lit, 2, solid(withAlpha(edge, 0.18))).clippedTo(clip))
	}
	return shapes
}

// tail draws the thread that has been laid out, with its light.
func tail(p layout, d detail, clip *shape) []shape {
	var way []vec
	if d == tiny {
		way = bend([]vec{{p.ball.x - p.r*0.5, p.ball.y + p.r*0.75}, {p.ball.x - p.r*0.3, 448}, {24, 448}}, 70)
	} else {
		way = bend([]vec{{p.ball.x - 10, p.ball.y}, {p.ball.x - 10, aisleY + 6}, {aisleX, aisleY + 6}, {aisleX, -40}}, 74)
	}
	shapes := []shape{}
	if d == full {
		for k := range 14 { // a glow is many wide lines of almost nothing
			shapes = append(shapes, polyline(way, p.thread*(1.2+0.3*float64(14-k)), solid(hex(0xFFA640, 0.016+0.004*float64(k)))).clippedTo(clip))
		}
	}
	return append(shapes,
		polyline(way, p.thread, solid(gold)).clippedTo(clip),
		polyline(way, p.thread*0.5, solid(bright)).clippedTo(clip))
}

// bend returns a path with its corners rounded.
func bend(way []vec, r float64) []vec {
	out := []vec{way[0]}
	for i := 1; i < len(way)-1; i++ {
		a, b, c := way[i-1], way[i], way[i+1]
		in, on := towards(b, a, r), towards(b, c, r)
		for k := range 17 {
			t := float64(k) / 16
			x, y := (1-t)*(1-t), t*t
			out = append(out, vec{x*in.x + 2*t*(1-t)*b.x + y*on.x, x*in.y + 2*t*(1-t)*b.y + y*on.y})
		}
	}
	return append(out, way[len(way)-1])
}

// towards returns the point at distance r from a on the way to b, at most half
// way.
func towards(a, b vec, r float64) vec {
	t := min(r/math.Hypot(b.x-a.x, b.y-a.y), 0.5)
	return vec{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t}
}

// winding is a layer of strands that run the same way.
type winding struct {
	lean        float64 // how it is turned, in radians
	first, last float64 // where its strands cross the ball, from -1 to 1
	strands     int
}

var windings = map[detail][]winding{
	tiny:  {{0.75, -0.54, 0.54, 3}},
	small: {{-0.6, -0.82, 0.82, 6}, {0.8, -0.46, 0.5, 4}},
	full:  {{-0.5, -0.88, 0.88, 11}, {1.9, -0.88, 0.88, 11}, {0.75, -0.46, 0.5, 7}},
}

// ballOfThread draws the ball: a dark core, the layers of strands, each wound
// another way, and light from the upper left.
func ballOfThread(p layout, d detail) []shape {
	shapes := []shape{
		disc(p.ball, p.r, radialGradient(vec{p.ball.x - p.r*0.35, p.ball.y - p.r*0.4}, p.r*1.5, mix(gold, shade, 0.35), deep)),
	}
	within := shapes[0]
	for n, w := range windings[d] {
		step := (w.last - w.first) / float64(w.strands-1)
		wide := step * p.r * 0.74
		for k := range w.strands {
			way := strand(p, w.lean, w.first+step*float64(k))
			light := radialGradient(vec{p.ball.x - p.r*0.38, p.ball.y - p.r*0.45}, p.r*1.8, hex(0xFFDC70, 1), mix(hex(0xF09A12, 1), hex(0x8F4A08, 1), 0.55-0.15*float64(n)))
			shapes = append(shapes,
				polyline(way, wide*1.55, solid(withAlpha(deep, 0.75))).clippedTo(&within),
				polyline(way, wide, light).clippedTo(&within))
			if d == full {
				shapes = append(shapes, polyline(way, wide*0.28, radialGradient(vec{p.ball.x - p.r*0.38, p.ball.y - p.r*0.45}, p.r*1.1, hex(0xFFF6D0, 0.8), hex(0xFFE090, 0))).clippedTo(&within))
			}
		}
	}
	return append(shapes, disc(p.ball, p.r, radialGradient(vec{p.ball.x - p.r*0.45, p.ball.y - p.r*0.5}, p.r*1.9, hex(0x5A2A00, 0), hex(0x3A1800, 0.55))))
}

// strand returns the path of a strand across the ball, at an offset o from its
// middle.
func strand(p layout, lean, o float64) []vec {
	sin, cos := math.Sincos(lean)
	half := math.Sqrt(1 - o*o)
	var way []vec
	for i := range 33 {
		a := (float64(i)/16 - 1) * half
		b := o + 0.22*(half*half-a*a)*(1-math.Abs(o))
		way = append(way, vec{p.ball.x + p.r*(a*cos-b*sin), p.ball.y + p.r*(a*sin+b*cos)})
	}
	return way
}

// rim draws the light along the ball's upper left edge.
func rim(p layout) []shape {
	var way []vec
	for i := range 33 {
		sin, cos := math.Sincos(math.Pi * (0.95 + 0.8*float64(i)/32))
		way = append(way, vec{p.ball.x + p.r*0.975*cos, p.ball.y + p.r*0.975*sin})
	}
	return []shape{polyline(way, p.r*0.045, solid(withAlpha(bright, 0.55)))}
}

// withAlpha returns a colour with another alpha.
func withAlpha(c colour, alpha float64) colour {
	c.a = alpha
	return c
}
