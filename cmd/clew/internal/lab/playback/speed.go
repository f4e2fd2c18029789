package playback

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
func (p *Player) Speed() string { return speeds[p.speed].name }

// ChangeSpeed changes the speed by a number of steps.
func (p *Player) ChangeSpeed(steps int) {
	p.speed = min(max(p.speed+steps, 0), len(speeds)-1)
	p.remainder = 0
}

// Play plays or pauses. At its end the game restarts.
func (p *Player) Play() {
	p.Playing = !p.Playing
	if p.Playing && p.Tick() == p.Ticks() {
		p.Seek(0)
	}
}

// Update plays for 1/60 s of real time. held returns the input of the human at
// a client; it may be nil if no human plays.
func (p *Player) Update(held func(client int) sim.Input) {
	if !p.Playing {
		return
	}
	s := speeds[p.speed]
	p.remainder += s.ticks
	n := p.remainder / s.per
	p.remainder %= s.per
	for range min(n, p.Ticks()-p.Tick()) {
		if p.AtLiveEdge() {
			p.playLiveTick(held)
		}
		p.state.Run(1)
	}
	p.Playing = p.Tick() < p.Ticks()
}
