package main

import (
	"image"
	"image/color"
	"math"
)

// oversampling returns how many times finer than the picture it is drawn, in
// both directions: the smaller, the more every part of a pixel counts.
func oversampling(size int) int {
	if size < 100 {
		return 4
	}
	return 2
}

// canvas is a picture being drawn, with premultiplied colours.
type canvas struct {
	oversampling int     // pixels of it along a side of one of the picture
	n            int     // pixels along a side
	scale        float64 // units a pixel
	pix          []colour
	cover        []float64       // by the shape that is being drawn
	dirty        image.Rectangle // where it may cover anything
}

// raster draws the shapes, the first one at the bottom, size px wide and high.
func raster(shapes []shape, size int) *image.NRGBA {
	fine := oversampling(size)
	n := size * fine
	c := canvas{oversampling: fine, n: n, scale: canvasSize / float64(n), pix: make([]colour, n*n), cover: make([]float64, n*n)}
	for i := range shapes {
		c.draw(&shapes[i])
	}
	m := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			m.SetNRGBA(x, y, c.average(x, y))
		}
	}
	return m
}

// draw draws a shape over what is there.
func (c *canvas) draw(s *shape) {
	if s.points == nil {
		c.coverArea(s.lo, s.hi, s.distance)
	}
	for i := 1; i < len(s.points); i++ {
		a, b, half := s.points[i-1], s.points[i], s.width/2
		lo := vec{min(a.x, b.x) - half, min(a.y, b.y) - half}
		hi := vec{max(a.x, b.x) + half, max(a.y, b.y) + half}
		c.coverArea(lo, hi, func(p vec) float64 { return distanceToSegment(p, a, b) - half })
	}
	for y := c.dirty.Min.Y; y < c.dirty.Max.Y; y++ {
		for x := c.dirty.Min.X; x < c.dirty.Max.X; x++ {
			c.blend(s, x, y)
		}
	}
	c.dirty = image.Rectangle{}
}

// blend draws a shape over a pixel, as far as it covers that.
func (c *canvas) blend(s *shape, x, y int) {
	cover := c.cover[y*c.n+x]
	if cover == 0 {
		return
	}
	c.cover[y*c.n+x] = 0
	p := c.pixelCenter(x, y)
	if s.clip != nil {
		cover *= c.coverage(s.clip.distance(p))
	}
	k := s.fill.colour(p)
	a := k.a * cover
	d := &c.pix[y*c.n+x]
	*d = colour{k.r*a + d.r*(1-a), k.g*a + d.g*(1-a), k.b*a + d.b*(1-a), a + d.a*(1-a)}
}

// coverArea covers what a distance says is inside, between two corners.
func (c *canvas) coverArea(lo, hi vec, distance func(vec) float64) {
	from := func(v float64) int { return max(int(v/c.scale)-1, 0) }
	to := func(v float64) int { return min(int(math.Ceil(v/c.scale))+1, c.n) }
	r := image.Rectangle{image.Pt(from(lo.x), from(lo.y)), image.Pt(to(hi.x), to(hi.y))} // empty, if it is outside
	c.dirty = c.dirty.Union(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := y*c.n + x
			c.cover[i] = max(c.cover[i], c.coverage(distance(c.pixelCenter(x, y))))
		}
	}
}

// pixelCenter returns the middle of a pixel, in units.
func (c *canvas) pixelCenter(x, y int) vec {
	return vec{(float64(x) + 0.5) * c.scale, (float64(y) + 0.5) * c.scale}
}

// coverage returns how much of a pixel is covered, given the distance of its
// middle from the shape.
func (c *canvas) coverage(distance float64) float64 {
	return min(max(0.5-distance/c.scale, 0), 1)
}

// average returns the colour of a pixel of the picture.
func (c *canvas) average(x, y int) color.NRGBA {
	var k colour
	for j := range c.oversampling {
		for i := range c.oversampling {
			p := c.pix[(y*c.oversampling+j)*c.n+x*c.oversampling+i]
			k.r, k.g, k.b, k.a = k.r+p.r, k.g+p.g, k.b+p.b, k.a+p.a
		}
	}
	if k.a == 0 {
		return color.NRGBA{}
	}
	part := func(v float64) uint8 { return uint8(math.Round(255 * min(max(v, 0), 1))) }
	return color.NRGBA{part(k.r / k.a), part(k.g / k.a), part(k.b / k.a), part(k.a / float64(c.oversampling*c.oversampling))}
}
