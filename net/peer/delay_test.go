package peer

import "testing"

// A delay that adapts grows while the way to one of the others is long, so that nobody
// has to guess more than half a window in most ticks, and is the chosen one again when
// the way is short.
func TestDelayAdapts(t *testing.T) {
	for _, c := range []struct{ oneWay, jitter, least, most int }{
		{2, 0, DefaultDelay, DefaultDelay},
		{8, 0, DefaultDelay, 3},
		{11, 0, 5, 6},
		{10, 3, 6, 8},
		{25, 0, MaxDelay, MaxDelay},
	} {
		s := newSimulation(1)
		s.oneWay, s.jitter, s.adapt = c.oneWay, c.jitter, true
		s.begin(3)
		s.run(600)
		for _, p := range s.procs {
			if d := p.Status().Delay; d < c.least || d > c.most {
				t.Errorf("%d ticks one way, and up to %d more: a delay of %d, not %d to %d", c.oneWay, c.jitter, d, c.least, c.most)
			}
		}
		clear(s.latency)
		s.oneWay, s.jitter = 1, 0
		s.run(1200)
		for _, p := range s.procs {
			if d := p.Status().Delay; d != DefaultDelay {
				t.Errorf("after %d ticks one way, on a fast network: a delay of %d", c.oneWay, d)
			}
		}
		s.fine(t)
	}
}

// A delay is changed at most once in two seconds, however the network may change, and
// not because of somebody who is lost.
func TestDelayKeepsStill(t *testing.T) {
	s := newSimulation(2)
	s.oneWay, s.jitter, s.loss, s.adapt = 6, 8, 10, true
	s.begin(4)
	last, at, changes := make([]int, 4), make([]int, 4), 0
	for tick := range 3600 {
		if tick%300 == 0 {
			clear(s.latency)
			s.oneWay = 4 + s.rng.IntN(8)
		}
		s.step()
		for i, p := range s.procs {
			if d := p.Status().Delay; d != last[i] {
				if tick-at[i] < delayHeld && at[i] > 0 {
					t.Errorf("tick %d: peer %d changed its delay after %d ticks", tick, i, tick-at[i])
				}
				last[i], at[i] = d, tick
				changes++
			}
		}
	}
	if changes < 12 {
		t.Errorf("only %d changes: the test shows nothing", changes)
	}
	s.fine(t)

	s = newSimulation(3)
	s.oneWay, s.jitter, s.adapt = 4, 0, true
	s.begin(4)
	s.run(600)
	s.procs[3].alive = false
	for range 600 {
		s.step()
		for _, p := range s.procs[:3] {
			if d := p.Status().Delay; d != DefaultDelay {
				t.Fatalf("because of a lost peer a delay of %d", d)
			}
		}
	}
}

// SetDelay ends the adaption.
func TestSetDelayIsKept(t *testing.T) {
	s := newSimulation(1)
	s.oneWay, s.jitter, s.adapt = 12, 0, true
	s.begin(2)
	s.run(600)
	s.procs[0].SetDelay(1)
	s.run(600)
	if a, b := s.procs[0].Status().Delay, s.procs[1].Status().Delay; a != 1 || b <= DefaultDelay {
		t.Errorf("delays of %d and %d", a, b)
	}
}
