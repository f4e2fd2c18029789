package reel

import "clew/engine/sim"

// speed is a share of the usual speed.
type speed struct {
	ticks, per int
	name       string
}

// speeds are those that there are, the slowest first.
var speeds = [...]speed{
	{1, 60, "1/60×"}, {1, 30, "1/30×"}, {1, 15, "1/15×"}, {1, 8, "1/8×"}, {1, 4, "1/4×"}, {1, 2, "1/2×"},
	{1, 1, "1×"}, {2, 1, "2×"}, {4, 1, "4×"},
}

const usual = 6 // index of 1:1 in speeds

// Speed is the speed as people write it: 1/60× to 4×.
func (r *Reel) Speed() string { return speeds[r.speed].name }

// Hurry makes it faster by so many steps, or slower.
func (r *Reel) Hurry(steps int) {
	r.speed = min(max(r.speed+steps, 0), len(speeds)-1)
	r.owed = 0
}

// Play plays on, or pauses. At its end the game begins again.
func (r *Reel) Play() {
	r.Playing = !r.Playing
	if r.Playing && r.At() == r.Ticks() {
		r.Go(0)
	}
}

// Tick lets 1/60 of a second of the person's time pass. held is what a person
// at a client holds down, and may be nil where nobody plays.
func (r *Reel) Tick(held func(client int) sim.Input) {
	if !r.Playing {
		return
	}
	s := speeds[r.speed]
	r.owed += s.ticks
	n := r.owed / s.per
	r.owed %= s.per
	for range min(n, r.Ticks()-r.At()) {
		if r.AtEdge() {
			r.extend(held)
		}
		r.scene.Run(1)
	}
	r.Playing = r.At() < r.Ticks()
}
