package peer

import (
	"fmt"
	"strings"
	"testing"

	"clew/engine/sim"
)

// watchMending keeps in told what the peers of a simulation tell from now on, by kind.
func (s *simulation) watchMending(told map[EventKind][]Event) {
	for _, p := range s.procs {
		before := p.cfg.OnEvent
		p.cfg.OnEvent = func(e Event) {
			before(e)
			told[e.Kind] = append(told[e.Kind], e)
		}
	}
}

// A field that one peer has wrong is named, with its tick, within a second, and set
// right within two; of two peers the oldest is right.
func TestDivergenceIsNamedAndMended(t *testing.T) {
	for _, k := range []int{2, 3, 5} {
		for wrong := range k {
			for _, field := range []string{"X", "points"} {
				s := scene(uint64(k), k, 3, 2, 2)
				told := map[EventKind][]Event{}
				s.watchMending(told)
				p := s.procs[wrong]
				at := p.current.settled()
				if !p.Diverge(p.player(), field, 1) {
					t.Fatal("nothing diverges")
				}
				want := fmt.Sprintf("tick %d: player %d %s ", at, p.player(), field)
				named, mended := 0, 0
				for i := 1; i <= 240 && mended == 0; i++ {
					s.step()
					if len(told[Desync]) > 0 && named == 0 {
						named = i
					}
					if len(told[Mended]) > 0 {
						mended = i
					}
				}
				t.Logf("%d peers, %d wrong, %s: named after %d ticks, mended after %d", k, wrong, field, named, mended)
				if named == 0 || named > 60 || mended == 0 || mended > 120 {
					t.Errorf("named after %d ticks, mended after %d", named, mended)
				}
				for _, e := range told[Desync] {
					if !strings.HasPrefix(e.Text, want) {
						t.Errorf("%q, not %q", e.Text, want)
					}
				}
				s.run(90)
				s.agreeNow(t)
			}
		}
	}
}

// agreeNow fails the test if two peers have another game at the newest tick that both keep.
func (s *simulation) agreeNow(t *testing.T) {
	t.Helper()
	a := s.procs[0].current
	for _, p := range s.procs[1:] {
		tick := min(a.settled(), p.current.settled())
		if x, y := a.ledger.page(tick), p.current.ledger.page(tick); x == nil || y == nil || x.mark != y.mark {
			t.Errorf("process %d differs at tick %d", p.index, tick)
		}
	}
}

// Marks of guesses would raise false alarms; those of what is settled raise none.
func TestMarksAreOfSettledTicks(t *testing.T) {
	for _, without := range []Rule{0, RuleSettledMarks} {
		s := newSimulation(3)
		s.without, s.oneWay = without, 4
		s.begin(3)
		differs := sim.Tick(0)
		for i := 0; i < 300 && differs == 0; i++ {
			s.step()
			for _, p := range s.procs {
				for _, q := range p.current.members {
					differs = max(differs, q.differs)
				}
			}
		}
		if (differs > 0) != (without != 0) {
			t.Errorf("without rule %d: differs at tick %d", without, differs)
		}
	}
}

// A peer whose game is wrong for the third time within a minute leaves; the others play
// on. One that has gone wrong twice long ago is mended again.
func TestGivesUpMending(t *testing.T) {
	for _, pause := range []int{300, 2000} {
		s := scene(4, 3, 3, 2, 2)
		told := map[EventKind][]Event{}
		s.watchMending(told)
		p := s.procs[1]
		for range 3 {
			p.Diverge(p.player(), "points", 1)
			s.run(pause)
		}
		gaveUp := len(told[GaveUpMending]) == 1 && p.Gone()
		if wanted := pause < mendTime/2; gaveUp != wanted {
			t.Errorf("wrong every %d ticks: left: %v", pause, gaveUp)
		}
		s.fine(t)
		if members := len(s.procs[0].Status().Members); gaveUp && members != 2 || !gaveUp && members != 3 {
			t.Errorf("wrong every %d ticks: %d members", pause, members)
		}
	}
}

// Of a member that sends games that do not decode, only a few are looked at.
func TestBadDumpsAreRationed(t *testing.T) {
	s := scene(5, 2, 3, 0, 0)
	a, b := s.procs[0], s.procs[1]
	n := a.current
	q := n.memberOf(b.Process())
	q.differs = n.settled()
	read := 0
	for range 60 {
		n.p.clock++
		for range 20 {
			before := q.readAt
			n.hearDump(q, &Dump{In: n.in(), Tick: n.settled(), Checkpoint: []byte("no game")})
			if q.readAt != before {
				read++
			}
		}
	}
	if read == 0 || read > 60/traceEvery {
		t.Errorf("%d of 1200 were decoded", read)
	}
}
