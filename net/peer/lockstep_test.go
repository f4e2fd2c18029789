package peer

import (
	"testing"
)

// In lockstep nothing is guessed. With a delay as long as the way, a game still runs
// at full speed; with a shorter one it waits.
func TestLockstep(t *testing.T) {
	for _, c := range []struct{ oneWay, delay, atLeast, atMost int }{
		{3, 5, 600, 600},
		{3, 0, 190, 200},
		{6, 2, 190, 200},
	} {
		s := newSimulation(1)
		s.jitter, s.oneWay, s.window, s.delay = 0, c.oneWay, Lockstep, c.delay
		s.begin(4)
		s.run(300)
		before, rollbacks := s.procs[0].current.settled(), s.procs[0].Counters().Rollbacks
		s.run(600)
		s.fine(t)
		for _, p := range s.procs {
			n := p.current
			if ticks := int(n.settled() - before); ticks < c.atLeast || ticks > c.atMost {
				t.Errorf("%+v: process %d has settled %d ticks in 600", c, p.index, ticks)
			}
			if n.now != n.settled() || p.Counters().Rollbacks > rollbacks {
				t.Errorf("%+v: process %d is at tick %d, %d is settled: %+v", c, p.index, n.now, n.settled(), p.Counters())
			}
		}
	}
}

// People come and go in lockstep as in any game.
func TestLockstepRandomGames(t *testing.T) {
	for seed := uint64(1); seed <= 2; seed++ {
		s := newSimulation(seed)
		s.window, s.healAt = Lockstep, -1
		s.begin(2 + s.rng.IntN(4))
		for s.clock < gameTicks && s.checks.err == "" {
			s.turn()
		}
		if err := s.verdict(); err != "" {
			t.Errorf("seed %d: %s\n%s", seed, err, s.tail(20))
		}
	}
}

// A game goes over to lockstep in play, and back.
func TestLockstepInPlay(t *testing.T) {
	s := scene(1, 3, 3, 0, 0)
	for _, window := range []int{Lockstep, 0, Lockstep} {
		for _, p := range s.procs {
			p.SetWindow(window)
			if p.SetDelay(4); window == 0 {
				p.SetDelay(0)
			}
		}
		p := s.procs[0]
		for range 30 { // what was guessed is settled first
			if p.current.now == p.current.settled() {
				break
			}
			s.exchange()
		}
		before := p.current.settled()
		s.run(120)
		s.fine(t)
		if got := p.current.settled() - before; got < 100 {
			t.Errorf("with a window of %d, %d ticks are settled in 120", window, got)
		}
		if n := p.current; (window == Lockstep) != (n.now == n.settled()) {
			t.Errorf("with a window of %d: now %d, settled %d", window, n.now, n.settled())
		}
	}
}
