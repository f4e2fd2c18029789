package authority

import (
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// pass lets so many ticks pass, in which game clients send inputs without a key
// and say that they are there, as they do when nobody touches the keyboard.
func pass(a *Authority, seconds int, clients ...*Client) {
	for i := range seconds * sim.TickRate {
		for _, c := range clients {
			if i%sim.TickRate == 0 {
				c.Receive(&wire.Ping{Trip: 1})
			}
			if p := c.player; p != nil {
				press(c, p.ack+1, 1, 0)
			}
		}
		a.Tick()
		for _, c := range clients {
			c.out, c.sent = c.out[:0], 0
		}
	}
}

// idleOf is for how many seconds a player is told to be idle, -1: nothing is
// told of it.
func idleOf(a *Authority, id sim.ID) int {
	a.takeHealth()
	for _, v := range a.health.Players {
		if v.ID == id {
			return int(v.Idle)
		}
	}
	return -1
}

// What is done with the keyboard counts, what a client does by itself doesn't.
func TestIdle(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	nc := a.Open(Plain, "nc")
	a.Tick()
	rested := map[string]func(){
		"a key that is held": func() { press(c, c.player.ack+1, 1, sim.Left) },
		"chat":               func() { c.Receive(&wire.Say{ID: c.ID(), Text: "hm"}) },
		"a name":             func() { c.Receive(&wire.Rename{ID: c.ID(), Name: "Eva"}) },
		"a look":             func() { c.Receive(&wire.Dress{ID: c.ID(), Look: wire.Look{Colour: 2}}) },
	}
	for what, do := range rested {
		pass(a, 61, c)
		if got := idleOf(a, c.ID()); got < 60 {
			t.Fatalf("before %s it is idle for %d s", what, got)
		}
		do()
		if got := idleOf(a, c.ID()); got != 0 {
			t.Errorf("after %s it is idle for %d s", what, got)
		}
	}
	if got := a.Person(nc.ID()).Idle; got < 240*sim.TickRate || idleOf(a, nc.ID()) < 240 {
		t.Errorf("who plays in plain text is idle for %d ticks", got)
	}
	nc.Receive(&wire.Walk{ID: nc.ID(), Dir: sim.Right})
	if got := a.Person(nc.ID()).Idle; got != 0 {
		t.Errorf("after a walk it is idle for %d ticks", got)
	}

	// What is repeated, and what is not its own, was not pressed now.
	pass(a, 2, c)
	press(c, c.player.ack, 1, sim.Left)
	c.Receive(&wire.Say{ID: nc.ID(), Text: "it was me"})
	a.SetLevel(corridor(t), 1)
	c.Gone("cable")
	if idleOf(a, c.ID()) != -1 {
		t.Error("who is cut off is told to be idle")
	}
	c, _ = enter(t, a, w.Token)
	a.Tick()
	if got := idleOf(a, c.ID()); got < 2 {
		t.Errorf("who is back, and has pressed nothing, is idle for %d s", got)
	}
}

// A day without a key is told as much as there is room for.
func TestIdleForLong(t *testing.T) {
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	a.world.Assume(25 * 3600 * sim.TickRate)
	if got := idleOf(a, c.ID()); got != wire.MaxIdle || wire.Check(&a.health) != nil {
		t.Errorf("it is idle for %d s", got)
	}
}
