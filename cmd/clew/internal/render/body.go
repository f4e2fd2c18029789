package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// bodyRadius returns the radius of a body on screen, in pixels.
func (f *frame) bodyRadius() float32 {
	return float32(f.cell) * sim.BodyHalfExtent / sim.CellUnits
}

// drawFigures draws all visible bodies and their shadows.
func (r *Renderer) drawFigures() {
	f := &r.frame
	radius := f.bodyRadius()
	r.batch.begin(f.dst, ebiten.BlendSourceOver, 1)
	for _, a := range r.visible {
		k := radius * a.size
		r.batch.ellipse(a.sx+0.15*k, a.sy+0.62*k, 2.0*k, 1.35*k, vertexColour{a: a.lit})
	}
	r.batch.flush()
	r.drawExitedGlow(radius)
	for _, a := range r.visible {
		r.drawBody(a, radius)
	}
}

// drawExitedGlow draws a bright halo around players that reached an exit.
func (r *Renderer) drawExitedGlow(radius float32) {
	r.batch.begin(r.frame.dst, screenBlend, r.frame.brightness())
	for _, a := range r.visible {
		if a.exited {
			r.batch.glow(a.sx, a.sy, 2.6*radius*a.size, toVertexColour(daylight, float64(0.55*a.lit)))
		}
	}
	r.batch.flush()
}

func (r *Renderer) drawBody(a *actor, radius float32) {
	key := avatarKey{mark: a.mark, letter: a.avatar, self: a.self, radius: int(math.Round(float64(radius)))}
	img := r.avatars.get(key, renderAvatar)
	var op ebiten.DrawImageOptions
	half := float64(img.Bounds().Dx()) / 2
	op.GeoM.Translate(-half, -half)
	if !r.frame.opts.ReducedMotion {
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
	op.ColorScale.Scale(r.frame.brightness(), r.frame.brightness(), r.frame.brightness(), 1)
	op.ColorScale.ScaleAlpha(a.lit)
	r.frame.dst.DrawImage(img, &op)
}
