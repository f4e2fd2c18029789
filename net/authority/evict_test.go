package authority

import (
	"testing"

	"clew/net/wire"
)

// In a full game, plain text clients that have never sent anything make way for
// newcomers after a while, the longest silent first. Clients that have sent
// something stay, and while there is room so does everybody.
func TestEvictSilent(t *testing.T) {
	comes := map[string]func(a *Authority) *Client{
		"a game client":      func(a *Authority) *Client { return spectateAs(a, "Ana", wire.SpectateNever) },
		"a person":           func(a *Authority) *Client { return a.AddClient(Plain, "nc") },
		"the first who wait": nil,
	}
	for name, come := range comes {
		a := newGame(t, 4)
		a.SetMaxSpectators(1)
		talks, first, second, enters := a.AddClient(Plain, "1"), a.AddClient(Plain, "2"), a.AddClient(Plain, "3"), a.AddClient(Plain, "4")
		a.Tick()
		talks.Handle(&wire.WalkCell{ID: talks.ID(), Dir: 1})
		enters.DataArrived()
		var waits *Client
		if come == nil {
			waits = spectateAs(a, "Wim", wire.SpectateIfFull)
		}
		for now := a.World().Tick(); now < SilentPlainTicks-1; now = a.World().Tick() {
			if a.Tick(); waits != nil {
				waits.Handle(&wire.Ping{Time: uint64(now)}) // it is alive
			}
		}
		if c := spectateAs(a, "early", wire.SpectateNever); !c.Closed() || first.Closed() {
			t.Errorf("%s: one got in before its time", name)
		}
		a.Tick()
		if come == nil {
			a.Tick()
		} else {
			waits = come(a)
			a.Tick()
		}
		if bye := only[*wire.Bye](t, fetch(first)); *bye != (wire.Bye{Code: wire.CodeFull, Text: "type something to keep your slot"}) {
			t.Errorf("%s: %+v", name, bye)
		}
		if waits.ID() == 0 || talks.Closed() || second.Closed() || enters.Closed() || a.PlayerCount() != 4 {
			t.Errorf("%s: player %d; who talked ended %v, who came later %v, who sent a line end %v", name, waits.ID(), talks.Closed(), second.Closed(), enters.Closed())
		}
	}
	a := newGame(t, 2)
	c := a.AddClient(Plain, "nc")
	for range SilentPlainTicks + 100 {
		a.Tick()
	}
	if spectateAs(a, "Ana", wire.SpectateNever).ID() == 0 || c.Closed() {
		t.Error("one had to go although there is room")
	}
}
