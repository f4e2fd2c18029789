package authority

import (
	"testing"

	"clew/net/wire"
)

// While the game is full, a plain text client that has never sent anything makes
// way for whoever wants in, the longest first, but not before its time. Who has
// said something stays, and while there is room so does everybody.
func TestTheSilentMakeWay(t *testing.T) {
	comes := map[string]func(a *Authority) *Client{
		"a game client":      func(a *Authority) *Client { return knockAs(a, "Ana", wire.WatchNever) },
		"a person":           func(a *Authority) *Client { return a.Open(Plain, "nc") },
		"the first who wait": nil,
	}
	for name, come := range comes {
		a := newGame(t, 4)
		a.SetMaxWatchers(1)
		talks, first, second, enters := a.Open(Plain, "1"), a.Open(Plain, "2"), a.Open(Plain, "3"), a.Open(Plain, "4")
		a.Tick()
		talks.Receive(&wire.Walk{ID: talks.ID(), Dir: 1})
		enters.Spoke()
		var waits *Client
		if come == nil {
			waits = knockAs(a, "Wim", wire.WatchIfFull)
		}
		for now := a.World().Tick(); now < WordlessTicks-1; now = a.World().Tick() {
			if a.Tick(); waits != nil {
				waits.Receive(&wire.Ping{Time: uint64(now)}) // it is alive
			}
		}
		if c := knockAs(a, "early", wire.WatchNever); !c.Ended() || first.Ended() {
			t.Errorf("%s: one got in before its time", name)
		}
		a.Tick()
		if come == nil {
			a.Tick()
		} else {
			waits = come(a)
		}
		if bye := only[*wire.Bye](t, fetch(first)); *bye != (wire.Bye{Code: wire.CodeFull, Text: "say something to keep a place"}) {
			t.Errorf("%s: %+v", name, bye)
		}
		if waits.ID() == 0 || talks.Ended() || second.Ended() || enters.Ended() || a.Players() != 4 {
			t.Errorf("%s: player %d; who talked ended %v, who came later %v, who sent a line end %v", name, waits.ID(), talks.Ended(), second.Ended(), enters.Ended())
		}
	}
	a := newGame(t, 2)
	c := a.Open(Plain, "nc")
	for range WordlessTicks + 100 {
		a.Tick()
	}
	if knockAs(a, "Ana", wire.WatchNever).ID() == 0 || c.Ended() {
		t.Error("one had to go although there is room")
	}
}
