package kit

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// ribbonHalf is half the height of the picture a ribbon is cut from.
const ribbonHalf = 16

// glow is the cross-section of a thread: a bright core in a soft halo.
var glow = func() *ebiten.Image {
	m := image.NewRGBA(image.Rect(0, 0, 3, 2*ribbonHalf))
	for y := range 2 * ribbonHalf {
		d := math.Abs(float64(y)+0.5-ribbonHalf) / ribbonHalf
		v := uint8(255 * min(1, 0.26*math.Pow(1-d, 2.2)+min(max((0.26-d)/0.1, 0), 1)))
		for x := range 3 {
			m.SetRGBA(x, y, color.RGBA{v, v, v, v})
		}
	}
	return ebiten.NewImageFromImage(m)
}()

// Ribbon draws soft glowing lines. Keep it: it reuses its memory.
type Ribbon struct {
	vs []ebiten.Vertex
	is []uint16
	op ebiten.DrawTrianglesOptions
}

// Draw draws a line through the points, in px; width is that of the core. The
// opacity goes from tail at the first point to head at the last.
func (r *Ribbon) Draw(dst *ebiten.Image, pts []theme.Vec, width float64, c color.NRGBA, tail, head float64) {
	if len(pts) < 2 {
		return
	}
	r.vs, r.is = r.vs[:0], r.is[:0]
	half := width * 2.4
	for i, p := range pts {
		a, b := pts[max(i-1, 0)], pts[min(i+1, len(pts)-1)]
		dx, dy := b.X-a.X, b.Y-a.Y
		l := max(math.Hypot(dx, dy), 1e-6)
		nx, ny := -dy/l*half, dx/l*half
		alpha := float32(tail + (head-tail)*float64(i)/float64(len(pts)-1))
		v := ebiten.Vertex{SrcX: 1.5, ColorR: float32(c.R) / 255, ColorG: float32(c.G) / 255, ColorB: float32(c.B) / 255, ColorA: float32(c.A) / 255 * alpha}
		v.DstX, v.DstY, v.SrcY = float32(p.X+nx), float32(p.Y+ny), 0
		r.vs = append(r.vs, v)
		v.DstX, v.DstY, v.SrcY = float32(p.X-nx), float32(p.Y-ny), 2*ribbonHalf
		r.vs = append(r.vs, v)
		if k := uint16(2 * i); i > 0 {
			r.is = append(r.is, k-2, k-1, k, k-1, k+1, k)
		}
	}
	r.op.Filter = ebiten.FilterLinear
	dst.DrawTriangles(r.vs, r.is, glow, &r.op)
}

// Smooth appends points of a curve through the given ones, n to each stretch: the
// centripetal spline of Catmull and Rom, which does not swing over where a long
// stretch meets a short one (Yuksel et al., "On the Parameterization of
// Catmull-Rom Curves", 2009).
func Smooth(buf, through []theme.Vec, n int) []theme.Vec {
	if len(through) == 0 {
		return buf
	}
	last := len(through) - 1
	for i := range last {
		b, c := through[i], through[i+1]
		a, d := beyond(c, b), beyond(b, c)
		if i > 0 {
			a = through[i-1]
		}
		if i+2 <= last {
			d = through[i+2]
		}
		t1 := knot(a, b)
		t2 := t1 + knot(b, c)
		t3 := t2 + knot(c, d)
		for k := range n {
			t := t1 + (t2-t1)*float64(k)/float64(n)
			ab, bc, cd := along(a, b, 0, t1, t), along(b, c, t1, t2, t), along(c, d, t2, t3, t)
			buf = append(buf, along(along(ab, bc, 0, t2, t), along(bc, cd, t1, t3, t), t1, t2, t))
		}
	}
	return append(buf, through[last])
}

// beyond is as far beyond b as a is before it.
func beyond(a, b theme.Vec) theme.Vec { return theme.Vec{X: 2*b.X - a.X, Y: 2*b.Y - a.Y} }

// knot is how much of the curve's parameter lies between two points.
func knot(a, b theme.Vec) float64 { return math.Sqrt(max(math.Hypot(b.X-a.X, b.Y-a.Y), 1e-6)) }

// along is what lies at t, where a is at ta and b at tb.
func along(a, b theme.Vec, ta, tb, t float64) theme.Vec {
	k := (t - ta) / (tb - ta)
	return theme.Vec{X: a.X + (b.X-a.X)*k, Y: a.Y + (b.Y-a.Y)*k}
}
