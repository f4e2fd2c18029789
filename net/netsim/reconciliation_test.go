package netsim

import (
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
)

// walkTicks is how long the walker of the tests below walks.
const walkTicks = 2 * sim.TickRate

// walkedTick is what a client shows after a tick of that walk.
type walkedTick struct {
	x          int32 // as shown
	snapshot   bool  // one has arrived in this tick
	pending    int32 // inputs that were pending when it arrived
	acked      bool  // it acknowledges a step of the walk
	correction int32 // its size, or 0
}

// walkRight lets a player who stands walk right, 100 ms from the server each way
// with 30 snapshots a second and no smoothing, and then hold other keys. It
// returns what was shown in each tick from the first step on, relative to the
// start.
func walkRight(t *testing.T, r replica.Reconciliation, then sim.Input) []walkedTick {
	t.Helper()
	m, err := maze.FromRows([]string{
		"##########################",
		"#S.......................#",
		"#........................#",
		"#........................#",
		"#.......................E#",
		"##########################",
	})
	if err != nil {
		t.Fatal(err)
	}
	s := New(Config{Level: &maze.Level{Name: "hall", Maze: m}, Seed: *seedFlag, Clients: []ClientConfig{{
		Netem: both(netem.Conditions{Latency: 100 * time.Millisecond}),
	}}})
	join(t, s)
	s.Run(sim.TickRate)
	c := s.Clients[0]
	on := replica.DefaultSwitches
	on.Reconciliation, on.Smoothing = r, false
	c.SetSwitches(on)
	start := *c.PredictedPlayer()
	before, acked := c.InputSeqs()
	count := c.Stats().Corrections
	end := s.Ticks() + 1 + walkTicks
	c.Input = func(tick int) sim.Input {
		if tick < end {
			return sim.Right
		}
		return then
	}
	var seen []walkedTick
	for range walkTicks + 60 {
		s.Step()
		shown, ok := c.SelfPosition(s.Now())
		if !ok || shown.Y != start.Y && then == 0 {
			t.Fatalf("the walker is shown at %v", shown)
		}
		last, newest := c.InputSeqs()
		w := walkedTick{x: shown.X - start.X, snapshot: newest != acked, pending: int32(last - 1 - newest), acked: newest > before}
		if stats := c.Stats(); stats.Corrections != count {
			w.correction, count = stats.LastCorrection, stats.Corrections
		}
		seen, acked = append(seen, w), newest
	}
	if last := seen[len(seen)-1]; last.x != walkTicks*sim.WalkSpeed {
		t.Fatalf("%v: the walk ends %d units from the start, %d were walked", r, last.x, walkTicks*sim.WalkSpeed)
	}
	return seen
}

// A client that takes each state from the server for the present shows what it
// is good for in three phases, each as long as inputs are pending: it throws the
// walker back, then follows a round trip late, then carries on: past the point of
// the stop, or past the corner.
func TestSnapThrowsBackThenLagsThenCarriesOn(t *testing.T) {
	t.Run("to a stop", func(t *testing.T) { checkSnapPhases(t, walkRight(t, replica.ReconcileSnap, 0)) })
	t.Run("round a corner", func(t *testing.T) { checkSnapPhases(t, walkRight(t, replica.ReconcileSnap, sim.Down)) })
}

func checkSnapPhases(t *testing.T, walk []walkedTick) {
	t.Helper()
	const step = sim.WalkSpeed
	thrownBack, steady, carriedOn := 0, 0, 0
	var carry int32 // how far the walker has yet to go, by the pending inputs
	for i, w := range walk {
		walking := i < walkTicks
		switch {
		case walking && !w.acked: // nothing of the walk is known to the server, as far as the client knows
			if w.snapshot && i > 1 {
				thrownBack++
				if w.correction != 2*step || w.x != step {
					t.Errorf("tick %d: thrown back by %d to %d units, want %d and %d", i, w.correction, w.x, 2*step, step)
				}
			}
			if w.x > 2*step {
				t.Errorf("tick %d: already %d units away", i, w.x)
			}
		case walking:
			if w.snapshot {
				steady++
				carry = w.pending * step
			}
			late := int32(i+1)*step - w.x
			if late != carry || w.correction != 0 && steady > 1 {
				t.Errorf("tick %d: %d units late, want %d; a correction of %d", i, late, carry, w.correction)
			}
		case w.x != walkTicks*step:
			if w.snapshot {
				carriedOn++
				if w.correction == 0 {
					t.Errorf("tick %d: carried on without a correction", i)
				}
			}
			if i == walkTicks && w.x != walkTicks*step-carry {
				t.Errorf("at the stop %d units are to come, want %d", walkTicks*step-w.x, carry)
			}
		}
	}
	roundTrip := int(carry/step) / 2 // in snapshots
	if roundTrip < 6 || thrownBack < roundTrip-1 || thrownBack > roundTrip+1 || steady < 45 || carriedOn < roundTrip-1 || carriedOn > roundTrip+1 {
		t.Errorf("thrown back %d times, steady %d times, carried on %d times; a round trip has %d snapshots", thrownBack, steady, carriedOn, roundTrip)
	}
}

// Replay shows nothing of all that: each key is answered at once, and nothing
// jumps.
func TestReplayDoesNotJump(t *testing.T) {
	for _, r := range []replica.Reconciliation{replica.ReconcileReplay, replica.ReconcileIgnore} { // nothing is lost, so that is right, too
		for i, w := range walkRight(t, r, 0) {
			if want := int32(min(i+1, walkTicks)) * sim.WalkSpeed; w.x != want || w.correction != 0 {
				t.Fatalf("%v, tick %d: at %d units, want %d; a correction of %d", r, i, w.x, want, w.correction)
			}
		}
	}
}

// However often one chooses another way to reconcile on a bad network: what is
// shown moves only by keys and corrections, and with replay all agree again.
func TestChoosingToReconcile(t *testing.T) {
	bad := both(netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 80 * time.Millisecond, Loss: 20, Duplicate: 10, Reorder: 20})
	for seed := *seedFlag; seed < *seedFlag+5; seed++ {
		s := newSimulation(t, seed, bad, bad)
		join(t, s)
		s.Clients[0].SetInputRedundancy(1)
		for i := range 60 {
			for n, c := range s.Clients {
				on := replica.DefaultSwitches
				on.Reconciliation = replica.Reconciliations[(i+n*int(seed))%3]
				on.Smoothing = i%2 == 0
				c.SetSwitches(on)
			}
			s.Run(7 + i)
		}
		if n := s.Clients[0].Stats().Corrections; n < 100 {
			t.Errorf("%d corrections", n)
		}
		for _, c := range s.Clients {
			c.SetSwitches(replica.DefaultSwitches)
		}
		runUntilInSync(t, s)
		if t.Failed() {
			t.Fatalf("-seed %d gives it again", seed)
		}
	}
}
