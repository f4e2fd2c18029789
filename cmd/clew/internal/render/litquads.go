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
		panic("view: a shader of the light, a part of the program, does not compile: " + err.Error())
	}
	return &litQuads{shader: s, options: ebiten.DrawTrianglesShaderOptions{Blend: ebiten.BlendCopy}}
}

// add adds a rectangle, placed on the screen, in the chunk and in the light; v
// holds what all corners share.
func (t *litQuads) add(onScreen, inSlate, inLight image.Rectangle, v ebiten.Vertex) {
	first := uint16(len(t.vertices))
	for i := range 4 {
		v.DstX, v.DstY = rectCorner(onScreen, i)
		v.SrcX, v.SrcY = rectCorner(inSlate, i)
		v.Custom0, v.Custom1 = rectCorner(inLight, i)
		t.vertices = append(t.vertices, v)
	}
	t.indices = append(t.indices, first, first+1, first+2, first+1, first+3, first+2)
}

// rectCorner returns one of the four corners of a rectangle, row by row.
func rectCorner(r image.Rectangle, i int) (x, y float32) {
	return float32(r.Min.X + i%2*r.Dx()), float32(r.Min.Y + i/2*r.Dy())
}

// draw draws and clears what was added.
func (t *litQuads) draw(dst *ebiten.Image, images ...*ebiten.Image) {
	if len(t.indices) > 0 {
		copy(t.options.Images[:], images)
		dst.DrawTrianglesShader(t.vertices, t.indices, t.shader, &t.options)
	}
	t.vertices, t.indices = t.vertices[:0], t.indices[:0]
}

// drawLit draws a chunk in its light. Most cells are evenly lit, far from any
// flame: they are drawn without looking up the light of each pixel, which is most
// of the work.
func (g *stonework) drawLit(r *Renderer, s *chunk, dst *ebiten.Image) {
	f := &r.frame
	here := image.Rect(s.x*g.chunkCells, s.y*g.chunkCells, (s.x+1)*g.chunkCells, (s.y+1)*g.chunkCells).Intersect(f.cells)
	for y := here.Min.Y; y < here.Max.Y; y++ {
		for x := here.Min.X; x < here.Max.X; {
			from, even := x, r.lights.isUniform(x, y)
			for x++; x < here.Max.X && r.lights.isUniform(x, y) == even; x++ {
			}
			g.addCells(r, s, image.Rect(from, y, x, y+1), even)
		}
	}
	g.unevenQuads.draw(dst, s.image, r.lights.image)
	g.evenQuads.draw(dst, s.image)
}

// addCells adds some cells of a chunk to be drawn.
func (g *stonework) addCells(r *Renderer, s *chunk, cells image.Rectangle, even bool) {
	f, field := &r.frame, &r.lights.lightMap
	// Whole pixels, or the stones would blur.
	origin := image.Pt(int(math.Round(f.ox)), int(math.Round(f.oy)))
	onScreen := scaled(cells, g.cell).Add(origin)
	inSlate := scaled(cells.Sub(image.Pt(s.x*g.chunkCells, s.y*g.chunkCells)), g.cell)
	inLight := scaled(cells.Sub(image.Pt(field.X, field.Y)), lighting.SamplesPerCell)
	if even {
		red, green, blue := r.lights.at(inLight.Min)
		b := f.brightness()
		g.evenQuads.add(onScreen, inSlate, inLight, ebiten.Vertex{ColorR: red * b, ColorG: green * b, ColorB: blue * b})
		return
	}
	g.unevenQuads.add(onScreen, inSlate, inLight, ebiten.Vertex{ColorA: f.brightness()})
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
