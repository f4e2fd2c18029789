package player

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

const normalSpeed = 6 // index of 1:1 in speeds

// Speed is the speed as people write it: 1/60× to 4×.
func (r *Player) Speed() string { return speeds[r.speed].name }

// ChangeSpeed makes it faster by so many steps, or slower.
func (r *Player) ChangeSpeed(steps int) {
	r.speed = min(max(r.speed+steps, 0), len(speeds)-1)
	r.remainder = 0
}

// Play plays on, or pauses. At its end the game begins again.
func (r *Player) Play() {
	r.Playing = !r.Playing
	if r.Playing && r.Tick() == r.Ticks() {
		r.Seek(0)
	}
}

// Update lets 1/60 of a second of the person's time pass. held is what a person
// at a client holds down, and may be nil where nobody plays.
func (r *Player) Update(held func(client int) sim.Input) {
	if !r.Playing {
		return
	}
	s := speeds[r.speed]
	r.remainder += s.ticks
	n := r.remainder / s.per
	r.remainder %= s.per
	for range min(n, r.Ticks()-r.Tick()) {
		if r.AtLiveEdge() {
			r.playLiveTick(held)
		}
		r.state.Run(1)
	}
	r.Playing = r.Tick() < r.Ticks()
}
