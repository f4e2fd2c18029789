package authority

import (
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// walking adds a client and makes it walk until its inputs are used up.
func walking(t *testing.T, a *Authority) *Client {
	t.Helper()
	c, _ := enter(t, a, "")
	press(c, 1, 6, sim.Right)
	for a.Player(c.ID()).QueuedInputs > 0 {
		a.Tick()
	}
	if p := a.World().Player(c.ID()); !p.Moving {
		t.Fatal("the player does not walk")
	}
	return c
}

// A player whose client disconnects stops in the next tick for everybody; one that
// comes back walks on.
func TestDisconnectedStops(t *testing.T) {
	a := newGame(t, 2)
	c := walking(t, a)
	p := a.World().Player(c.ID())
	press(c, 7, 4, sim.Right)
	a.Tick()
	x, facing := p.X, p.Facing
	c.Disconnect("cable")
	var walks []sim.Command
	for tick := range 3 {
		a.Tick()
		walks = append(walks, a.state.Commands()...)
		if p.Moving || p.X != x || p.Facing != facing {
			t.Errorf("tick %d after the cut: %+v", tick+1, *p)
		}
	}
	if len(walks) != 1 || walks[0] != (sim.Command{ID: p.ID, Kind: sim.Walk}) {
		t.Errorf("the cut gave the commands %v, want one empty walk", walks)
	}
	back, w := enter(t, a, "token1")
	press(back, w.Seq+1, 1, sim.Right)
	if a.Tick(); !p.Moving {
		t.Error("the resumed player does not walk")
	}
}

// A player without inputs stops after StarvedTicks and not before: a late input is
// not a stop.
func TestStarvedStops(t *testing.T) {
	a := newGame(t, 2)
	c := walking(t, a)
	p := a.World().Player(c.ID())
	for tick := 1; tick < StarvedTicks; tick++ {
		if a.Tick(); !p.Moving {
			t.Fatalf("it stands after %d ticks without an input", tick)
		}
	}
	var walks []sim.Command
	for range 100 {
		a.Tick()
		walks = append(walks, a.state.Commands()...)
	}
	if p.Moving || len(walks) != 1 || walks[0].Input != 0 {
		t.Errorf("%+v after the commands %v, want one empty walk", *p, walks)
	}
	press(c, 7, 1, sim.Right)
	fetch(c)
	for range 2 { // a snapshot is every second tick
		a.Tick()
	}
	if s := all[*wire.Snapshot](fetch(c)); !p.Moving || len(s) == 0 || s[0].Ack != 7 {
		t.Errorf("the next input: %+v, %+v", *p, s)
	}
}

// A player that stands gets no Walk when its client disconnects, nor does one that a
// new level has put on a start.
func TestStandingGetsNoWalk(t *testing.T) {
	a := newGame(t, 2)
	c := walking(t, a)
	press(c, 7, 1, 0)
	a.Tick()
	d := walking(t, a)
	a.SetLevel(a.cfg.Level, 2)
	a.Tick()
	var walks []sim.Command
	c.Disconnect("cable")
	d.Disconnect("cable")
	for range 2 * StarvedTicks {
		a.Tick()
		walks = append(walks, a.state.Commands()...)
	}
	if len(walks) != 0 {
		t.Errorf("commands %v", walks)
	}
}
