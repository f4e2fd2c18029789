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

func (q *Batch) vertex(x, y float32, c color.NRGBA) {
	q.vertices = append(q.vertices, ebiten.Vertex{
		DstX: x, DstY: y, SrcX: 1.5, SrcY: 1.5,
		ColorR: float32(c.R) / 255, ColorG: float32(c.G) / 255, ColorB: float32(c.B) / 255, ColorA: float32(c.A) / 255,
	})
}

// Rect adds a rectangle, in px.
func (q *Batch) Rect(x, y, w, h float32, c color.NRGBA) {
	i := uint16(len(q.vertices))
	q.vertex(x, y, c)
	q.vertex(x+w, y, c)
	q.vertex(x+w, y+h, c)
	q.vertex(x, y+h, c)
	q.indices = append(q.indices, i, i+1, i+2, i, i+2, i+3)
}

// Gradient adds a rectangle whose colour fades from left to right.
func (q *Batch) Gradient(x, y, w, h float32, left, right color.NRGBA) {
	i := uint16(len(q.vertices))
	q.vertex(x, y, left)
	q.vertex(x+w, y, right)
	q.vertex(x+w, y+h, right)
	q.vertex(x, y+h, left)
	q.indices = append(q.indices, i, i+1, i+2, i, i+2, i+3)
}

// Triangle adds a triangle, in px.
func (q *Batch) Triangle(x0, y0, x1, y1, x2, y2 float32, c color.NRGBA) {
	i := uint16(len(q.vertices))
	q.vertex(x0, y0, c)
	q.vertex(x1, y1, c)
	q.vertex(x2, y2, c)
	q.indices = append(q.indices, i, i+1, i+2)
}

// Overlay darkens r at once. Text below it counts as covered.
func (q *Batch) Overlay(dst *ebiten.Image, r image.Rectangle, c color.NRGBA) {
	if textProbe != nil {
		textProbe.AreaCovered(r)
	}
	q.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), c)
	q.Draw(dst)
}

// Draw draws the batch and empties it.
func (q *Batch) Draw(dst *ebiten.Image) {
	if len(q.indices) > 0 {
		dst.DrawTriangles(q.vertices, q.indices, whitePixel, &q.op)
	}
	q.vertices, q.indices = q.vertices[:0], q.indices[:0]
}
