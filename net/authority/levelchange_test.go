package authority

import (
	"slices"
	"testing"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// corridor returns another level than newGame's.
func corridor(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"#######", "#######", "#..S.E#", "#######", "#######"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "corridor", Maze: m}
}

func TestSetLevel(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	plain := a.AddClient(Plain, "nc")
	for i := range 30 {
		press(c, uint32(i+1), 1, sim.Down)
		a.Tick()
	}
	if a.World().Player(w.ID).ExitTick == 0 {
		t.Fatal("the player did not reach the exit")
	}
	for range 5 {
		plain.Handle(&wire.WalkCell{ID: 2, Dir: sim.Right})
	}
	a.Tick()
	fetch(c)
	fetch(plain)

	late := a.AddClient(Game, "late")
	late.Handle(&wire.Hello{Version: wire.Version, Name: "Lee"})
	before := a.World().Tick()
	a.SetLevel(corridor(t), 3)
	a.Tick()
	if a.World().Tick() != before+1 || a.World().Maze().Width() != 7 {
		t.Fatalf("tick %d after %d", a.World().Tick(), before)
	}
	for _, id := range []sim.ID{1, 2, 3} {
		p := a.World().Player(id)
		if p == nil || p.Cell() != (maze.Cell{X: 3, Y: 2}) || p.ExitTick != 0 {
			t.Errorf("player %d: %+v", id, p)
		}
	}
	wantLevel(t, fetch(c), before+1, 2) // of the third it hears later
	if msgs := fetch(late); only[*wire.Welcome](t, msgs).ID != 3 {
		t.Error("a client that was about to join was not welcomed")
	} else {
		score := only[*wire.Score](t, msgs)
		if *score != (wire.Score{ID: w.ID, Points: 10}) {
			t.Errorf("%+v", score)
		}
		wantLevel(t, slices.DeleteFunc(msgs, func(m wire.Message) bool { return m == wire.Message(score) }), before+1, 3)
	}
	msgs := fetch(plain)
	if len(msgs) != 1+5+2 || only[*wire.Level](t, msgs).W != 7 || len(all[*wire.Row](msgs)) != 5 || len(all[*wire.PlayerCell](msgs)) != 2 {
		t.Errorf("the plain client got %v", msgs)
	}
	for range 40 {
		a.Tick()
	}
	if cells := all[*wire.PlayerCell](fetch(plain)); len(cells) != 1 || cells[0].ID != 3 {
		t.Errorf("walks of the old level are carried out in the new one: %v", cells)
	}
	press(c, 31, 1, sim.Right)
	a.Tick()
	if p := a.World().Player(w.ID); p.X != 3*sim.CellUnits+sim.CellUnits/2+sim.WalkSpeed {
		t.Errorf("the numbering of the inputs does not go on: %+v", p)
	}
}

// wantLevel checks that a game client is sent a new level, then who is in it, then
// where they are.
func wantLevel(t *testing.T, msgs []wire.Message, since sim.Tick, players int) {
	t.Helper()
	if l := only[*wire.Level](t, msgs); l.W != 7 || l.Name != "corridor" || len(all[*wire.Row](msgs)) != 5 {
		t.Errorf("%+v", l)
	}
	kind := func(m wire.Message) int {
		switch m.(type) {
		case *wire.Level, *wire.Row:
			return 1
		case *wire.PlayerInfo:
			return 2
		case *wire.Snapshot:
			return 3
		}
		return 0
	}
	if !slices.IsSortedFunc(msgs, func(a, b wire.Message) int { return kind(a) - kind(b) }) {
		t.Errorf("out of order: %v", msgs)
	}
	known := map[sim.ID]bool{}
	for _, m := range all[*wire.PlayerInfo](msgs) {
		known[m.ID] = true
		if m.JoinTick != since {
			t.Errorf("player %d since tick %d, not %d", m.ID, m.JoinTick, since)
		}
	}
	if len(known) != players {
		t.Errorf("%d players are introduced, not %d", len(known), players)
	}
}

// A disconnected player is in the new level when it comes back; one that leaves with
// the old level is not.
func TestSetLevelWhileDisconnected(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	gone, w2 := enter(t, a, "")
	stays, _ := enter(t, a, "")
	c.Disconnect("cable")
	fetch(stays)
	a.SetLevel(corridor(t), 3)
	gone.Handle(&wire.Quit{ID: w2.ID})
	a.Tick()
	if a.World().Player(w2.ID) != nil || len(a.World().Players()) != 2 {
		t.Errorf("%d players in the new level", len(a.World().Players()))
	}
	if l := only[*wire.PlayerLeft](t, fetch(stays)); l.ID != w2.ID {
		t.Errorf("%+v", l)
	}
	back := a.AddClient(Game, "test")
	back.Handle(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	msgs := fetch(back)
	if w := only[*wire.Welcome](t, msgs); !w.Resumed || only[*wire.Level](t, msgs).Name != "corridor" {
		t.Errorf("%+v", w)
	}
}

// The entries lead to the same game, over a change of the level too, and so does a
// copy of the game that is given the same messages.
func TestEntriesReplay(t *testing.T) {
	a := newGame(t, 8)
	again := a.State().Clone()
	entries := 0
	a.cfg.OnEntry = func(e *game.Entry, after *game.State) {
		entries++
		if _, err := again.Apply(e, nil); err != nil || again.Hash() != after.Hash() {
			t.Fatalf("tick %d is another one: %v", e.Tick, err)
		}
	}
	c, _ := enter(t, a, "")
	enter(t, a, "")
	a.Tick()
	a.SetLevel(corridor(t), 3)
	clone, clients := a.Clone()
	for i := range 90 {
		press(c, uint32(i+1), 1, sim.Right)
		press(clients[c], uint32(i+1), 1, sim.Right)
		a.Tick()
		clone.Tick()
	}
	if level, number := again.Level(); entries != 93 || level.Name != "corridor" || number != 2 {
		t.Errorf("%d entries, level %d: %q", entries, number, level.Name)
	}
	if clone.State().Hash() != a.State().Hash() {
		t.Error("a copy taken before the new level goes another way")
	}
}

// A client that resumes as the level changes is welcomed once, as a resumed one and
// without the greeting, and then sent the new level.
func TestResumeWhileTheLevelChanges(t *testing.T) {
	a := newGame(t, 8)
	a.SetGreeting("mind the walls")
	c, w := enter(t, a, "")
	a.SetLevel(corridor(t), 3)
	c.Disconnect("cable")
	back, is := enter(t, a, w.Token)
	if !is.Resumed || is.ID != w.ID || back.AwaitingWelcome() {
		t.Errorf("%+v", is)
	}
	c = a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Token: is.Token})
	a.SetLevel(corridor(t), 4)
	a.Tick()
	msgs := fetch(c)
	if w := only[*wire.Welcome](t, msgs); !w.Resumed || len(all[*wire.Level](msgs)) != 1 {
		t.Errorf("%+v, %d levels", w, len(all[*wire.Level](msgs)))
	}
	if e := all[*wire.Error](msgs); len(e) != 0 {
		t.Errorf("it is told %+v", e[0])
	}
}
