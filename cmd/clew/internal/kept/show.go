package kept

import (
	"slices"

	"clew/engine/sim"
	"clew/net/replica"
)

// Show goes through a Film at any speed, and turns what is there at a moment
// into what a renderer draws.
type Show struct {
	film Film
	at   int64 // the moment, in hundredths of a tick since the beginning
	a, b frame // the tick of the moment, and the next one, where it is needed
	view replica.View
}

// frame is what is there after a tick.
type frame struct {
	view  replica.View
	tick  sim.Tick
	valid bool
}

// hundred is a tick in hundredths.
const hundred = 100

// NewShow is a show at its beginning.
func NewShow(f Film) *Show {
	s := &Show{film: f}
	s.Fill(0)
	return s
}

// Tick is the moment in whole ticks since the beginning.
func (s *Show) Tick() sim.Tick { return sim.Tick(s.at / hundred) }

// Length is how many ticks there are.
func (s *Show) Length() sim.Tick { return s.film.Length() }

// Seek goes to a moment, and reports whether that is another one.
func (s *Show) Seek(to sim.Tick) bool {
	at := int64(min(to, s.Length())) * hundred
	if at == s.at {
		return false
	}
	s.at = at
	return true
}

// Run goes on by a tick of the screen, at a speed in hundredths.
func (s *Show) Run(speed int) {
	s.at = min(s.at+int64(speed), int64(s.Length())*hundred)
}

// Keeper is who kept the game, if that is one of those who are there; else 0.
func (s *Show) Keeper() sim.ID {
	s.turn()
	if self := s.a.view.Self(); self != nil {
		return self.ID
	}
	return 0
}

// Fill gives the moment, with a player as oneself; 0: nobody. Between two ticks
// everybody is on their way from one to the other. It is valid until the next
// call.
func (s *Show) Fill(follow sim.ID) *replica.View {
	s.turn()
	a := &s.a.view
	s.view = replica.View{Maze: a.Maze, Level: a.Level, Tick: a.Tick, Figures: append(s.view.Figures[:0], a.Figures...)}
	if part := int32(s.at % hundred); part != 0 {
		s.b.fill(s.film, s.Tick()+1)
		s.between(part)
	}
	for i := range s.view.Figures {
		f := &s.view.Figures[i]
		f.Self = f.ID == follow
	}
	return &s.view
}

// turn has frame a show the tick of the moment.
func (s *Show) turn() {
	if s.b.valid && s.b.tick == s.Tick() {
		s.a, s.b = s.b, s.a
	}
	s.a.fill(s.film, s.Tick())
}

// fill makes the frame that of a tick.
func (f *frame) fill(film Film, tick sim.Tick) {
	if !f.valid || f.tick != tick {
		film.View(tick, &f.view)
		f.tick, f.valid = tick, true
	}
}

// between moves everybody a part, in hundredths, of their way to where they are
// a tick later.
func (s *Show) between(part int32) {
	next := &s.b.view
	if next.Level != s.view.Level {
		return
	}
	for i := range s.view.Figures {
		f := &s.view.Figures[i]
		at := slices.IndexFunc(next.Figures, func(g replica.Figure) bool { return g.ID == f.ID })
		if at < 0 {
			continue
		}
		g := &next.Figures[at]
		if dx, dy := g.X-f.X, g.Y-f.Y; max(dx, -dx, dy, -dy) < sim.CellUnits { // else it was put there
			f.X += dx * part / hundred
			f.Y += dy * part / hundred
		}
	}
}

// How far back the threads go that are laid after a jump, and how close their
// points are, in ticks.
const (
	wayBack = 12 * sim.TickRate
	wayStep = 6
)

// Ways lays the ways by which all have come to where they are.
func (s *Show) Ways(add func(id sim.ID, x, y int32)) {
	now := s.Tick()
	s.film.Ways(now-min(now, wayBack), now, wayStep, add)
}
