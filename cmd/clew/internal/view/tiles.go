package view

import (
	_ "embed"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/view/sight"
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

// tiles are oblongs of a slate that are lit in the same way, to be put on the
// screen with one call.
type tiles struct {
	shader   *ebiten.Shader
	vertices []ebiten.Vertex
	indices  []uint16
	options  ebiten.DrawTrianglesShaderOptions
}

func newTiles(fragment string) *tiles {
	s, err := ebiten.NewShader([]byte(stoneSource + "\n" + fragment))
	if err != nil {
		panic("view: a shader of the light, a part of the program, does not compile: " + err.Error())
	}
	return &tiles{shader: s, options: ebiten.DrawTrianglesShaderOptions{Blend: ebiten.BlendCopy}}
}

// add adds an oblong. The corners have their place on the screen, in the slate,
// and in the light; v has what is the same for all.
func (t *tiles) add(onScreen, inSlate, inLight image.Rectangle, v ebiten.Vertex) {
	first := uint16(len(t.vertices))
	for i := range 4 {
		v.DstX, v.DstY = corner(onScreen, i)
		v.SrcX, v.SrcY = corner(inSlate, i)
		v.Custom0, v.Custom1 = corner(inLight, i)
		t.vertices = append(t.vertices, v)
	}
	t.indices = append(t.indices, first, first+1, first+2, first+1, first+3, first+2)
}

// corner is one of the four corners of a rectangle, row by row.
func corner(r image.Rectangle, i int) (x, y float32) {
	return float32(r.Min.X + i%2*r.Dx()), float32(r.Min.Y + i/2*r.Dy())
}

// draw puts what was added on the screen, and begins anew.
func (t *tiles) draw(dst *ebiten.Image, images ...*ebiten.Image) {
	if len(t.indices) > 0 {
		copy(t.options.Images[:], images)
		dst.DrawTrianglesShader(t.vertices, t.indices, t.shader, &t.options)
	}
	t.vertices, t.indices = t.vertices[:0], t.indices[:0]
}

// light puts a slate on the screen, in the light that falls on it. Most cells of
// a maze lie in an even light, far from any flame: they are put there without
// looking up the light of each pixel, which is most of the work.
func (g *ground) light(r *Renderer, s *slate, dst *ebiten.Image) {
	f := &r.frame
	here := image.Rect(s.x*g.per, s.y*g.per, (s.x+1)*g.per, (s.y+1)*g.per).Intersect(f.cells)
	for y := here.Min.Y; y < here.Max.Y; y++ {
		for x := here.Min.X; x < here.Max.X; {
			from, even := x, r.lamp.isEven(x, y)
			for x++; x < here.Max.X && r.lamp.isEven(x, y) == even; x++ {
			}
			g.tile(r, s, image.Rect(from, y, x, y+1), even)
		}
	}
	g.uneven.draw(dst, s.image, r.lamp.image)
	g.even.draw(dst, s.image)
}

// tile has some cells of a slate put on the screen.
func (g *ground) tile(r *Renderer, s *slate, cells image.Rectangle, even bool) {
	f, field := &r.frame, &r.lamp.field
	// Whole pixels, or the stones would blur.
	origin := image.Pt(int(math.Round(f.ox)), int(math.Round(f.oy)))
	onScreen := scaled(cells, g.cell).Add(origin)
	inSlate := scaled(cells.Sub(image.Pt(s.x*g.per, s.y*g.per)), g.cell)
	inLight := scaled(cells.Sub(image.Pt(field.X, field.Y)), sight.PerCell)
	if even {
		red, green, blue := r.lamp.at(inLight.Min)
		b := f.bright()
		g.even.add(onScreen, inSlate, inLight, ebiten.Vertex{ColorR: red * b, ColorG: green * b, ColorB: blue * b})
		return
	}
	g.uneven.add(onScreen, inSlate, inLight, ebiten.Vertex{ColorA: f.bright()})
}

// scaled is a rectangle n times as large, and as far away.
func scaled(r image.Rectangle, n int) image.Rectangle {
	return image.Rectangle{Min: r.Min.Mul(n), Max: r.Max.Mul(n)}
}

// isEven reports whether a cell of the maze has the same light all over.
func (l *lamp) isEven(x, y int) bool {
	return l.even[(y-l.field.Y)*l.field.W+x-l.field.X]
}

// at is the light of a sample, as the shaders have it.
func (l *lamp) at(p image.Point) (r, g, b float32) {
	w, _ := l.field.Size()
	pix := l.pixels[4*(p.Y*w+p.X):]
	decode := func(v byte) float32 { return 4 * float32(v) / 255 * float32(v) / 255 }
	return decode(pix[0]), decode(pix[1]), decode(pix[2])
}
