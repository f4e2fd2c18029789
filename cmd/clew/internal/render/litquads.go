package render

import (
	_ "embed"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/lighting"
)

// The shaders' parts: each Fragment comes behind the stone that it lights.
var (
	//go:embed stone.kage
	stoneSource string
	//go:embed light.kage
	lightSource string
	//go:embed even.kage
	evenSource string
)

// litQuads collects rectangles of a chunk that share a shader, to draw them with
// one call.
type litQuads struct {
	shader   *ebiten.Shader
	vertices []ebiten.Vertex
	indices  []uint16
	options  ebiten.DrawTrianglesShaderOptions
}

func newLitQuads(fragment string) *litQuads {
	s, err := ebiten.NewShader([]byte(stoneSource + "\n" + fragment))
	if err != nil {
		panic("render: the light shader does not compile: " + err.Error())
	}
	return &litQuads{shader: s, options: ebiten.DrawTrianglesShaderOptions{Blend: ebiten.BlendCopy}}
}

// add adds a rectangle, placed on the screen, in the chunk and in the light; v
// holds what all corners share.
func (q *litQuads) add(onScreen, inSlate, inLight image.Rectangle, v ebiten.Vertex) {
	first := uint16(len(q.vertices))
	for i := range 4 {
		v.DstX, v.DstY = rectCorner(onScreen, i)
		v.SrcX, v.SrcY = rectCorner(inSlate, i)
		v.Custom0, v.Custom1 = rectCorner(inLight, i)
		q.vertices = append(q.vertices, v)
	}
	q.indices = append(q.indices, first, first+1, first+2, first+1, first+3, first+2)
}

// rectCorner returns one of the four corners of a rectangle, row by row.
func rectCorner(r image.Rectangle, i int) (x, y float32) {
	return float32(r.Min.X + i%2*r.Dx()), float32(r.Min.Y + i/2*r.Dy())
}

// draw draws and clears what was added.
func (q *litQuads) draw(dst *ebiten.Image, images ...*ebiten.Image) {
	if len(q.indices) > 0 {
		copy(q.options.Images[:], images)
		dst.DrawTrianglesShader(q.vertices, q.indices, q.shader, &q.options)
	}
	q.vertices, q.indices = q.vertices[:0], q.indices[:0]
}

// drawLit draws a chunk in its light. Most cells are evenly lit, far from any
// flame: they are drawn without looking up the light of each pixel, which is most
// of the work.
func (s *stonework) drawLit(r *Renderer, c *chunk, dst *ebiten.Image) {
	f := &r.frame
	here := image.Rect(c.x*s.chunkCells, c.y*s.chunkCells, (c.x+1)*s.chunkCells, (c.y+1)*s.chunkCells).Intersect(f.cells)
	for y := here.Min.Y; y < here.Max.Y; y++ {
		for x := here.Min.X; x < here.Max.X; {
			from, even := x, r.lights.isUniform(x, y)
			for x++; x < here.Max.X && r.lights.isUniform(x, y) == even; x++ {
			}
			s.addCells(r, c, image.Rect(from, y, x, y+1), even)
		}
	}
	s.unevenQuads.draw(dst, c.image, r.lights.image)
	s.evenQuads.draw(dst, c.image)
}

// addCells adds some cells of a chunk to be drawn.
func (s *stonework) addCells(r *Renderer, c *chunk, cells image.Rectangle, even bool) {
	f, lightMap := &r.frame, &r.lights.lightMap
	// Whole pixels, or the stones would blur.
	origin := image.Pt(int(math.Round(f.ox)), int(math.Round(f.oy)))
	onScreen := scaled(cells, s.cell).Add(origin)
	inSlate := scaled(cells.Sub(image.Pt(c.x*s.chunkCells, c.y*s.chunkCells)), s.cell)
	inLight := scaled(cells.Sub(image.Pt(lightMap.X, lightMap.Y)), lighting.SamplesPerCell)
	if even {
		red, green, blue := r.lights.at(inLight.Min)
		b := f.brightness()
		s.evenQuads.add(onScreen, inSlate, inLight, ebiten.Vertex{ColorR: red * b, ColorG: green * b, ColorB: blue * b})
		return
	}
	s.unevenQuads.add(onScreen, inSlate, inLight, ebiten.Vertex{ColorA: f.brightness()})
}

// scaled scales a rectangle and its position by n.
func scaled(r image.Rectangle, n int) image.Rectangle {
	return image.Rectangle{Min: r.Min.Mul(n), Max: r.Max.Mul(n)}
}

// isUniform reports whether a cell is evenly lit.
func (l *lightTexture) isUniform(x, y int) bool {
	return l.uniform[(y-l.lightMap.Y)*l.lightMap.W+x-l.lightMap.X]
}

// at returns the light of a sample, as the shaders decode it.
func (l *lightTexture) at(p image.Point) (r, g, b float32) {
	w, _ := l.lightMap.Size()
	pix := l.pixels[4*(p.Y*w+p.X):]
	decode := func(v byte) float32 { return 4 * float32(v) / 255 * float32(v) / 255 }
	return decode(pix[0]), decode(pix[1]), decode(pix[2])
}
