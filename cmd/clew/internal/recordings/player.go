package recordings

import (
	"slices"

	"clew/engine/sim"
	"clew/net/replica"
)

// Player goes through a Film at any speed, and turns what is there at a moment
// into what a renderer draws.
type Player struct {
	replay Replay
	at     int64 // the moment, in hundredths of a tick since the beginning
	a, b   frame // the tick of the moment, and the next one, where it is needed
	view   replica.View
}

// frame is what is there after a tick.
type frame struct {
	view  replica.View
	tick  sim.Tick
	valid bool
}

// subticks is a tick in hundredths.
const subticks = 100

// NewPlayer is a show at its beginning.
func NewPlayer(f Replay) *Player {
	s := &Player{replay: f}
	s.View(0)
	return s
}

// Tick is the moment in whole ticks since the beginning.
func (s *Player) Tick() sim.Tick { return sim.Tick(s.at / subticks) }

// Length is how many ticks there are.
func (s *Player) Length() sim.Tick { return s.replay.Length() }

// Seek goes to a moment, and reports whether that is another one.
func (s *Player) Seek(to sim.Tick) bool {
	at := int64(min(to, s.Length())) * subticks
	if at == s.at {
		return false
	}
	s.at = at
	return true
}

// Advance goes on by a tick of the screen, at a speed in hundredths.
func (s *Player) Advance(speed int) {
	s.at = min(s.at+int64(speed), int64(s.Length())*subticks)
}

// Self is who kept the game, if that is one of those who are there; else 0.
func (s *Player) Self() sim.ID {
	s.loadFrames()
	if self := s.a.view.Self(); self != nil {
		return self.ID
	}
	return 0
}

// View gives the moment, with a player as oneself; 0: nobody. Between two ticks
// everybody is on their way from one to the other. It is valid until the next
// call.
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

// loadFrames has frame a show the tick of the moment.
func (s *Player) loadFrames() {
	if s.b.valid && s.b.tick == s.Tick() {
		s.a, s.b = s.b, s.a
	}
	s.a.fill(s.replay, s.Tick())
}

// fill makes the frame that of a tick.
func (f *frame) fill(film Replay, tick sim.Tick) {
	if !f.valid || f.tick != tick {
		film.ViewAt(tick, &f.view)
		f.tick, f.valid = tick, true
	}
}

// interpolate moves everybody a part, in hundredths, of their way to where they are
// a tick later.
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

// How far back the threads go that are laid after a jump, and how close their
// points are, in ticks.
const (
	pathLength   = 12 * sim.TickRate
	pathInterval = 6
)

// Paths lays the ways by which all have come to where they are.
func (s *Player) Paths(add func(id sim.ID, x, y int32)) {
	now := s.Tick()
	s.replay.Paths(now-min(now, pathLength), now, pathInterval, add)
}
