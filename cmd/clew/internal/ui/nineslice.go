package ui

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

// nineSliceOptions describe a rounded rectangle; lengths are px.
type nineSliceOptions struct {
	radius       float64 // of the corners
	borderWidth  float64 // inside the rectangle
	fill         color.NRGBA
	borderColour color.NRGBA
}

// NineSlice is a rounded rectangle that can be drawn at any size: the
// background of panels, buttons and badges.
type NineSlice struct {
	img      *ebiten.Image
	corner   int
	opaque   bool // hides text below it
	vertices [16]ebiten.Vertex
	op       ebiten.DrawTrianglesOptions
}

// newNineSlice renders a NineSlice.
func newNineSlice(options nineSliceOptions) *NineSlice {
	corner := int(math.Ceil(max(options.radius, options.borderWidth))) + 1
	s := &NineSlice{img: ebiten.NewImageFromImage(options.rasterize(2*corner+1, 2*corner+1)), corner: corner, opaque: options.fill.A > 0xC0}
	s.op.ColorScaleMode = ebiten.ColorScaleModePremultipliedAlpha
	return s
}

// nineSliceIndices are the triangles of 3×3 patches between 4×4 vertices.
var nineSliceIndices = func() (is []uint16) {
	for y := range uint16(3) {
		for x := range uint16(3) {
			i := y*4 + x
			is = append(is, i, i+1, i+4, i+1, i+5, i+4)
		}
	}
	return is
}()

// Draw draws the rectangle over r, in px, with opacity alpha.
func (s *NineSlice) Draw(dst *ebiten.Image, r image.Rectangle, alpha float64) {
	if r.Empty() || alpha <= 0 {
		return
	}
	if textProbe != nil && s.opaque && alpha > 0.8 {
		textProbe.AreaCovered(r.Intersect(dst.Bounds()))
	}
	c := min(s.corner, r.Dx()/2, r.Dy()/2)
	dx := [4]int{r.Min.X, r.Min.X + c, r.Max.X - c, r.Max.X}
	dy := [4]int{r.Min.Y, r.Min.Y + c, r.Max.Y - c, r.Max.Y}
	src := [4]int{0, c, 2*s.corner + 1 - c, 2*s.corner + 1} // keep corners pixel for pixel, even when cropped
	a := float32(min(alpha, 1))
	for i := range s.vertices {
		x, y := i%4, i/4
		s.vertices[i] = ebiten.Vertex{
			DstX: float32(dx[x]), DstY: float32(dy[y]), SrcX: float32(src[x]), SrcY: float32(src[y]),
			ColorR: a, ColorG: a, ColorB: a, ColorA: a,
		}
	}
	dst.DrawTriangles(s.vertices[:], nineSliceIndices, s.img, &s.op)
}

// rasterize renders w×h px with antialiased edges.
func (l nineSliceOptions) rasterize(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := min(l.radius, float64(w)/2, float64(h)/2)
	for y := range h {
		for x := range w {
			d := edgeDistance(float64(x)+0.5, float64(y)+0.5, float64(w), float64(h), r)
			inside, core := coverage(d), coverage(d+l.borderWidth)
			img.SetRGBA(x, y, blend(l.fill, l.borderColour, core, inside-core))
		}
	}
	return img
}

// edgeDistance returns the signed distance of (x,y) from a w×h rectangle with
// corner radius r, negative inside.
func edgeDistance(x, y, w, h, r float64) float64 {
	qx, qy := math.Abs(x-w/2)-w/2+r, math.Abs(y-h/2)-h/2+r
	return math.Hypot(max(qx, 0), max(qy, 0)) + min(max(qx, qy), 0) - r
}

// coverage returns how much of a pixel lies inside an edge at distance d from
// its centre.
func coverage(d float64) float64 { return min(max(0.5-d, 0), 1) }

// blend mixes two colours by their shares of a pixel and premultiplies the
// result.
func blend(a, b color.NRGBA, shareA, shareB float64) color.RGBA {
	wa, wb := shareA*float64(a.A)/255, shareB*float64(b.A)/255
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*wa + float64(y)*wb + 0.5) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), uint8((wa+wb)*255 + 0.5)}
}
