package ui

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// glowHalfHeight is half the height of the texture of a GlowLine.
const glowHalfHeight = 16

// glowImage is the cross-section of a glowing line: a bright core in a soft
// halo.
var glowImage = func() *ebiten.Image {
	m := image.NewRGBA(image.Rect(0, 0, 3, 2*glowHalfHeight))
	for y := range 2 * glowHalfHeight {
		d := math.Abs(float64(y)+0.5-glowHalfHeight) / glowHalfHeight
		v := uint8(255 * min(1, 0.26*math.Pow(1-d, 2.2)+min(max((0.26-d)/0.1, 0), 1)))
		for x := range 3 {
			m.SetRGBA(x, y, color.RGBA{v, v, v, v})
		}
	}
	return ebiten.NewImageFromImage(m)
}()

// GlowLine draws soft glowing lines. Reuse it: it keeps its buffers.
type GlowLine struct {
	vertices []ebiten.Vertex
	indices  []uint16
	op       ebiten.DrawTrianglesOptions
}

// Draw draws a line through pts, in px, with a core of the given width. The
// opacity goes from tail at the first point to head at the last.
func (r *GlowLine) Draw(dst *ebiten.Image, pts []theme.Vec, width float64, c color.NRGBA, tail, head float64) {
	if len(pts) < 2 {
		return
	}
	r.vertices, r.indices = r.vertices[:0], r.indices[:0]
	half := width * 2.4
	for i, p := range pts {
		a, b := pts[max(i-1, 0)], pts[min(i+1, len(pts)-1)]
		dx, dy := b.X-a.X, b.Y-a.Y
		l := max(math.Hypot(dx, dy), 1e-6)
		nx, ny := -dy/l*half, dx/l*half
		alpha := float32(tail + (head-tail)*float64(i)/float64(len(pts)-1))
		v := ebiten.Vertex{SrcX: 1.5, ColorR: float32(c.R) / 255, ColorG: float32(c.G) / 255, ColorB: float32(c.B) / 255, ColorA: float32(c.A) / 255 * alpha}
		v.DstX, v.DstY, v.SrcY = float32(p.X+nx), float32(p.Y+ny), 0
		r.vertices = append(r.vertices, v)
		v.DstX, v.DstY, v.SrcY = float32(p.X-nx), float32(p.Y-ny), 2*glowHalfHeight
		r.vertices = append(r.vertices, v)
		if k := uint16(2 * i); i > 0 {
			r.indices = append(r.indices, k-2, k-1, k, k-1, k+1, k)
		}
	}
	r.op.Filter = ebiten.FilterLinear
	dst.DrawTriangles(r.vertices, r.indices, glowImage, &r.op)
}

// CatmullRom appends a curve through the given points to buf, with n points per
// segment. It is the centripetal Catmull-Rom spline, which does not overshoot
// where long and short segments meet (Yuksel et al., "On the Parameterization
// of Catmull-Rom Curves", 2009).
func CatmullRom(buf, points []theme.Vec, n int) []theme.Vec {
	if len(points) == 0 {
		return buf
	}
	last := len(points) - 1
	for i := range last {
		b, c := points[i], points[i+1]
		a, d := mirrored(c, b), mirrored(b, c)
		if i > 0 {
			a = points[i-1]
		}
		if i+2 <= last {
			d = points[i+2]
		}
		t1 := knot(a, b)
		t2 := t1 + knot(b, c)
		t3 := t2 + knot(c, d)
		for k := range n {
			t := t1 + (t2-t1)*float64(k)/float64(n)
			ab, bc, cd := interpolate(a, b, 0, t1, t), interpolate(b, c, t1, t2, t), interpolate(c, d, t2, t3, t)
			buf = append(buf, interpolate(interpolate(ab, bc, 0, t2, t), interpolate(bc, cd, t1, t3, t), t1, t2, t))
		}
	}
	return append(buf, points[last])
}

// mirrored returns the mirror image of a across b.
func mirrored(a, b theme.Vec) theme.Vec { return theme.Vec{X: 2*b.X - a.X, Y: 2*b.Y - a.Y} }

// knot returns the length of the curve's parameter interval between two points.
func knot(a, b theme.Vec) float64 { return math.Sqrt(max(math.Hypot(b.X-a.X, b.Y-a.Y), 1e-6)) }

// interpolate returns the point at t on the line that passes through a at ta
// and b at tb.
func interpolate(a, b theme.Vec, ta, tb, t float64) theme.Vec {
	k := (t - ta) / (tb - ta)
	return theme.Vec{X: a.X + (b.X-a.X)*k, Y: a.Y + (b.Y-a.Y)*k}
}
