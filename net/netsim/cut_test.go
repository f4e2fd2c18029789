package netsim

import (
	"fmt"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/session"
	"clew/net/wire"
)

// newCorridorGame is a game of one client that walks to and fro along a corridor.
func newCorridorGame(t testing.TB, redundancy int) *Simulation {
	t.Helper()
	m, err := maze.FromRows([]string{"####################", "#S.................#", "##################.#", "##################E#", "####################"})
	if err != nil {
		t.Fatal(err)
	}
	keys := func(tick int) sim.Input {
		if tick/120%2 == 0 {
			return sim.Right
		}
		return sim.Left
	}
	r := New(Config{Level: &maze.Level{Name: "corridor", Maze: m}, Seed: *seedFlag,
		Clients: []ClientConfig{{Redundancy: redundancy, Input: keys}}})
	join(t, r)
	for r.tick%120 != 20 { // in the midst of a walk in one direction
		r.Step()
	}
	return r
}

// A cut of 0.7 s is one correction, of about a cell where each message repeats
// as much as it can, and of all that was walked where it repeats nothing.
func TestCutIsOneCorrection(t *testing.T) {
	for redundancy, want := range map[int][2]int32{wire.MaxInputFrames: {cell / 2, 2 * cell}, 1: {3 * cell, 6 * cell}} {
		r := newCorridorGame(t, redundancy)
		r.Clients[0].Cut(700 * time.Millisecond)
		r.Run(90)
		s := r.Clients[0].Stats()
		if s.Corrections != 1 || s.MaxCorrection < want[0] || s.MaxCorrection > want[1] {
			t.Errorf("redundancy %d: %d corrections, the greatest of %.2f cells", redundancy, s.Corrections, float64(s.MaxCorrection)/cell)
		}
		runUntilInSync(t, r)
	}
}

// One's own player halts in a longer cut, and says so; then it goes on.
func TestLongCutHalts(t *testing.T) {
	r := newCorridorGame(t, wire.MaxInputFrames)
	c := r.Clients[0]
	for range 4 { // restarted each time, as by a player who keeps pressing the key
		if c.Status().PredictionHalted {
			t.Fatal("halted although too little is pending")
		}
		c.Cut(700 * time.Millisecond)
		r.Run(15)
	}
	where := *c.PredictedPlayer()
	r.Run(15)
	if !c.Status().PredictionHalted || c.PredictedPlayer().X != where.X || !c.IsCut() {
		t.Errorf("after 1.25 s of a cut: %+v, from %d to %d", c.Status(), where.X, c.PredictedPlayer().X)
	}
	r.Run(60)
	if c.Status().PredictionHalted || c.IsCut() || c.PredictedPlayer().X == where.X {
		t.Errorf("after the cut: %+v at %d", c.Status(), c.PredictedPlayer().X)
	}
	runUntilInSync(t, r)
}

// What is said during a cut is heard after it.
func TestCutHoldsWhatIsSaid(t *testing.T) {
	r := newSimulation(t, *seedFlag, netem.Config{}, netem.Config{})
	join(t, r)
	r.Run(30)
	r.Clients[1].Events()
	r.Clients[0].Cut(700 * time.Millisecond)
	r.Clients[0].SendChat("hello")
	heard := func() bool {
		for _, n := range r.Clients[1].Events() {
			if n.Text == "hello" {
				return true
			}
		}
		return false
	}
	r.Run(40)
	if heard() {
		t.Error("heard through the cut")
	}
	r.Run(10)
	if !heard() {
		t.Error("not heard after it")
	}
}

// However long all that may be lost is, in either direction: once it is no more,
// the game goes on, over the same connection or a new one.
func TestLossOfEverythingEnds(t *testing.T) {
	all := netem.Conditions{Loss: 100}
	for name, wire := range map[string]netem.Config{
		"up": {Up: all}, "down": {Down: all}, "both": both(all), "stream": {Up: all, Down: all, Stream: true},
	} {
		for _, ticks := range []int{30, 90, 400, 1500} {
			t.Run(fmt.Sprint(name, " for ", ticks), func(t *testing.T) {
				r := newSimulation(t, *seedFlag, netem.Config{}, netem.Config{})
				join(t, r)
				c := r.Clients[0]
				c.SetNetem(wire)
				r.Run(ticks)
				c.SetNetem(netem.Config{})
				r.Run(20 * sim.TickRate) // what is held by then, and the longest wait for a try
				if s := c.Status(); s.State != session.Playing {
					t.Fatalf("%+v", s)
				}
				made, _ := c.InputSeqs()
				r.Run(30)
				if now, _ := c.InputSeqs(); now == made {
					t.Error("no more inputs are made")
				}
				runUntilInSync(t, r)
			})
		}
	}
}
