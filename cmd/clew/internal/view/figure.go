package view

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// bodyRadius is the radius of a body's picture, in pixels.
func (f *frame) bodyRadius() float32 {
	return float32(f.cell) * sim.BodyHalf / sim.CellUnits
}

// drawFigures draws all bodies that are present, and their shadows below them.
func (r *Renderer) drawFigures() {
	f := &r.frame
	radius := f.bodyRadius()
	r.brush.begin(f.dst, ebiten.BlendSourceOver, 1)
	for _, a := range r.present {
		k := radius * a.size
		r.brush.oval(a.sx+0.15*k, a.sy+0.62*k, 2.0*k, 1.35*k, paint{a: 1})
	}
	r.brush.flush()
	r.drawArrived(radius)
	for _, a := range r.present {
		r.drawBody(a, radius)
	}
}

// drawArrived gives those who have reached the exit a bright halo.
func (r *Renderer) drawArrived(radius float32) {
	r.brush.begin(r.frame.dst, screen, r.frame.bright())
	for _, a := range r.present {
		if a.out {
			r.brush.glow(a.sx, a.sy, 2.6*radius*a.size, paintOf(daylight, 0.55))
		}
	}
	r.brush.flush()
}

func (r *Renderer) drawBody(a *actor, radius float32) {
	key := tokenKey{mark: a.mark, letter: a.avatar, self: a.self, radius: int(math.Round(float64(radius)))}
	img := r.tokens.get(key, paintToken)
	var op ebiten.DrawImageOptions
	half := float64(img.Bounds().Dx()) / 2
	op.GeoM.Translate(-half, -half)
	if !r.frame.o.ReducedMotion {
		pa, pb, pc, pd := a.pose.Matrix()
		var g ebiten.GeoM
		g.SetElement(0, 0, pa)
		g.SetElement(0, 1, pb)
		g.SetElement(1, 0, pc)
		g.SetElement(1, 1, pd)
		// It stands on the floor: what gets flatter, gets so from above.
		g.SetElement(1, 2, (1-pd)*half*0.6)
		op.GeoM.Concat(g)
	}
	if a.size != 1 {
		op.GeoM.Scale(float64(a.size), float64(a.size))
	}
	op.GeoM.Translate(float64(a.sx), float64(a.sy))
	op.Filter = ebiten.FilterLinear
	op.ColorScale.Scale(r.frame.bright(), r.frame.bright(), r.frame.bright(), 1)
	r.frame.dst.DrawImage(img, &op)
}
