package ui

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"golang.org/x/image/vector"

	"clew/cmd/clew/internal/theme"
)

// shapeFill is how an outline is filled.
type shapeFill uint8

const (
	fillSolid  shapeFill = iota
	fillDashed           // a dashed outline: the ghost
	fillOutline
)

type shapeKey struct {
	shape  theme.Shape
	fill   shapeFill
	radius int // px
}

// Shapes draws the shapes that tell players apart. Keep one: it caches their
// images.
type Shapes struct {
	masks map[shapeKey]*ebiten.Image
	op    ebiten.DrawImageOptions
}

// Player draws a player's shape and letter with radius r px around (x,y).
func (m *Shapes) Player(dst *ebiten.Image, s *Skin, mark theme.Mark, letter string, x, y, r int) {
	m.drawMask(dst, shapeKey{mark.Shape, fillSolid, r + max(1, r/6)}, x, y, theme.Background)
	m.drawMask(dst, shapeKey{mark.Shape, fillSolid, r}, x, y, mark.Fill)
	size := 1.15
	switch mark.Shape {
	case theme.Triangle, theme.Star, theme.Cross, theme.Diamond:
		size = 1 // these have less room
	}
	st := TextStyle{theme.Bold, math.Round(float64(r)*size) / s.Scale}
	s.PrintCentred(dst, letter, st, x, s.Baseline(st, y-r, y+r), mark.Ink)
}

// Ghost draws a player's shape as a dashed outline with radius r px around
// (x,y).
func (m *Shapes) Ghost(dst *ebiten.Image, shape theme.Shape, x, y, r int, c color.NRGBA) {
	m.drawMask(dst, shapeKey{shape, fillDashed, r}, x, y, c)
}

// Dot draws a disc with radius r px around (x,y).
func (m *Shapes) Dot(dst *ebiten.Image, x, y, r int, c color.NRGBA) {
	m.drawMask(dst, shapeKey{theme.Circle, fillSolid, r}, x, y, c)
}

// Ring draws a circle with radius r px around (x,y).
func (m *Shapes) Ring(dst *ebiten.Image, x, y, r int, c color.NRGBA) {
	m.drawMask(dst, shapeKey{theme.Circle, fillOutline, r}, x, y, c)
}

// Shape draws a shape of radius r px around (x,y), filled or as an outline.
func (m *Shapes) Shape(dst *ebiten.Image, shape theme.Shape, filled bool, x, y, r int, c color.NRGBA) {
	kind := fillOutline
	if filled {
		kind = fillSolid
	}
	m.drawMask(dst, shapeKey{shape, kind, r}, x, y, c)
}

func (m *Shapes) drawMask(dst *ebiten.Image, k shapeKey, x, y int, c color.NRGBA) {
	img, ok := m.masks[k]
	if !ok {
		if m.masks == nil || len(m.masks) > 256 {
			m.masks = map[shapeKey]*ebiten.Image{}
		}
		img = ebiten.NewImageFromImage(k.rasterize())
		m.masks[k] = img
	}
	half := img.Bounds().Dx() / 2
	m.op.GeoM.Reset()
	m.op.GeoM.Translate(float64(x-half), float64(y-half))
	a := float32(c.A) / 255
	m.op.ColorScale.Reset()
	m.op.ColorScale.Scale(float32(c.R)/255*a, float32(c.G)/255*a, float32(c.B)/255*a, a)
	dst.DrawImage(img, &m.op)
}

// rasterize renders the shape in white, centred.
func (k shapeKey) rasterize() *image.RGBA {
	half := int(math.Ceil(float64(k.radius)*1.35)) + 2
	z := vector.NewRasterizer(2*half, 2*half)
	at := func(v theme.Vec) (float32, float32) {
		return float32(v.X*float64(k.radius)) + float32(half), float32(v.Y*float64(k.radius)) + float32(half)
	}
	width := max(1.5, float64(k.radius)*0.14) / float64(k.radius)
	o := k.shape.Outline()
	switch k.fill {
	case fillDashed:
		for _, d := range dashOutline(o, 10) {
			addLine(z, at, d[0], d[1], width)
		}
	case fillOutline:
		for i := range o {
			addLine(z, at, o[i], o[(i+1)%len(o)], width)
		}
	default:
		addPolygon(z, at, o)
	}
	img := image.NewRGBA(image.Rect(0, 0, 2*half, 2*half))
	z.Draw(img, img.Bounds(), image.White, image.Point{})
	return img
}

// addLine adds a straight line; width is in units of the radius.
func addLine(z *vector.Rasterizer, at func(theme.Vec) (float32, float32), a, b theme.Vec, width float64) {
	dx, dy := b.X-a.X, b.Y-a.Y
	l := math.Hypot(dx, dy)
	if l == 0 {
		return
	}
	nx, ny := -dy/l*width/2, dx/l*width/2
	addPolygon(z, at, []theme.Vec{{X: a.X + nx, Y: a.Y + ny}, {X: b.X + nx, Y: b.Y + ny}, {X: b.X - nx, Y: b.Y - ny}, {X: a.X - nx, Y: a.Y - ny}})
}

// addPolygon adds a filled polygon.
func addPolygon(z *vector.Rasterizer, at func(theme.Vec) (float32, float32), corners []theme.Vec) {
	for i, v := range corners {
		x, y := at(v)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
}

// dashOutline cuts a closed outline into n dashes and n equal gaps, and returns
// the dashes as segments. A dash around a corner is several segments.
func dashOutline(outline []theme.Vec, n int) (out [][2]theme.Vec) {
	total := 0.0
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		total += math.Hypot(b.X-a.X, b.Y-a.Y)
	}
	step, at := total/float64(2*n), 0.0
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		l := math.Hypot(b.X-a.X, b.Y-a.Y)
		for s := 0.0; s < l-1e-9; {
			k := math.Floor((at+s)/step + 1e-9)
			e := min(l, (k+1)*step-at)
			if int(k)%2 == 0 {
				out = append(out, [2]theme.Vec{lerp(a, b, s/l), lerp(a, b, e/l)})
			}
			s = e
		}
		at += l
	}
	return out
}

func lerp(a, b theme.Vec, t float64) theme.Vec {
	return theme.Vec{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}
