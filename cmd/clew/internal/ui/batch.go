package ui

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"
)

// whitePixel is the centre of a 3×3 white image, so that filtering at its edges
// stays white.
var whitePixel = func() *ebiten.Image {
	m := image.NewRGBA(image.Rect(0, 0, 3, 3))
	for i := range m.Pix {
		m.Pix[i] = 0xFF
	}
	return ebiten.NewImageFromImage(m)
}()

// Batch collects untextured rectangles and triangles and draws them in one
// call. Reuse it: it keeps its buffers.
type Batch struct {
	vertices []ebiten.Vertex
	indices  []uint16
	op       ebiten.DrawTrianglesOptions
}

func (b *Batch) vertex(x, y float32, c color.NRGBA) {
	b.vertices = append(b.vertices, ebiten.Vertex{
		DstX: x, DstY: y, SrcX: 1.5, SrcY: 1.5,
		ColorR: float32(c.R) / 255, ColorG: float32(c.G) / 255, ColorB: float32(c.B) / 255, ColorA: float32(c.A) / 255,
	})
}

// Rect adds a rectangle, in px.
func (b *Batch) Rect(x, y, w, h float32, c color.NRGBA) {
	i := uint16(len(b.vertices))
	b.vertex(x, y, c)
	b.vertex(x+w, y, c)
	b.vertex(x+w, y+h, c)
	b.vertex(x, y+h, c)
	b.indices = append(b.indices, i, i+1, i+2, i, i+2, i+3)
}

// Gradient adds a rectangle whose colour fades from left to right.
func (b *Batch) Gradient(x, y, w, h float32, left, right color.NRGBA) {
	i := uint16(len(b.vertices))
	b.vertex(x, y, left)
	b.vertex(x+w, y, right)
	b.vertex(x+w, y+h, right)
	b.vertex(x, y+h, left)
	b.indices = append(b.indices, i, i+1, i+2, i, i+2, i+3)
}

// Triangle adds a triangle, in px.
func (b *Batch) Triangle(x0, y0, x1, y1, x2, y2 float32, c color.NRGBA) {
	i := uint16(len(b.vertices))
	b.vertex(x0, y0, c)
	b.vertex(x1, y1, c)
	b.vertex(x2, y2, c)
	b.indices = append(b.indices, i, i+1, i+2)
}

// Overlay darkens r at once. Text below it counts as covered.
func (b *Batch) Overlay(dst *ebiten.Image, r image.Rectangle, c color.NRGBA) {
	if textProbe != nil {
		textProbe.AreaCovered(r)
	}
	b.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), c)
	b.Draw(dst)
}

// Draw draws the batch and empties it.
func (b *Batch) Draw(dst *ebiten.Image) {
	if len(b.indices) > 0 {
		dst.DrawTriangles(b.vertices, b.indices, whitePixel, &b.op)
	}
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}
