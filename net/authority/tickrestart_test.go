package authority

import (
	"reflect"
	"testing"
	"unsafe"

	"clew/engine/sim"
	"clew/net/wire"
)

// ticksIn returns the fields of a struct that hold a tick.
func ticksIn(v any) map[string]*sim.Tick {
	all := map[string]*sim.Tick{}
	s := reflect.ValueOf(v).Elem()
	for i := range s.NumField() {
		if f := s.Field(i); f.Type() == reflect.TypeFor[sim.Tick]() {
			all[s.Type().Field(i).Name] = (*sim.Tick)(unsafe.Pointer(f.UnsafeAddr()))
		}
	}
	return all
}

// restartTicks moves every remembered tick back; a field that is added and forgotten
// there fails.
func TestRestartMovesEveryTick(t *testing.T) {
	a := newGame(t, 8)
	const now = sim.Tick(LastTick)
	a.world.SetState(now - 1)
	c, _ := enter(t, a, "")
	for name, field := range ticksIn(c) {
		*field = now - 5
		a.restartTicks(now)
		if *field != firstTick-5 {
			t.Errorf("Client.%s is %d, %d ticks before %d", name, *field, 5, firstTick)
		}
	}
	for name, field := range ticksIn(c.player) {
		*field = now - 5
		a.restartTicks(now)
		if *field != firstTick-5 {
			t.Errorf("player.%s is %d, %d ticks before %d", name, *field, 5, firstTick)
		}
		*field = 1
		if a.restartTicks(now); *field != 0 {
			t.Errorf("player.%s is %d, when it was long ago", name, *field)
		}
	}
	c.player.mutedUntil = MutedForever
	if a.restartTicks(now); c.player.mutedUntil != MutedForever {
		t.Error("for ever has ended")
	}
	if f := c.player.checkMuted(3); f == nil || f.Text != "you are muted for another 71582789 s" {
		t.Errorf("%v", f)
	}
}

// A restart of the ticks neither disconnects nor keeps anybody; plain text clients
// are sent the level too.
func TestRestartForEverybody(t *testing.T) {
	a := newGame(t, 8)
	a.world.SetState(LastTick - 6)
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
	if now := a.World().Tick(); now < firstTick || now > firstTick+20 {
		t.Fatalf("it is tick %d", now)
	}
	if plain.Closed() || c.Closed() || a.PlayerCount() != 3 {
		t.Errorf("%v, %v, %d players", plain.Closed(), c.Closed(), a.PlayerCount())
	}
	only[*wire.Level](t, fetch(plain))
	for _, s := range all[*wire.PlayerInfo](fetch(c)) {
		if s.Since > firstTick+20 {
			t.Errorf("player %d is there since %d", s.ID, s.Since)
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
