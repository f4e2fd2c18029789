package peer

import (
	"testing"

	"clew/engine/sim"
)

// togetherFrom returns a simulation of peers that begin with StartTogether.
func togetherFrom(k int) *simulation {
	s := newSimulation(1)
	s.jitter, s.oneWay = 0, 3
	var wishes []Seat
	for range k {
		wishes = append(wishes, s.launch(-1).Wish())
	}
	for _, p := range s.procs {
		p.StartTogether(Game{Name: "test", Level: testLevel, Seed: 5}, wishes)
	}
	return s
}

// Those who start together are in one view from the first tick on, and wait for
// nobody.
func TestStartTogether(t *testing.T) {
	s := togetherFrom(3)
	s.run(60)
	s.fine(t)
	for i, p := range s.procs {
		if st := p.Status(); st.View.Number != 1 || len(st.Members) != 3 || st.Settled < 50 || st.Own != SeatID(i) || p.Counters().Stalls != 0 {
			t.Errorf("peer %d: %+v, %+v", i, st, p.Counters())
		}
	}
}

// A delay that changes in play costs no input, and a window that changes is kept.
func TestAdjustInPlay(t *testing.T) {
	s := togetherFrom(2)
	s.run(60)
	for _, delay := range []int{6, 0, 8, 2} {
		for _, p := range s.procs {
			p.SetDelay(delay)
			p.SetWindow(4 + delay)
		}
		for range 60 {
			s.step()
			for _, p := range s.procs {
				if c := p.current; c.now > c.settled()+sim.Tick(4+delay) {
					t.Fatalf("with a window of %d: now %d, settled %d", 4+delay, c.now, c.settled())
				}
			}
		}
		p := s.procs[0]
		if ahead := p.current.own.in.known - p.current.now; ahead != sim.Tick(delay) {
			t.Errorf("with a delay of %d own inputs are known %d ticks ahead", delay, ahead)
		}
	}
	s.fine(t)
	if st := s.procs[0].Status(); st.Settled < 240 {
		t.Errorf("the game stands: %+v", st)
	}
}
