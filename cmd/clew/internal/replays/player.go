package replays

import (
	"slices"

	"clew/engine/sim"
	"clew/net/replica"
)

// Player plays a Replay at any speed and interpolates between ticks for the
// renderer.
type Player struct {
	replay Replay
	at     int64 // position in subticks
	a, b   frame // the tick at the position, and the next one if needed
	view   replica.View
}

// frame is the state after a tick.
type frame struct {
	view  replica.View
	tick  sim.Tick
	valid bool
}

// subticks is the number of steps in a tick.
const subticks = 100

// NewPlayer returns a Player at the start.
func NewPlayer(replay Replay) *Player {
	p := &Player{replay: replay}
	p.View(0)
	return p
}

// Tick returns the position in whole ticks from the start.
func (p *Player) Tick() sim.Tick { return sim.Tick(p.at / subticks) }

// Length returns the number of ticks.
func (p *Player) Length() sim.Tick { return p.replay.Length() }

// Seek jumps to a tick and reports whether the position changed.
func (p *Player) Seek(tick sim.Tick) bool {
	position := int64(min(tick, p.Length())) * subticks
	if position == p.at {
		return false
	}
	p.at = position
	return true
}

// Advance advances by one tick of the screen, at a speed in hundredths.
func (p *Player) Advance(speed int) {
	p.at = min(p.at+int64(speed), int64(p.Length())*subticks)
}

// Self returns the player that made the capture, if it is present, else 0.
func (p *Player) Self() sim.ID {
	p.loadFrames()
	if self := p.a.view.Self(); self != nil {
		return self.ID
	}
	return 0
}

// View returns the interpolated state at the position, with player follow as
// oneself, or nobody if that is 0. It is valid until the next call.
func (p *Player) View(follow sim.ID) *replica.View {
	p.loadFrames()
	a := &p.a.view
	p.view = replica.View{Maze: a.Maze, Level: a.Level, Dark: a.Dark, Tick: a.Tick, Players: append(p.view.Players[:0], a.Players...)}
	if fraction := int32(p.at % subticks); fraction != 0 {
		p.b.fill(p.replay, p.Tick()+1)
		p.interpolate(fraction)
	}
	for i := range p.view.Players {
		player := &p.view.Players[i]
		player.Self = player.ID == follow
	}
	return &p.view
}

// loadFrames loads the frame of the position.
func (p *Player) loadFrames() {
	if p.b.valid && p.b.tick == p.Tick() {
		p.a, p.b = p.b, p.a
	}
	p.a.fill(p.replay, p.Tick())
}

// fill loads a tick.
func (f *frame) fill(replay Replay, tick sim.Tick) {
	if !f.valid || f.tick != tick {
		replay.ViewAt(tick, &f.view)
		f.tick, f.valid = tick, true
	}
}

// interpolate moves everyone fraction hundredths of the way to their position a tick
// later.
func (p *Player) interpolate(fraction int32) {
	next := &p.b.view
	if next.Level != p.view.Level {
		return
	}
	for i := range p.view.Players {
		player := &p.view.Players[i]
		index := slices.IndexFunc(next.Players, func(after replica.PlayerView) bool { return after.ID == player.ID })
		if index < 0 {
			continue
		}
		after := &next.Players[index]
		if dx, dy := after.X-player.X, after.Y-player.Y; max(dx, -dx, dy, -dy) < sim.CellUnits { // else it was moved there
			player.X += dx * fraction / subticks
			player.Y += dy * fraction / subticks
		}
	}
}

// How far back trails are rebuilt after a jump, and the interval between their
// points, in ticks.
const (
	pathLength   = 12 * sim.TickRate
	pathInterval = 6
)

// Paths passes on the recent paths of all players.
func (p *Player) Paths(add func(id sim.ID, x, y int32)) {
	now := p.Tick()
	p.replay.Paths(now-min(now, pathLength), now, pathInterval, add)
}

// How much of what a player saw is found again after a jump, and the interval
// between the places, in ticks.
const (
	exploredLength   = 120 * sim.TickRate
	exploredInterval = 15
)

// LongPaths passes on where all players were in the last two minutes, from which
// follows what they saw.
func (p *Player) LongPaths(add func(id sim.ID, x, y int32)) {
	now := p.Tick()
	p.replay.Paths(now-min(now, exploredLength), now, exploredInterval, add)
}

// Chat returns what was said after one tick and up to another.
func (p *Player) Chat(after, upTo sim.Tick) []ChatLine { return p.replay.Chat(after, upTo) }
