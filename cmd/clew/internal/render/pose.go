package render

import "math"

// Durations, in seconds.
const (
	leanTime   = 0.055 // a lean is nine tenths done after 2.3 of these: 125 ms
	squashTime = 0.19  // a squash is over after this
	squashRise = 0.035 // and deepest after this
)

// pose is the posture of a body. The zero value stands still.
type pose struct {
	LeanX, LeanY float64 // -1 to 1: how far it leans each way
	Squash       float64 // 0 to 1: how flat it is

	moving   bool
	stoodFor float64 // how long it has stood, in seconds
}

// Step advances the pose by dt seconds. The body faces (dx,dy), each -1, 0 or 1,
// and either moves or stands.
func (p *pose) Step(dt, dx, dy float64, moving bool) {
	switch {
	case moving:
		p.stoodFor = squashTime
		p.Squash = 0
	case p.moving:
		p.stoodFor = 0
	}
	p.moving = moving
	if !moving {
		dx, dy = 0, 0
		p.stoodFor += dt
		p.Squash = squashAt(p.stoodFor)
	}
	k := 1 - math.Exp(-dt/leanTime)
	p.LeanX += (dx - p.LeanX) * k
	p.LeanY += (dy - p.LeanY) * k
}

// squashAt returns how flat a body is that has stood for t seconds.
func squashAt(t float64) float64 {
	if t >= squashTime {
		return 0
	}
	out := 1 - t/squashTime
	return min(t/squashRise, 1) * out * out
}

// Matrix returns the pose as a linear map (a b; c d) around the body's centre: x'
// = a·x + b·y, y' = c·x + d·y, with y downwards.
func (p *pose) Matrix() (a, b, c, d float64) {
	const shear, stretch, press = 0.20, 0.07, 0.16
	along := math.Abs(p.LeanY)
	a = 1 - 0.5*stretch*along + 0.7*press*p.Squash
	d = 1 + stretch*along - press*p.Squash
	return a, -shear * p.LeanX, 0, d
}
