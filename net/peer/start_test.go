package peer

import "testing"

// A game begins with one peer. Those that meet it get in, and it goes on when the
// one that began it has left.
func TestStartAlone(t *testing.T) {
	s := newSimulation(3)
	first := s.launch(-1)
	first.Start(Game{Name: "test", Level: testLevel, Seed: 5})
	s.run(60)
	s.launch(-1)
	s.launch(-1)
	for range 900 {
		if s.step(); s.all(3) {
			break
		}
	}
	if !s.all(3) {
		t.Fatalf("they are not in one game\n%s", s.describe())
	}
	first.Quit()
	s.run(300)
	s.fine(t)
	if st := s.procs[1].Status(); !first.Gone() || len(st.Members) != 2 || st.Frozen || st.Stable == 0 || st.Now < st.Settled {
		t.Errorf("after the first has left: %+v", st)
	}
	if n := len(s.procs[1].State().Players()); n != 2 {
		t.Errorf("%d players", n)
	}
}

// all reports whether every process plays, in a view of n members.
func (s *simulation) all(n int) bool {
	for _, p := range s.procs {
		if p.current == nil || len(p.current.members) != n {
			return false
		}
	}
	return true
}

// A closed link shows that somebody is lost sooner than silence does.
func TestHangup(t *testing.T) {
	still := func(hangup bool) int {
		s := scene(1, 4, 3, 1, 0)
		before := s.counters()
		s.procs[3].alive = false
		s.run(6) // what it has sent comes before the end of its links
		for _, p := range s.procs[:3] {
			if hangup {
				p.Hangup(s.procs[3].Process())
			}
		}
		s.run(200)
		s.fine(t)
		return s.stalls(before)[0]
	}
	silent, closed := still(false), still(true)
	if closed+15 > silent || closed == 0 {
		t.Errorf("stood still for %d ticks, %d without the closed links", closed, silent)
	}
}

// A full game lets nobody in until somebody has left.
func TestFullGame(t *testing.T) {
	s := newScene(0, 2)
	for _, p := range s.procs {
		p.cfg.MaxMembers = 2
	}
	p := s.launch(-1)
	if s.run(300); p.current != nil || !p.Watching() {
		t.Errorf("a third one plays in a game for two\n%s", s.describe())
	}
	s.procs[1].Quit()
	if !s.reaches(300, func() bool { return p.current != nil }) {
		t.Errorf("it does not get in\n%s", s.describe())
	}
	s.fine(t)
}
