package authority

import (
	"slices"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// passSeconds runs the game while game clients send empty inputs and pings, as they
// do when nobody touches the keyboard.
func passSeconds(a *Authority, seconds int, clients ...*Client) {
	for i := range seconds * sim.TickRate {
		for _, c := range clients {
			if i%sim.TickRate == 0 {
				c.Handle(&wire.Ping{RTT: 1})
			}
			if p := c.player; p != nil {
				press(c, p.consumed+1, 1, 0)
			}
		}
		a.Tick()
		for _, c := range clients {
			c.outbox, c.sent = c.outbox[:0], 0
		}
	}
}

// idleOf returns for how many seconds a player is reported to be idle; -1: it is not
// reported.
func idleOf(a *Authority, id sim.ID) int {
	a.collectConnStats()
	for _, v := range a.connStats.Players {
		if v.ID == id {
			return int(v.Idle)
		}
	}
	return -1
}

// Whatever needs the keyboard ends idling; what a client sends by itself does not.
func TestIdle(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	nc := a.AddClient(Plain, "nc")
	a.Tick()
	rested := map[string]func(){
		"a key that is held": func() { press(c, c.player.consumed+1, 1, sim.Left) },
		"chat":               func() { c.Handle(&wire.SendChat{ID: c.ID(), Text: "hm"}) },
		"a name":             func() { c.Handle(&wire.Rename{ID: c.ID(), Name: "Eva"}) },
		"a look":             func() { c.Handle(&wire.SetAppearance{ID: c.ID(), Appearance: wire.Appearance{Colour: 2}}) },
	}
	for what, do := range rested {
		passSeconds(a, 61, c)
		if got := idleOf(a, c.ID()); got < 60 {
			t.Fatalf("before %s it is idle for %d s", what, got)
		}
		do()
		if got := idleOf(a, c.ID()); got != 0 {
			t.Errorf("after %s it is idle for %d s", what, got)
		}
	}
	if got := a.Player(nc.ID()).IdleTicks; got < 240*sim.TickRate || idleOf(a, nc.ID()) < 240 {
		t.Errorf("a plain text player is idle for %d ticks", got)
	}
	nc.Handle(&wire.WalkCell{ID: nc.ID(), Dir: sim.Right})
	if got := a.Player(nc.ID()).IdleTicks; got != 0 {
		t.Errorf("after a walk it is idle for %d ticks", got)
	}

	// Repeated inputs, and those of another player, do not count.
	passSeconds(a, 2, c)
	press(c, c.player.consumed, 1, sim.Left)
	c.Handle(&wire.SendChat{ID: nc.ID(), Text: "it was me"})
	a.SetLevel(corridor(t), 1)
	c.Disconnect("cable")
	if idleOf(a, c.ID()) != -1 {
		t.Error("a disconnected player is reported as idle")
	}
	c, _ = enter(t, a, w.Token)
	a.Tick()
	if got := idleOf(a, c.ID()); got < 2 {
		t.Errorf("a resumed player that has pressed nothing is idle for %d s", got)
	}
}

// A day without a key is reported as the longest time that fits.
func TestIdleForLong(t *testing.T) {
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	a.now = 25 * 3600 * sim.TickRate
	if got := idleOf(a, c.ID()); got != wire.MaxIdle || wire.Check(&a.connStats) != nil {
		t.Errorf("it is idle for %d s", got)
	}
}

// setIdle sets after how many seconds players are idle.
func setIdle(a *Authority, seconds int) { a.SetIdleTicks(sim.Tick(seconds * sim.TickRate)) }

// The next level does not wait for idle players, but waits for one that is back; it
// does not begin before somebody has reached the exit.
func TestNextLevelDoesNotWaitForIdle(t *testing.T) {
	a := newGame(t, 8)
	setIdle(a, 60)
	c, _ := enter(t, a, "")
	idle, _ := enter(t, a, "")
	for i := range 40 {
		press(c, uint32(i+1), 1, sim.Down)
		a.Tick()
	}
	if a.World().Player(c.ID()).ExitTick == 0 || a.AllFinished() {
		t.Fatal("one is out and the other is not")
	}
	passSeconds(a, 58, c, idle)
	if a.AllFinished() {
		t.Error("it waits for nobody after 59 s")
	}
	passSeconds(a, 5, c, idle) // now the one that is out has pressed nothing for long, too
	if !a.AllFinished() {
		t.Error("an idle player holds up everybody")
	}
	idle.Handle(&wire.SendChat{ID: idle.ID(), Text: "back"})
	if a.AllFinished() {
		t.Error("it does not wait for a player that is back")
	}
	passSeconds(a, 65, c, idle)
	a.SetLevel(corridor(t), 1)
	passSeconds(a, 65, c, idle)
	if a.AllFinished() {
		t.Error("all idle, none has found the exit, and the next level begins")
	}
	setIdle(a, 0)
	for i := range 40 {
		press(c, c.player.consumed+uint32(i)+1, 1, sim.Down)
		a.Tick()
	}
	if passSeconds(a, 65, c, idle); a.AllFinished() {
		t.Error("nobody idles where that is off")
	}
}

// The player that has been idle longest makes way for the first in the queue, and is
// told why; it is warned before.
func TestIdleMakesWay(t *testing.T) {
	a, clients := full(t, 3, 4)
	setIdle(a, 60)
	for i, c := range clients { // the last one has pressed something last
		c.Handle(&wire.SendChat{ID: c.ID(), Text: "hm"})
		passSeconds(a, i+1, clients...)
	}
	line := []*Client{spectateAs(a, "Cai", wire.SpectateIfFull), spectateAs(a, "Eva", wire.SpectateIfFull)}
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
					c.Handle(&wire.Ping{RTT: 1})
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
	const warning = "the game is full: press a key within 30 s or lose your slot to the next player in the queue"
	until("the first is warned", func() bool { return len(heard[clients[0]]) > 0 })
	if heard[clients[0]][0] != warning || len(heard[clients[1]]) > 0 {
		t.Errorf("told %v", heard)
	}
	clients[1].Handle(&wire.SendChat{ID: clients[1].ID(), Text: "I am here"})
	until("the first in line has a place", func() bool { return line[0].ID() != 0 })
	until("the second too", func() bool { return line[1].ID() != 0 })
	for i, want := range [][]string{{warning, wire.CodeIdle}, {warning}, {warning, wire.CodeIdle}} {
		if got := heard[clients[i]]; !slices.Equal(got, want) && i != 1 || i == 1 && slices.Contains(got, wire.CodeIdle) {
			t.Errorf("client %d was told %q, want %q", i, got, want)
		}
	}
	if a.PlayerCount() != 3 || a.byID[clients[1].ID()] == nil {
		t.Errorf("%d players", a.PlayerCount())
	}
}

// Without a queue, a newcomer gets the slot. Plain text clients can be idle too.
// Players that keep their slots do, and nobody loses one while others are free.
func TestIdleMakesWayForNewcomers(t *testing.T) {
	a, clients := full(t, 1, 0)
	a.cfg.KeepSlot = func(label string) bool { return label == "here" }
	setIdle(a, 60)
	passSeconds(a, 59, clients...)
	if c := spectateAs(a, "Cai", wire.SpectateNever); !c.Closed() {
		t.Error("a slot is free after 59 s")
	}
	passSeconds(a, 2, clients...)
	host := a.AddClient(Game, "here")
	host.Handle(&wire.Hello{Version: wire.Version})
	if a.Tick(); host.ID() == 0 || !clients[0].Closed() {
		t.Fatal("no slot is free after 61 s")
	}
	passSeconds(a, 61, host)
	if c := spectateAs(a, "Eva", wire.SpectateNever); !c.Closed() || host.Closed() {
		t.Error("a player that keeps its slot is evicted")
	}
	a.SetMaxPlayers(2)
	nc := a.AddClient(Plain, "nc")
	a.Tick()
	nc.Handle(&wire.WalkCell{ID: nc.ID(), Dir: sim.Up})
	passSeconds(a, 61, host)
	ida := spectateAs(a, "Ida", wire.SpectateNever)
	if ida.Closed() || !nc.Closed() || a.PlayerCount() != 2 {
		t.Errorf("%d players", a.PlayerCount())
	}
	setIdle(a, 0)
	passSeconds(a, 90, host, ida)
	if c := spectateAs(a, "Zoe", wire.SpectateNever); !c.Closed() || a.PlayerCount() != 2 {
		t.Error("it is off, and somebody makes way")
	}
}

// Players that keep their slots are not warned.
func TestNoIdleWarningForKeptSlots(t *testing.T) {
	for _, keeps := range []bool{false, true} {
		a, clients := full(t, 1, 0)
		a.cfg.KeepSlot = func(string) bool { return keeps }
		setIdle(a, 60)
		warnings := 0
		for i := range 61 * sim.TickRate {
			if i%sim.TickRate == 0 {
				clients[0].Handle(&wire.Ping{RTT: 1})
			}
			a.Tick()
			warnings += len(all[*wire.Error](fetch(clients[0])))
		}
		if want := map[bool]int{false: 1, true: 0}[keeps]; warnings != want {
			t.Errorf("keeps its slot: %v; %d warnings, want %d", keeps, warnings, want)
		}
	}
}
