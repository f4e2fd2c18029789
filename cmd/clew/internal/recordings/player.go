package recordings

import (
	"slices"

	"clew/engine/sim"
	"clew/net/replica"
)

// Player plays a Replay at any speed and interpolates between ticks for the
// renderer.
type Player struct {
	replay Replay
	at     int64 // the moment, in hundredths of a tick since the beginning
	a, b   frame // the tick of the moment, and the next one, where it is needed
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
func NewPlayer(f Replay) *Player {
	s := &Player{replay: f}
	s.View(0)
	return s
}

// Tick returns the position in whole ticks from the start.
func (s *Player) Tick() sim.Tick { return sim.Tick(s.at / subticks) }

// Length returns the number of ticks.
func (s *Player) Length() sim.Tick { return s.replay.Length() }

// Seek jumps to a tick and reports whether the position changed.
func (s *Player) Seek(to sim.Tick) bool {
	at := int64(min(to, s.Length())) * subticks
	if at == s.at {
		return false
	}
	s.at = at
	return true
}

// Advance advances by one tick of the screen, at a speed in hundredths.
func (s *Player) Advance(speed int) {
	s.at = min(s.at+int64(speed), int64(s.Length())*subticks)
}

// Self returns the player that made the capture, if it is present, else 0.
func (s *Player) Self() sim.ID {
	s.loadFrames()
	if self := s.a.view.Self(); self != nil {
		return self.ID
	}
	return 0
}

// View returns the interpolated state at the position, with player follow as
// oneself, or nobody if that is 0. It is valid until the next call.
func (s *Player) View(follow sim.ID) *replica.View {
	s.loadFrames()
	a := &s.a.view
	s.view = replica.View{Maze: a.Maze, Level: a.Level, Tick: a.Tick, Players: append(s.view.Players[:0], a.Players...)}
	if part := int32(s.at % subticks); part != 0 {
		s.b.fill(s.replay, s.Tick()+1)
		s.interpolate(part)
	}
	for i := range s.view.Players {
		f := &s.view.Players[i]
		f.Self = f.ID == follow
	}
	return &s.view
}

// loadFrames loads the frame of the position.
func (s *Player) loadFrames() {
	if s.b.valid && s.b.tick == s.Tick() {
		s.a, s.b = s.b, s.a
	}
	s.a.fill(s.replay, s.Tick())
}

// fill loads a tick.
func (f *frame) fill(film Replay, tick sim.Tick) {
	if !f.valid || f.tick != tick {
		film.ViewAt(tick, &f.view)
		f.tick, f.valid = tick, true
	}
}

// interpolate moves everyone part hundredths of the way to their position a tick
// later.
func (s *Player) interpolate(part int32) {
	next := &s.b.view
	if next.Level != s.view.Level {
		return
	}
	for i := range s.view.Players {
		f := &s.view.Players[i]
		at := slices.IndexFunc(next.Players, func(g replica.PlayerView) bool { return g.ID == f.ID })
		if at < 0 {
			continue
		}
		g := &next.Players[at]
		if dx, dy := g.X-f.X, g.Y-f.Y; max(dx, -dx, dy, -dy) < sim.CellUnits { // else it was put there
			f.X += dx * part / subticks
			f.Y += dy * part / subticks
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
func (s *Player) Paths(add func(id sim.ID, x, y int32)) {
	now := s.Tick()
	s.replay.Paths(now-min(now, pathLength), now, pathInterval, add)
}
