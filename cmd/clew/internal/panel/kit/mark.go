package kit

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"golang.org/x/image/vector"

	"clew/cmd/clew/internal/theme"
)

// markKind is how the outline of a mark is filled.
type markKind uint8

const (
	solid  markKind = iota // the whole shape
	dashed                 // a dashed line along the outline: the ghost
	ring                   // a line along the outline
)

type markKey struct {
	shape theme.Shape
	kind  markKind
	px    int // the radius
}

// Marks draws the shapes by which players are told apart, in lists and
// legends. Keep one: it keeps their pictures.
type Marks struct {
	masks map[markKey]*ebiten.Image
	op    ebiten.DrawImageOptions
}

// Body draws a player's shape with its letter, r px around (x,y).
func (m *Marks) Body(dst *ebiten.Image, s *Skin, mark theme.Mark, letter string, x, y, r int) {
	m.stamp(dst, markKey{mark.Shape, solid, r + max(1, r/6)}, x, y, theme.Night)
	m.stamp(dst, markKey{mark.Shape, solid, r}, x, y, mark.Fill)
	size := 1.15
	switch mark.Shape {
	case theme.Triangle, theme.Star, theme.Cross, theme.Diamond:
		size = 1 // there is less room in these
	}
	st := Style{theme.Bold, math.Round(float64(r)*size) / s.Scale}
	s.PrintMid(dst, letter, st, x, s.Centre(st, y-r, y+r), mark.Ink)
}

// Ghost draws a player's shape hollow and dashed, r px around (x,y).
func (m *Marks) Ghost(dst *ebiten.Image, shape theme.Shape, x, y, r int, c color.NRGBA) {
	m.stamp(dst, markKey{shape, dashed, r}, x, y, c)
}

// Dot draws a round dot, r px around (x,y).
func (m *Marks) Dot(dst *ebiten.Image, x, y, r int, c color.NRGBA) {
	m.stamp(dst, markKey{theme.Circle, solid, r}, x, y, c)
}

// Ring draws a circle's line, r px around (x,y).
func (m *Marks) Ring(dst *ebiten.Image, x, y, r int, c color.NRGBA) {
	m.stamp(dst, markKey{theme.Circle, ring, r}, x, y, c)
}

func (m *Marks) stamp(dst *ebiten.Image, k markKey, x, y int, c color.NRGBA) {
	img, ok := m.masks[k]
	if !ok {
		if m.masks == nil || len(m.masks) > 256 {
			m.masks = map[markKey]*ebiten.Image{}
		}
		img = ebiten.NewImageFromImage(k.paint())
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

// paint is the white picture of a mark, its middle in the middle.
func (k markKey) paint() *image.RGBA {
	half := int(math.Ceil(float64(k.px)*1.35)) + 2
	z := vector.NewRasterizer(2*half, 2*half)
	at := func(v theme.Vec) (float32, float32) {
		return float32(v.X*float64(k.px)) + float32(half), float32(v.Y*float64(k.px)) + float32(half)
	}
	width := max(1.5, float64(k.px)*0.14) / float64(k.px)
	o := k.shape.Outline()
	switch k.kind {
	case dashed:
		for _, d := range dashes(o, 10) {
			quad(z, at, d[0], d[1], width)
		}
	case ring:
		for i := range o {
			quad(z, at, o[i], o[(i+1)%len(o)], width)
		}
	default:
		polygon(z, at, o)
	}
	img := image.NewRGBA(image.Rect(0, 0, 2*half, 2*half))
	z.Draw(img, img.Bounds(), image.White, image.Point{})
	return img
}

// quad adds a straight line of a width, in units of the radius.
func quad(z *vector.Rasterizer, at func(theme.Vec) (float32, float32), a, b theme.Vec, width float64) {
	dx, dy := b.X-a.X, b.Y-a.Y
	l := math.Hypot(dx, dy)
	if l == 0 {
		return
	}
	nx, ny := -dy/l*width/2, dx/l*width/2
	polygon(z, at, []theme.Vec{{X: a.X + nx, Y: a.Y + ny}, {X: b.X + nx, Y: b.Y + ny}, {X: b.X - nx, Y: b.Y - ny}, {X: a.X - nx, Y: a.Y - ny}})
}

// polygon adds a filled outline.
func polygon(z *vector.Rasterizer, at func(theme.Vec) (float32, float32), corners []theme.Vec) {
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

// dashes cuts a closed outline into n dashes with gaps of the same length, as
// pairs of ends; a dash that turns a corner is several pairs.
func dashes(outline []theme.Vec, n int) (out [][2]theme.Vec) {
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
