package kit

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"
)

// white is one white pixel with white neighbours.
var white = func() *ebiten.Image {
	m := image.NewRGBA(image.Rect(0, 0, 3, 3))
	for i := range m.Pix {
		m.Pix[i] = 0xFF
	}
	return ebiten.NewImageFromImage(m)
}()

// Quads collects plain triangles and draws them at once. Keep it: it reuses
// its memory.
type Quads struct {
	vs []ebiten.Vertex
	is []uint16
	op ebiten.DrawTrianglesOptions
}

func (q *Quads) vertex(x, y float32, c color.NRGBA) {
	q.vs = append(q.vs, ebiten.Vertex{
		DstX: x, DstY: y, SrcX: 1.5, SrcY: 1.5,
		ColorR: float32(c.R) / 255, ColorG: float32(c.G) / 255, ColorB: float32(c.B) / 255, ColorA: float32(c.A) / 255,
	})
}

// Rect adds a rectangle, in px.
func (q *Quads) Rect(x, y, w, h float32, c color.NRGBA) {
	i := uint16(len(q.vs))
	q.vertex(x, y, c)
	q.vertex(x+w, y, c)
	q.vertex(x+w, y+h, c)
	q.vertex(x, y+h, c)
	q.is = append(q.is, i, i+1, i+2, i, i+2, i+3)
}

// Fade adds a rectangle whose colour goes from one to the other, from left to
// right.
func (q *Quads) Fade(x, y, w, h float32, left, right color.NRGBA) {
	i := uint16(len(q.vs))
	q.vertex(x, y, left)
	q.vertex(x+w, y, right)
	q.vertex(x+w, y+h, right)
	q.vertex(x, y+h, left)
	q.is = append(q.is, i, i+1, i+2, i, i+2, i+3)
}

// Triangle adds a triangle, in px.
func (q *Quads) Triangle(x0, y0, x1, y1, x2, y2 float32, c color.NRGBA) {
	i := uint16(len(q.vs))
	q.vertex(x0, y0, c)
	q.vertex(x1, y1, c)
	q.vertex(x2, y2, c)
	q.is = append(q.is, i, i+1, i+2)
}

// Shade darkens a part of the picture at once, so that what is there is not for
// reading any more.
func (q *Quads) Shade(dst *ebiten.Image, r image.Rectangle, c color.NRGBA) {
	if witness != nil {
		witness.Covered(r)
	}
	q.Rect(float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), c)
	q.Draw(dst)
}

// Draw draws what was added and forgets it.
func (q *Quads) Draw(dst *ebiten.Image) {
	if len(q.is) > 0 {
		dst.DrawTriangles(q.vs, q.is, white, &q.op)
	}
	q.vs, q.is = q.vs[:0], q.is[:0]
}
