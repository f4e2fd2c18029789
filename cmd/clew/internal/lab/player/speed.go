package player

import "clew/engine/sim"

// speed is a playback speed.
type speed struct {
	ticks, per int
	name       string
}

// speeds are the playback speeds, slowest first.
var speeds = [...]speed{
	{1, 60, "1/60×"}, {1, 30, "1/30×"}, {1, 15, "1/15×"}, {1, 8, "1/8×"}, {1, 4, "1/4×"}, {1, 2, "1/2×"},
	{1, 1, "1×"}, {2, 1, "2×"}, {4, 1, "4×"},
}

const normalSpeed = 6 // index of 1× in speeds

// Speed returns the label of the playback speed, 1/60× to 4×.
func (r *Player) Speed() string { return speeds[r.speed].name }

// ChangeSpeed changes the speed by a number of steps.
func (r *Player) ChangeSpeed(steps int) {
	r.speed = min(max(r.speed+steps, 0), len(speeds)-1)
	r.remainder = 0
}

// Play plays or pauses. At its end the game restarts.
func (r *Player) Play() {
	r.Playing = !r.Playing
	if r.Playing && r.Tick() == r.Ticks() {
		r.Seek(0)
	}
}

// Update plays for 1/60 s of real time. held returns the input of the human at
// a client; it may be nil if no human plays.
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
