package render

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// BestRun is where the ghost of the player's best run is now.
type BestRun struct {
	X, Y int32 // in units
	Name string
}

// drawBestRun draws the ghost of the best run below everybody else: a pale disc
// without a letter, which can be seen through, and its name while it is clear of
// the own player.
func (r *Renderer) drawBestRun() {
	g := r.frame.opts.BestRun
	if g == nil {
		return
	}
	x, y := r.frame.toScreen(g.X, g.Y)
	if !r.frame.onScreen(x, y, float32(r.frame.cell)) {
		return
	}
	radius, u, b := r.frame.bodyRadius(), r.frame.scale, r.batch
	b.begin(r.frame.dst, ebiten.BlendSourceOver, r.frame.brightness())
	b.disc(x, y, radius, toVertexColour(theme.BestRun, 0.35))
	b.ring(x, y, radius, 4*u, vertexColour{a: 0.4})
	b.ring(x, y, radius, 2*u, toVertexColour(theme.BestRun, 0.9))
	b.flush()
	if self := r.self(); self != nil && math.Hypot(float64(self.sx-x), float64(self.sy-y)) < 1.5*float64(r.frame.cell) {
		return
	}
	img := r.labels.get(labelKey{g.Name, r.labelSize()}, renderLabel)
	at := image.Pt(int(x)-img.Bounds().Dx()/2, int(y+radius*1.22))
	for _, panel := range r.frame.opts.Overlays {
		if panel.Overlaps(img.Bounds().Add(at)) {
			return
		}
	}
	var op ebiten.DrawImageOptions
	op.GeoM.Translate(float64(at.X), float64(at.Y))
	op.ColorScale.ScaleAlpha(0.8 * r.frame.brightness())
	r.frame.dst.DrawImage(img, &op)
}
