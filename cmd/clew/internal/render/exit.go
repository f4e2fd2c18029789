package render

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/lighting"
	"clew/cmd/clew/internal/theme"
)

// exit is an exit: stairs to the open, with daylight falling in.
type exit struct {
	x, y    int
	turns   int // quarter turns clockwise from a stair that rises to the north
	shadows lighting.ShadowMap
}

// daylight is the colour of the light at exits.
var daylight = color.NRGBA{0xE9, 0xF4, 0xE4, 0xFF}

const exitLightReach = 5.5

// findExits finds the exits and the direction in which their stairs rise, away
// from the way in.
func (r *Renderer) findExits() {
	r.exits = r.exits[:0]
	for _, c := range r.maze.Exits() {
		e := exit{x: c.X, y: c.Y}
		for turns, side := range [4][2]int{{0, 1}, {-1, 0}, {0, -1}, {1, 0}} {
			if r.maze.Walkable(c.X+side[0], c.Y+side[1]) {
				e.turns = turns
				break
			}
		}
		e.shadows.Cast(r.maze, float64(c.X)+0.5, float64(c.Y)+0.5, exitLightReach)
		r.exits = append(r.exits, e)
	}
}

// exitVisibility returns how visible an exit is; the player must have found it. In
// the dark it is dimmer out of sight.
func (r *Renderer) exitVisibility(e *exit) float32 {
	if r.frame.opts.Reveal {
		return 1
	}
	visibility := r.fog.Visibility(e.x, e.y)
	if r.frame.dark() {
		visibility *= 0.5 + 0.5*r.fog.InSight(e.x, e.y)
	}
	return visibility
}

// addExitLights adds daylight at the exits.
func (r *Renderer) addExitLights() {
	near, far := lighting.RGB{R: 1.10, G: 1.26, B: 1.22}, lighting.RGB{R: 0.62, G: 0.78, B: 0.82}
	for i := range r.exits {
		e := &r.exits[i]
		if visibility := r.exitVisibility(e); visibility > 0 {
			r.lights.lightMap.Add(r.maze, lighting.Light{Shadows: &e.shadows, Near: near, Far: far, Power: visibility * (0.94 + 0.06*r.pulse()), Max: 2})
		}
	}
}

// pulse oscillates slowly between -1 and 1.
func (r *Renderer) pulse() float32 {
	if r.frame.opts.ReducedMotion {
		return 0
	}
	return float32(math.Sin(r.clock * 1.7))
}

// drawExits draws the stairs found so far and the light on them.
func (r *Renderer) drawExits() {
	r.batch.begin(r.frame.dst, screenBlend, r.frame.brightness())
	for i := range r.exits {
		e := &r.exits[i]
		visibility := r.exitVisibility(e)
		x, y := r.frame.toScreen(int32(e.x)*1024+512, int32(e.y)*1024+512)
		if visibility == 0 || !r.frame.onScreen(x, y, 3*float32(r.frame.cell)) {
			continue
		}
		r.drawStairs(e, x, y, visibility)
		r.drawDaylight(e, x, y, visibility)
	}
	r.batch.flush()
}

func (r *Renderer) drawStairs(e *exit, x, y, visibility float32) {
	img := r.stonework.sheet.overlay[stairs]
	var op ebiten.DrawImageOptions
	half := float64(r.frame.cell) / 2
	op.GeoM.Translate(-half, -half)
	op.GeoM.Rotate(float64(e.turns) * math.Pi / 2)
	// Whole pixels, as the stones around.
	op.GeoM.Translate(math.Round(r.frame.ox)+(float64(e.x)+0.5)*2*half, math.Round(r.frame.oy)+(float64(e.y)+0.5)*2*half)
	op.ColorScale.ScaleAlpha(visibility)
	b := r.frame.brightness()
	op.ColorScale.Scale(b, b, b, 1)
	r.frame.dst.DrawImage(img, &op)
}

// drawDaylight draws the glow over stairs and motes rising in it.
func (r *Renderer) drawDaylight(e *exit, x, y, visibility float32) {
	c := float32(r.frame.cell)
	up := [4][2]float32{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}[e.turns]
	pulse := 1 + 0.08*r.pulse()
	r.batch.glow(x+0.30*c*up[0], y+0.30*c*up[1], 0.9*c*pulse, toVertexColour(daylight, float64(0.55*visibility)))
	if !r.frame.dark() { // which it would shine into
		r.batch.glow(x, y, 2.3*c*pulse, toVertexColour(daylight, float64(0.20*visibility)))
	}
	if r.frame.opts.ReducedMotion {
		return
	}
	for i := range 9 {
		seed := float64(hashCell(i, e.x, uint32(e.y))%1000) / 1000
		t := math.Mod(r.clock*(0.16+0.1*seed)+seed*7, 1)
		side := (seed-0.5)*0.7 + 0.05*math.Sin(r.clock*1.3+9*seed)
		along, across := c*float32(1.2*t-0.45), c*float32(side)
		mx, my := x+along*up[0]-across*up[1], y+along*up[1]+across*up[0]
		r.batch.glow(mx, my, 3.4*r.frame.scale, toVertexColour(theme.Blend(daylight, theme.White, 0.5), math.Sin(t*math.Pi)*0.9*float64(visibility)))
	}
}
