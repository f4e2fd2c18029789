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

// pace is how fast a game is played.
type pace struct {
	Playing bool

	speed     int // index of speeds
	remainder int // fraction of a tick not played yet
}

// Speed returns the label of the playback speed, 1/60× to 4×.
func (p *pace) Speed() string { return speeds[p.speed].name }

// ChangeSpeed changes the speed by a number of steps.
func (p *pace) ChangeSpeed(steps int) {
	p.speed = min(max(p.speed+steps, 0), len(speeds)-1)
	p.remainder = 0
}

// due returns how many ticks to play in 1/60 s of real time.
func (p *pace) due() int {
	s := speeds[p.speed]
	p.remainder += s.ticks
	n := p.remainder / s.per
	p.remainder %= s.per
	return n
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
	for range min(p.due(), p.Ticks()-p.Tick()) {
		if p.AtLiveEdge() {
			p.playLiveTick(held)
		}
		p.state.Run(1)
	}
	p.Playing = p.Tick() < p.Ticks()
}
