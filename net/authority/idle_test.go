package authority

import (
	"slices"
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

// setIdle lets players idle after so many seconds.
func setIdle(a *Authority, seconds int) { a.SetIdle(sim.Tick(seconds * sim.TickRate)) }

// The next level does not wait for who idles, whoever else is idle by then, but
// for who is back; and where nobody has found the exit, none begins.
func TestNextLevelWaitsForNobodyIdle(t *testing.T) {
	a := newGame(t, 8)
	setIdle(a, 60)
	c, _ := enter(t, a, "")
	idle, _ := enter(t, a, "")
	for i := range 40 {
		press(c, uint32(i+1), 1, sim.Down)
		a.Tick()
	}
	if a.World().Player(c.ID()).Exit == 0 || a.Finished() {
		t.Fatal("one is out and the other is not")
	}
	pass(a, 58, c, idle)
	if a.Finished() {
		t.Error("it waits for nobody after 59 s")
	}
	pass(a, 5, c, idle) // now the one that is out has pressed nothing for long, too
	if !a.Finished() {
		t.Error("who idles holds up everybody")
	}
	idle.Receive(&wire.Say{ID: idle.ID(), Text: "back"})
	if a.Finished() {
		t.Error("it does not wait for who is back")
	}
	pass(a, 65, c, idle)
	a.SetLevel(corridor(t), 1)
	pass(a, 65, c, idle)
	if a.Finished() {
		t.Error("all idle, none has found the exit, and the next level begins")
	}
	setIdle(a, 0)
	for i := range 40 {
		press(c, c.player.ack+uint32(i)+1, 1, sim.Down)
		a.Tick()
	}
	if pass(a, 65, c, idle); a.Finished() {
		t.Error("nobody idles where that is off")
	}
}

// Who idles makes way for the first in line, the longest idle first, and is told
// why; before that there is a warning.
func TestIdleMakesWay(t *testing.T) {
	a, clients := full(t, 3, 4)
	setIdle(a, 60)
	for i, c := range clients { // the last one has pressed something last
		c.Receive(&wire.Say{ID: c.ID(), Text: "hm"})
		pass(a, i+1, clients...)
	}
	line := []*Client{knockAs(a, "Cai", wire.WatchIfFull), knockAs(a, "Eva", wire.WatchIfFull)}
	everybody := append(clients, line...)
	heard := map[*Client][]string{} // notes, and the code of the Bye
	until := func(what string, ok func() bool) {
		t.Helper()
		for i := range 120 * sim.TickRate {
			if ok() {
				return
			}
			for _, c := range everybody {
				if i%sim.TickRate == 0 {
					c.Receive(&wire.Ping{Trip: 1})
				}
			}
			a.Tick()
			for _, c := range everybody {
				msgs := fetch(c)
				for _, m := range all[*wire.Error](msgs) {
					heard[c] = append(heard[c], m.Text)
				}
				for _, m := range all[*wire.Bye](msgs) {
					heard[c] = append(heard[c], m.Code)
				}
			}
		}
		t.Fatal("it never happened:", what)
	}
	const warning = "the game is full: press a key within 30 s, or your place is for whoever waits for one"
	until("the first is warned", func() bool { return len(heard[clients[0]]) > 0 })
	if heard[clients[0]][0] != warning || len(heard[clients[1]]) > 0 {
		t.Errorf("heard %v", heard)
	}
	clients[1].Receive(&wire.Say{ID: clients[1].ID(), Text: "I am here"})
	until("the first in line has a place", func() bool { return line[0].ID() != 0 })
	until("the second too", func() bool { return line[1].ID() != 0 })
	for i, want := range [][]string{{warning, wire.CodeIdle}, {warning}, {warning, wire.CodeIdle}} {
		if got := heard[clients[i]]; !slices.Equal(got, want) && i != 1 || i == 1 && slices.Contains(got, wire.CodeIdle) {
			t.Errorf("client %d heard %q, want %q", i, got, want)
		}
	}
	if a.Players() != 3 || a.byID[clients[1].ID()] == nil {
		t.Errorf("%d players", a.Players())
	}
}

// Where nobody stands in line, whoever comes gets the place, and a plain text
// client can idle as well; but who keeps its place does, and nobody loses one
// where there are others.
func TestIdleMakesWayForWhoComes(t *testing.T) {
	a, clients := full(t, 1, 0)
	a.cfg.KeepsPlace = func(label string) bool { return label == "here" }
	setIdle(a, 60)
	pass(a, 59, clients...)
	if c := knockAs(a, "Cai", wire.WatchNever); !c.Ended() {
		t.Error("after 59 s there is a place")
	}
	pass(a, 2, clients...)
	host := a.Open(Game, "here")
	host.Receive(&wire.Hello{Version: wire.Version})
	if a.Tick(); host.ID() == 0 || !clients[0].Ended() {
		t.Fatal("after 61 s there is no place")
	}
	pass(a, 61, host)
	if c := knockAs(a, "Eva", wire.WatchNever); !c.Ended() || host.Ended() {
		t.Error("who keeps its place makes way")
	}
	a.SetMaxPlayers(2)
	nc := a.Open(Plain, "nc")
	a.Tick()
	nc.Receive(&wire.Walk{ID: nc.ID(), Dir: sim.Up})
	pass(a, 61, host)
	ida := knockAs(a, "Ida", wire.WatchNever)
	if ida.Ended() || !nc.Ended() || a.Players() != 2 {
		t.Errorf("%d players", a.Players())
	}
	setIdle(a, 0)
	pass(a, 90, host, ida)
	if c := knockAs(a, "Zoe", wire.WatchNever); !c.Ended() || a.Players() != 2 {
		t.Error("it is off, and somebody makes way")
	}
}

// Nobody is warned who keeps its place.
func TestIdleWarnsNobodyWhoKeepsThePlace(t *testing.T) {
	for _, keeps := range []bool{false, true} {
		a, clients := full(t, 1, 0)
		a.cfg.KeepsPlace = func(string) bool { return keeps }
		setIdle(a, 60)
		warnings := 0
		for i := range 61 * sim.TickRate {
			if i%sim.TickRate == 0 {
				clients[0].Receive(&wire.Ping{Trip: 1})
			}
			a.Tick()
			warnings += len(all[*wire.Error](fetch(clients[0])))
		}
		if want := map[bool]int{false: 1, true: 0}[keeps]; warnings != want {
			t.Errorf("keeps its place: %v; %d warnings, want %d", keeps, warnings, want)
		}
	}
}
