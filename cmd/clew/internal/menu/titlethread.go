package menu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// titleThread draws the ball of thread beside the title, and the thread that
// runs from it under the title to the focused entry.
type titleThread struct {
	line   ui.GlowLine
	shapes ui.Shapes
	points []theme.Vec
	curve  []theme.Vec
	endY   float64 // px; follows the focus
	placed bool
}

// follow moves the end of the thread towards y px, at once with reduced motion.
func (t *titleThread) follow(y float64, reducedMotion bool) {
	if reducedMotion || !t.placed {
		t.endY, t.placed = y, true
		return
	}
	t.endY += (y - t.endY) * 0.22
}

// Radius of the ball, and its centre relative to the end of the title's
// baseline, for a title of 88 logical pixels.
const (
	ballRadius  = 25
	ballOffsetX = 38
	ballOffsetY = 27
)

// draw draws the ball right of a title that starts at (x,base) and is width px
// wide, and the thread, which hangs left of x once follow has been called. u is
// a logical pixel in px; now, in seconds, drives a slight sway.
func (t *titleThread) draw(dst *ebiten.Image, x, base, width, u, now float64, hanging bool) {
	hanging = hanging && t.placed
	r := ballRadius * u
	bx, by := x+width+ballOffsetX*u, base-ballOffsetY*u
	sway := func(k float64) float64 { return 1.6 * u * math.Sin(now*0.9+k) }
	t.points = append(t.points[:0],
		theme.Vec{X: bx - r*0.55, Y: by + r*0.80},
		theme.Vec{X: bx - r*1.3, Y: base + 13*u + sway(0)},
		theme.Vec{X: x + width*0.68, Y: base + 15*u + sway(1)},
		theme.Vec{X: x + width*0.34, Y: base + 19*u + sway(2)},
		theme.Vec{X: x + 6*u, Y: base + 13*u + sway(3)},
	)
	if hanging {
		drop := max(t.endY-base, 60*u)
		t.points = append(t.points,
			theme.Vec{X: x - 22*u, Y: base + 24*u},
			theme.Vec{X: x - 30*u + sway(4), Y: base + 24*u + (drop-24*u)*0.55},
			theme.Vec{X: x - 18*u, Y: t.endY - 5*u},
			theme.Vec{X: x - 4*u, Y: t.endY},
		)
	}
	t.curve = ui.CatmullRom(t.curve[:0], t.points, 14)
	t.line.Draw(dst, t.curve, 3*u, theme.TrailSelf, 1, 1)
	if hanging {
		t.shapes.Dot(dst, int(x-4*u), int(math.Round(t.endY)), int(math.Round(4*u)), theme.TrailSelf)
	}
	t.ball(dst, bx, by, r, u)
}

// ball draws layers of parallel strands, each layer wound in another direction,
// lighter towards the upper left.
func (t *titleThread) ball(dst *ebiten.Image, x, y, r, u float64) {
	t.shapes.Dot(dst, int(math.Round(x)), int(math.Round(y)), int(math.Round(r)), theme.Blend(theme.Background, theme.TrailSelf, 0.30))
	for layer, lean := range [...]float64{-0.5, 1.9, 0.75} {
		sin, cos := math.Sincos(lean)
		for k := range 9 {
			o := -0.8 + 0.2*float64(k)
			if layer == 2 && (k < 2 || k > 6) {
				continue // let the layers below show
			}
			half := math.Sqrt(1 - o*o)
			t.curve = t.curve[:0]
			for i := range 17 {
				a := (float64(i)/8 - 1) * half
				b := o + 0.22*(half*half-a*a)*(1-math.Abs(o))
				t.curve = append(t.curve, theme.Vec{X: x + r*(a*cos-b*sin)*0.96, Y: y + r*(a*sin+b*cos)*0.96})
			}
			light := 0.5 + 0.16*float64(layer) - 0.22*(o*cos-o*sin)
			t.line.Draw(dst, t.curve, 1.5*u, theme.Blend(theme.Background, theme.TrailSelf, min(max(light, 0.42), 1)), 0.9, 0.9)
		}
	}
	t.curve = t.curve[:0]
	for i := range 41 { // the rim hides the ends of the strands
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 40)
		t.curve = append(t.curve, theme.Vec{X: x + r*0.96*cos, Y: y + r*0.96*sin})
	}
	t.line.Draw(dst, t.curve, 2.2*u, theme.Blend(theme.Background, theme.TrailSelf, 0.72), 1, 1)
}
