package authority

import (
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// skipTo makes the next tick the one after now.
func skipTo(a *Authority, now sim.Tick) {
	a.World().SetState(now, a.World().Players()...)
	a.proposed = now
}

// A restart of the ticks neither disconnects nor keeps anybody; plain text clients
// are sent the level too.
func TestRestartForEverybody(t *testing.T) {
	a := newGame(t, 8)
	skipTo(a, game.LastTick-6)
	c, w := enter(t, a, "")
	plain := a.AddClient(Plain, "nc")
	a.Tick()
	away := a.AddClient(Game, "away")
	away.Handle(&wire.Hello{Version: wire.Version, Name: "Ida"})
	a.Tick()
	token := only[*wire.Welcome](t, fetch(away)).Token
	away.Disconnect("cut")
	fetch(plain)
	fetch(c)
	for range 10 {
		press(c, 1, 1, 0)
		a.Tick()
	}
	first := game.TickAfter(game.LastTick, true)
	if now := a.World().Tick(); now < first || now > first+20 {
		t.Fatalf("it is tick %d", now)
	}
	if plain.Closed() || c.Closed() || a.PlayerCount() != 3 {
		t.Errorf("%v, %v, %d players", plain.Closed(), c.Closed(), a.PlayerCount())
	}
	only[*wire.Level](t, fetch(plain))
	for _, s := range all[*wire.PlayerInfo](fetch(c)) {
		if s.JoinTick > first+20 {
			t.Errorf("player %d is there since %d", s.ID, s.JoinTick)
		}
	}
	back := a.AddClient(Game, "back")
	back.Handle(&wire.Hello{Version: wire.Version, Token: token})
	a.Tick()
	if w2 := only[*wire.Welcome](t, fetch(back)); !w2.Resumed || w2.ID == w.ID {
		t.Errorf("%+v", w2)
	}
	back.Disconnect("cut")
	for range ResumeTicks + 2 {
		press(c, 1, 1, 0)
		a.Tick()
	}
	if a.PlayerCount() != 2 {
		t.Errorf("%d players after one was disconnected for a minute", a.PlayerCount())
	}
}
