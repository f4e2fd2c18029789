package lab

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

// softLineImage is the cross-section of a thin line with soft edges.
var softLineImage = func() *ebiten.Image {
	m := image.NewRGBA(image.Rect(0, 0, 3, 4))
	for y := 1; y < 3; y++ {
		for x := range 3 {
			m.SetRGBA(x, y, color.RGBA{0xFF, 0xFF, 0xFF, 0xFF})
		}
	}
	return ebiten.NewImageFromImage(m)
}()

// lineBatch draws many thin slanted lines in one call. Reuse it: it keeps its
// buffers.
type lineBatch struct {
	dst      *ebiten.Image
	vertices []ebiten.Vertex
	indices  []uint16
	op       ebiten.DrawTrianglesOptions
}

// maxVertices is the size of a batch.
const maxVertices = 1 << 15

// begin sets the destination until flush.
func (b *lineBatch) begin(dst *ebiten.Image) { b.dst = dst }

// line adds a line; width is px.
func (b *lineBatch) line(x0, y0, x1, y1, width float32, c color.NRGBA) {
	dx, dy := x1-x0, y1-y0
	d := float32(math.Hypot(float64(dx), float64(dy)))
	if d == 0 {
		return
	}
	half := width/2 + 0.8
	nx, ny := -dy/d*half, dx/d*half
	i := uint16(len(b.vertices))
	b.vertex(x0+nx, y0+ny, 0.5, c)
	b.vertex(x1+nx, y1+ny, 0.5, c)
	b.vertex(x1-nx, y1-ny, 3.5, c)
	b.vertex(x0-nx, y0-ny, 3.5, c)
	b.indices = append(b.indices, i, i+1, i+2, i, i+2, i+3)
	if len(b.vertices) >= maxVertices {
		b.flush()
	}
}

func (b *lineBatch) vertex(x, y, v float32, c color.NRGBA) {
	b.vertices = append(b.vertices, ebiten.Vertex{
		DstX: x, DstY: y, SrcX: 1.5, SrcY: v,
		ColorR: float32(c.R) / 255, ColorG: float32(c.G) / 255, ColorB: float32(c.B) / 255, ColorA: float32(c.A) / 255,
	})
}

// dashed adds a dashed line with gaps as long as the dashes.
func (b *lineBatch) dashed(x0, y0, x1, y1, width, dash float32, c color.NRGBA) {
	d := float32(math.Hypot(float64(x1-x0), float64(y1-y0)))
	ux, uy := (x1-x0)/max(d, 1e-6), (y1-y0)/max(d, 1e-6)
	for at := float32(0); at < d; at += 2 * dash {
		end := min(at+dash, d)
		b.line(x0+ux*at, y0+uy*at, x0+ux*end, y0+uy*end, width, c)
	}
}

// cross adds a ✕ of radius r around (x,y).
func (b *lineBatch) cross(x, y, r, width float32, c color.NRGBA) {
	b.line(x-r, y-r, x+r, y+r, width, c)
	b.line(x-r, y+r, x+r, y-r, width, c)
}

// flush draws the batch and empties it.
func (b *lineBatch) flush() {
	if len(b.indices) > 0 {
		b.op.Filter = ebiten.FilterLinear
		b.dst.DrawTriangles(b.vertices, b.indices, softLineImage, &b.op)
	}
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}
