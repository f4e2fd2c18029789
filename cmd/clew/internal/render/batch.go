package render

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

// batch collects lines, dots and glows and draws them with few calls.
type batch struct {
	dst        *ebiten.Image
	blend      ebiten.Blend
	brightness float32 // all colours are multiplied by this

	vertices []ebiten.Vertex
	indices  []uint16
	options  ebiten.DrawTrianglesOptions
	atlas    *ebiten.Image
}

// The atlas holds a soft glow and full white.
const (
	glowSize  = 64
	whiteSize = 8
	whiteAt   = atlasSize - whiteSize/2
	atlasSize = glowSize + 2*whiteSize // far enough apart not to run into each other
)

// screenBlend adds light without exceeding white.
var screenBlend = ebiten.Blend{
	BlendFactorSourceRGB:        ebiten.BlendFactorOne,
	BlendFactorSourceAlpha:      ebiten.BlendFactorOne,
	BlendFactorDestinationRGB:   ebiten.BlendFactorOneMinusSourceColor,
	BlendFactorDestinationAlpha: ebiten.BlendFactorOneMinusSourceAlpha,
	BlendOperationRGB:           ebiten.BlendOperationAdd,
	BlendOperationAlpha:         ebiten.BlendOperationAdd,
}

func newBatch() *batch {
	pix := image.NewRGBA(image.Rect(0, 0, atlasSize, atlasSize))
	for y := range glowSize {
		for x := range glowSize {
			d := math.Hypot(float64(x)+0.5-glowSize/2, float64(y)+0.5-glowSize/2) / (glowSize / 2)
			v := 0.0
			if d < 1 {
				v = math.Exp(-4*d*d) * (1 - d*d)
			}
			l := uint8(v*255 + 0.5)
			pix.SetRGBA(x, y, color.RGBA{l, l, l, l})
		}
	}
	for y := atlasSize - whiteSize; y < atlasSize; y++ {
		for x := atlasSize - whiteSize; x < atlasSize; x++ {
			pix.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
		}
	}
	return &batch{atlas: ebiten.NewImageFromImage(pix)}
}

// begin starts a batch for dst.
func (b *batch) begin(dst *ebiten.Image, blend ebiten.Blend, dim float32) {
	b.dst, b.blend, b.brightness = dst, blend, dim
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

// flush draws what was collected.
func (b *batch) flush() {
	if len(b.indices) > 0 {
		b.options.Blend = b.blend
		b.options.Filter = ebiten.FilterLinear
		b.options.DisableMipmaps = true
		b.options.ColorScaleMode = ebiten.ColorScaleModePremultipliedAlpha
		b.dst.DrawTriangles(b.vertices, b.indices, b.atlas, &b.options)
	}
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
}

// reserve makes room for n more vertices in one draw call.
func (b *batch) reserve(n int) {
	if len(b.vertices)+n > 1<<16-1 {
		b.flush()
	}
}

// vertexColour is a premultiplied colour as vertices hold it.
type vertexColour struct{ r, g, b, a float32 }

// toVertexColour converts a colour, with opacity alpha on top of its own.
func toVertexColour(c color.NRGBA, alpha float64) vertexColour {
	a := float32(c.A) / 255 * float32(alpha)
	return vertexColour{float32(c.R) / 255 * a, float32(c.G) / 255 * a, float32(c.B) / 255 * a, a}
}

func (c vertexColour) scale(k float32) vertexColour {
	return vertexColour{c.r * k, c.g * k, c.b * k, c.a * k}
}

// vertex adds a vertex and returns its index.
func (b *batch) vertex(x, y, sx, sy float32, colour vertexColour) uint16 {
	b.vertices = append(b.vertices, ebiten.Vertex{
		DstX: x, DstY: y, SrcX: sx, SrcY: sy,
		ColorR: colour.r * b.brightness, ColorG: colour.g * b.brightness, ColorB: colour.b * b.brightness, ColorA: colour.a * b.brightness,
	})
	return uint16(len(b.vertices) - 1)
}

// solidVertex adds a vertex without texture.
func (b *batch) solidVertex(x, y float32, colour vertexColour) uint16 {
	return b.vertex(x, y, whiteAt, whiteAt, colour)
}

func (b *batch) quad(i, j, k, l uint16) {
	b.indices = append(b.indices, i, j, k, k, j, l)
}

// glow draws a soft round light of radius r.
func (b *batch) glow(x, y, r float32, colour vertexColour) { b.ellipse(x, y, r, r, colour) }

// ellipse draws a soft elliptic light or shadow.
func (b *batch) ellipse(x, y, rx, ry float32, colour vertexColour) {
	b.reserve(4)
	const n = glowSize
	b.quad(b.vertex(x-rx, y-ry, 0, 0, colour), b.vertex(x+rx, y-ry, n, 0, colour),
		b.vertex(x-rx, y+ry, 0, n, colour), b.vertex(x+rx, y+ry, n, n, colour))
}
