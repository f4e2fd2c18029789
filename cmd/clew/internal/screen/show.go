package screen

import (
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
)

// show goes through a recording, and turns what is there at a moment into what a
// renderer draws.
type show struct {
	rec    *replay.Recording
	end    sim.Tick // how long it is shown
	at     int64    // the moment, in hundredths of a tick since the beginning
	now    sim.World
	next   sim.World // a tick later
	past   sim.World // for way
	follow sim.ID    // who is oneself; 0: nobody
	view   replica.View
}

// hundred is a tick in hundredths.
const hundred = 100

func newShow(rec *replay.Recording) *show {
	s := &show{rec: rec}
	s.view.Maze, s.view.Level = rec.Head.Level.Maze, rec.Head.Level.Name
	s.end = s.rec.Last() - s.rec.Head.Start
	for n := 0; n < goodbye && s.end > 0 && !s.somebody(s.end); n++ {
		s.end--
	}
	s.fill()
	return s
}

// goodbye is how many ticks without anybody are left out at the end: games end
// with everybody leaving.
const goodbye = 2 * sim.TickRate

// somebody reports whether there is anybody at a moment.
func (s *show) somebody(at sim.Tick) bool {
	s.rec.World(&s.now, s.rec.Head.Start+at)
	return len(s.now.Players()) > 0
}

// tick is the moment in whole ticks since the beginning.
func (s *show) tick() sim.Tick { return sim.Tick(s.at / hundred) }

// length is how many ticks there are.
func (s *show) length() sim.Tick { return s.end }

// seek goes to a moment, and reports whether that is another one.
func (s *show) seek(to sim.Tick) bool {
	at := int64(min(to, s.length())) * hundred
	if at == s.at {
		return false
	}
	s.at = at
	return true
}

// run goes on by a tick of the screen, at a speed in hundredths.
func (s *show) run(speed int) {
	s.at = min(s.at+int64(speed), int64(s.length())*hundred)
}

// fill shows the moment: between two ticks everybody is on their way from one
// to the other.
func (s *show) fill() {
	tick := s.rec.Head.Start + s.tick()
	s.rec.World(&s.now, tick)
	part := int32(s.at % hundred)
	if part != 0 {
		s.rec.World(&s.next, tick+1)
	}
	s.view.Tick, s.view.Figures = tick, s.view.Figures[:0]
	for _, p := range s.now.Players() {
		f := replica.Figure{
			ID: p.ID, Avatar: letter(p.ID), X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving,
			Exit: p.Exit, Self: p.ID == s.follow,
		}
		if q := s.next.Player(p.ID); part != 0 && q != nil {
			f.X += (q.X - p.X) * part / hundred
			f.Y += (q.Y - p.Y) * part / hundred
		}
		s.view.Figures = append(s.view.Figures, f)
	}
}

// letter is the letter of a player. A recording does not tell it: it is that of
// whoever comes into an empty game in that place.
func letter(id sim.ID) rune { return 'A' + rune((id-1)%26) }

// met says whether others are there than these.
func (s *show) met(ids []sim.ID) bool {
	players := s.now.Players()
	if len(players) != len(ids) {
		return true
	}
	for i := range players {
		if players[i].ID != ids[i] {
			return true
		}
	}
	return false
}

// present appends who is there.
func (s *show) present(ids []sim.ID) []sim.ID {
	for _, p := range s.now.Players() {
		ids = append(ids, p.ID)
	}
	return ids
}

// How far back the threads go that are laid after a jump, and how close their
// points are, in ticks.
const (
	wayBack = 12 * sim.TickRate
	wayStep = 6
)

// way lays the ways by which all have come to where they are.
func (s *show) way(add func(id sim.ID, x, y int32)) {
	start, now := s.rec.Head.Start, s.rec.Head.Start+s.tick()
	from := start
	if now-start > wayBack {
		from = now - wayBack
	}
	for t := from; t <= now; t += wayStep {
		s.rec.World(&s.past, t)
		for _, p := range s.past.Players() {
			add(p.ID, p.X, p.Y)
		}
	}
}
