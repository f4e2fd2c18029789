// Package pose moves a player's body a little more softly than the rules do:
// it leans into its walk, and squashes when it stops.
package pose

import "math"

// How long things take, in seconds.
const (
	lean   = 0.055 // a lean is nine tenths done after 2.3 of these: 125 ms
	squash = 0.19  // a squash is over after this
	rise   = 0.035 // and deepest after this
)

// Pose is the posture of one body. The zero value stands still.
type Pose struct {
	LeanX, LeanY float64 // -1 to 1: how far it leans each way
	Squash       float64 // 0 to 1: how flat it is

	moving bool
	still  float64 // how long it has stood, in seconds
}

// Step moves the pose on by dt seconds. The body faces (dx,dy), each -1, 0
// or 1, and either moves or stands.
func (p *Pose) Step(dt, dx, dy float64, moving bool) {
	switch {
	case moving:
		p.still = squash
		p.Squash = 0
	case p.moving:
		p.still = 0
	}
	p.moving = moving
	if !moving {
		dx, dy = 0, 0
		p.still += dt
		p.Squash = flat(p.still)
	}
	k := 1 - math.Exp(-dt/lean)
	p.LeanX += (dx - p.LeanX) * k
	p.LeanY += (dy - p.LeanY) * k
}

// flat is how flat a body is that has stood for t seconds.
func flat(t float64) float64 {
	if t >= squash {
		return 0
	}
	out := 1 - t/squash
	return min(t/rise, 1) * out * out
}

// Matrix turns the pose into a linear map (a b; c d) of the body's picture
// around its middle: x' = a·x + b·y, y' = c·x + d·y, with y downwards.
func (p *Pose) Matrix() (a, b, c, d float64) {
	const shear, stretch, press = 0.20, 0.07, 0.16
	along := math.Abs(p.LeanY)
	a = 1 - 0.5*stretch*along + 0.7*press*p.Squash
	d = 1 + stretch*along - press*p.Squash
	return a, -shear * p.LeanX, 0, d
}
