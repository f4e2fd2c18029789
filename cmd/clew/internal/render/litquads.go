package render

import (
	_ "embed"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/lighting"
)

// litSource is the shader of stones on which the light varies.
//
//go:embed lit.kage
var litSource string

// quads collects rectangles of a chunk, to draw them with one call.
type quads struct {
	vertices []ebiten.Vertex
	indices  []uint16
}

// add adds a rectangle, placed on the screen, in the chunk and in the light, with
// the colours of its corners, row by row.
func (q *quads) add(onScreen, inSlate, inLight image.Rectangle, colours [4]vertexColour) {
	first := uint16(len(q.vertices))
	for i, c := range colours {
		v := ebiten.Vertex{ColorR: c.r, ColorG: c.g, ColorB: c.b, ColorA: 1}
		v.DstX, v.DstY = rectCorner(onScreen, i)
		v.SrcX, v.SrcY = rectCorner(inSlate, i)
		v.Custom0, v.Custom1 = rectCorner(inLight, i)
		q.vertices = append(q.vertices, v)
	}
	q.indices = append(q.indices, first, first+1, first+2, first+1, first+3, first+2)
}

func (q *quads) clear() { q.vertices, q.indices = q.vertices[:0], q.indices[:0] }

// litQuads collects the cells of a chunk, by what draws them.
type litQuads struct {
	plain  quads // by their corners
	varied quads // by the shader

	shader        *ebiten.Shader
	plainOptions  ebiten.DrawTrianglesOptions
	shaderOptions ebiten.DrawTrianglesShaderOptions
}

func newLitQuads() *litQuads {
	s, err := ebiten.NewShader([]byte(litSource))
	if err != nil {
		panic("render: the light shader does not compile: " + err.Error())
	}
	return &litQuads{
		shader:        s,
		plainOptions:  ebiten.DrawTrianglesOptions{Blend: ebiten.BlendCopy, DisableMipmaps: true, ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha},
		shaderOptions: ebiten.DrawTrianglesShaderOptions{Blend: ebiten.BlendCopy},
	}
}

// draw draws and clears what was collected.
func (q *litQuads) draw(dst, slate, light *ebiten.Image) {
	if len(q.varied.indices) > 0 {
		q.shaderOptions.Images[0], q.shaderOptions.Images[1] = slate, light
		dst.DrawTrianglesShader(q.varied.vertices, q.varied.indices, q.shader, &q.shaderOptions)
	}
	if len(q.plain.indices) > 0 {
		dst.DrawTriangles(q.plain.vertices, q.plain.indices, slate, &q.plainOptions)
	}
	q.plain.clear()
	q.varied.clear()
}

// vignette returns how bright the frame is at a pixel: its corners are a little
// darker than its middle.
func (f *frame) vignette(x, y float32) float32 {
	qx := (x-float32(f.bounds.Min.X))/float32(f.bounds.Dx()) - 0.5
	qy := (y-float32(f.bounds.Min.Y))/float32(f.bounds.Dy()) - 0.5
	return 1 - 0.3*(qx*qx+qy*qy)
}

// longestRun returns how many cells one rectangle may hold: between its corners
// the vignette is taken to be straight, which over a fifth of a frame is wrong by
// a third of a percent.
func (f *frame) longestRun() int { return max(f.bounds.Dx()/5/f.cell, 1) }

// rectCorner returns one of the four corners of a rectangle, row by row.
func rectCorner(r image.Rectangle, i int) (x, y float32) {
	return float32(r.Min.X + i%2*r.Dx()), float32(r.Min.Y + i/2*r.Dy())
}

// drawLit draws a chunk in its light. Looking up the light of each pixel is most of
// the work where there is no graphics card. So it is done only where light and
// shadow change within a cell; for most cells the light at their corners is enough.
func (s *stonework) drawLit(r *Renderer, c *chunk, dst *ebiten.Image) {
	f := &r.frame
	here := image.Rect(c.x*s.chunkCells, c.y*s.chunkCells, (c.x+1)*s.chunkCells, (c.y+1)*s.chunkCells).Intersect(f.cells)
	longest := f.longestRun()
	for y := here.Min.Y; y < here.Max.Y; y++ {
		for x := here.Min.X; x < here.Max.X; {
			from, light := x, r.lights.cell(x, y)
			for x++; light != lighting.Smooth && x < here.Max.X && x-from < longest && r.lights.cell(x, y) == light; x++ {
			}
			s.addCells(r, c, image.Rect(from, y, x, y+1), light)
		}
	}
	s.quads.draw(dst, c.image, r.lights.image)
}

// addCells adds some cells of a chunk to be drawn: a run, or a single Smooth one.
func (s *stonework) addCells(r *Renderer, c *chunk, cells image.Rectangle, light lighting.CellLight) {
	f, lightMap := &r.frame, &r.lights.lightMap
	// Whole pixels, or the stones would blur.
	origin := image.Pt(int(math.Round(f.ox)), int(math.Round(f.oy)))
	onScreen := scaled(cells, s.cell).Add(origin)
	inSlate := scaled(cells.Sub(image.Pt(c.x*s.chunkCells, c.y*s.chunkCells)), s.cell)
	inLight := scaled(cells.Sub(image.Pt(lightMap.X, lightMap.Y)), lighting.SamplesPerCell)
	to, colours := &s.quads.plain, [4]vertexColour{}
	for i := range colours {
		switch light {
		case lighting.Varied:
			to, colours[i] = &s.quads.varied, vertexColour{r: 1, g: 1, b: 1}
		case lighting.Smooth:
			colours[i] = r.lights.corner(inLight.Min.X+i%2*inLight.Dx(), inLight.Min.Y+i/2*inLight.Dy())
		case lighting.Uniform:
			colours[i] = r.lights.corner(inLight.Min.X, inLight.Min.Y)
		}
		colours[i] = colours[i].scale(f.brightness() * f.vignette(rectCorner(onScreen, i)))
	}
	to.add(onScreen, inSlate, inLight, colours)
}

// scaled scales a rectangle and its position by n.
func scaled(r image.Rectangle, n int) image.Rectangle {
	return image.Rectangle{Min: r.Min.Mul(n), Max: r.Max.Mul(n)}
}

// cell returns how the light varies on a cell.
func (l *lightTexture) cell(x, y int) lighting.CellLight {
	return l.cells[(y-l.lightMap.Y)*l.lightMap.W+x-l.lightMap.X]
}

// corner returns the light at the point above and left of a sample, as the shader
// decodes it.
func (l *lightTexture) corner(x, y int) vertexColour {
	sum := l.lightMap.Corner(l.pixels, x, y)
	decode := func(v int) float32 { return 4 * float32(v) / (4 * 255) * float32(v) / (4 * 255) }
	return vertexColour{r: decode(sum[0]), g: decode(sum[1]), b: decode(sum[2])}
}
