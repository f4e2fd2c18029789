package authority

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// full returns a full game with n players, and room for some spectators.
func full(t testing.TB, n, spectators int) (*Authority, []*Client) {
	t.Helper()
	a, clients := crowd(t, n)
	a.SetMaxSpectators(spectators)
	return a, clients
}

// spectateAs adds a client that sends a Hello, and runs a tick.
func spectateAs(a *Authority, name string, w wire.Spectate) *Client {
	c := a.AddClient(Game, name)
	c.Handle(&wire.Hello{Version: wire.Version, Name: name, Spectate: w})
	a.Tick()
	return c
}

func TestSpectateFullGame(t *testing.T) {
	a, players := full(t, 2, 4)
	c := spectateAs(a, "Cai", wire.SpectateIfFull)
	a.Tick()
	msgs := fetch(c)
	w := only[*wire.Welcome](t, msgs)
	if msgs[0] != wire.Message(w) || w.ID != 0 || w.Avatar != wire.NoAvatar || w.Token != "" || wire.Check(w) != nil {
		t.Errorf("%+v", w)
	}
	if only[*wire.Level](t, msgs); len(all[*wire.Row](msgs)) != 5 || len(all[*wire.PlayerInfo](msgs)) != 2 {
		t.Errorf("it was told %d messages", len(msgs))
	}
	if s := only[*wire.Snapshot](t, msgs); len(s.Bodies) != 2 || s.Ack != 0 || s.Waiting != 0 {
		t.Errorf("%+v", s)
	}
	if l := only[*wire.QueuePosition](t, msgs); l.Position != 1 || c.ID() != 0 || a.PlayerCount() != 2 || a.SpectatorCount() != 1 {
		t.Errorf("%+v, %d players, %d spectators", l, a.PlayerCount(), a.SpectatorCount())
	}
	// It is told what happens, and nobody is told of it.
	players[0].Handle(&wire.SendChat{ID: players[0].ID(), Text: "hello"})
	a.Tick()
	if m := only[*wire.Chat](t, fetch(c)); m.Text != "hello" {
		t.Errorf("%+v", m)
	}
	for _, p := range players {
		fetch(p)
	}
	for _, m := range []wire.Message{
		&wire.SendChat{ID: 1, Text: "x"}, &wire.Rename{ID: 1, Name: "x"}, &wire.SetAppearance{ID: 1}, &wire.Quit{ID: 1},
		&wire.Inputs{ID: 1, First: 1, Frames: make([]wire.InputFrame, 1)}, &wire.WalkCell{ID: 1, Dir: sim.Up},
	} {
		c.Handle(m)
		if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeSpectator {
			t.Errorf("%T of a spectator: %+v", m, e)
		}
	}
	c.Handle(&wire.Hello{Version: wire.Version})
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeUnexpected || c.Closed() {
		t.Errorf("a second Hello: %+v", e)
	}
	a.Tick()
	for _, p := range players {
		if msgs := fetch(p); len(all[*wire.PlayerInfo](msgs))+len(all[*wire.Chat](msgs)) != 0 {
			t.Errorf("a player was told %v", msgs)
		}
	}
}

// A spectator's pings keep the connection alive.
func TestSpectatorTimeout(t *testing.T) {
	a, _ := full(t, 1, 4)
	c, mute := spectateAs(a, "Cai", wire.SpectateAlways), spectateAs(a, "Mute", wire.SpectateAlways)
	for i := range TimeoutTicks + 2 {
		if i%60 == 0 {
			c.Handle(&wire.Ping{Time: 1})
		}
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(mute)); b.Code != wire.CodeTimeout || a.SpectatorCount() != 1 {
		t.Errorf("%+v, %d spectators", b, a.SpectatorCount())
	}
	if msgs := fetch(c); c.Closed() || len(all[*wire.Pong](msgs)) == 0 || len(all[*wire.QueuePosition](msgs)) != 0 {
		t.Error("a spectator that pings timed out, or is in a queue that it did not ask for")
	}
}

func TestMaySpectate(t *testing.T) {
	a, _ := full(t, 1, 2)
	for _, tc := range []struct {
		wish    wire.Spectate
		refusal string
	}{
		{wire.SpectateNever, "the game is full: 1 players"},
		{wire.SpectateAlways, ""},
		{wire.SpectateIfFull, ""},
		{wire.SpectateIfFull, "there are 2 spectators already"},
		{wire.SpectateAlways, "there are 2 spectators already"},
	} {
		c := spectateAs(a, "x", tc.wish)
		byes := all[*wire.Bye](fetch(c))
		if c.Closed() != (tc.refusal != "") || c.Closed() && (byes[0].Code != wire.CodeFull || !strings.Contains(byes[0].Text, tc.refusal)) {
			t.Errorf("wish %d: ended %v, %+v", tc.wish, c.Closed(), byes)
		}
	}
	if plain := a.AddClient(Plain, "nc"); plain.ID() != 0 || only[*wire.Error](t, fetch(plain)).Code != wire.CodeFull {
		t.Error("a plain text client got in")
	}
	closed, _ := full(t, 1, 0)
	if c := spectateAs(closed, "x", wire.SpectateIfFull); !c.Closed() {
		t.Error("a client spectates though there are no slots")
	}
	// In a game with free slots only those spectate who ask for it always.
	roomy := newGame(t, 4)
	roomy.SetMaxSpectators(1)
	if c, d := spectateAs(roomy, "Cai", wire.SpectateIfFull), spectateAs(roomy, "Dio", wire.SpectateAlways); c.ID() == 0 || d.ID() != 0 {
		t.Errorf("IDs %d and %d", c.ID(), d.ID())
	}
	// A client that may not join may not spectate.
	lock(a, "sesame")
	if c := spectateAs(a, "x", wire.SpectateIfFull); !c.Closed() || only[*wire.Bye](t, fetch(c)).Code != wire.CodePassword {
		t.Error("a client spectates without the password")
	}
}

// The queue is first come, first served: nobody passes those who wait, and each is
// told of every step forward.
func TestQueueIsFair(t *testing.T) {
	a, players := full(t, 3, 8)
	var line []*Client
	for i := range 5 {
		line = append(line, spectateAs(a, fmt.Sprint("w", i), wire.SpectateIfFull))
	}
	spectator := spectateAs(a, "always", wire.SpectateAlways)
	places := make([][]uint32, len(line))
	step := func() {
		a.Tick()
		for i, c := range line {
			for _, m := range all[*wire.QueuePosition](fetch(c)) {
				places[i] = append(places[i], m.Position)
			}
		}
	}
	step()
	players[1].Handle(&wire.Quit{ID: players[1].ID()})
	if late := spectateAs(a, "late", wire.SpectateNever); !late.Closed() {
		t.Error("a newcomer got the slot that others wait for")
	}
	if plain := a.AddClient(Plain, "nc"); plain.ID() != 0 || only[*wire.Error](t, fetch(plain)).Code != wire.CodeFull {
		t.Error("a plain text client got the slot that others wait for")
	}
	step()
	line[2].Disconnect("cable") // from the middle of the line
	step()
	players[0].Handle(&wire.Quit{ID: players[0].ID()})
	players[2].Handle(&wire.Quit{ID: players[2].ID()})
	step()
	var in []bool
	for _, c := range line {
		in = append(in, c.ID() != 0)
	}
	if !slices.Equal(in, []bool{true, true, false, true, false}) || spectator.ID() != 0 {
		t.Errorf("in the game are %v", in)
	}
	if want := [][]uint32{{1}, {2, 1}, {3, 2}, {4, 3, 2}, {5, 4, 3, 1}}; fmt.Sprint(places) != fmt.Sprint(want) {
		t.Errorf("they were told the positions %v, want %v", places, want)
	}
	if line[0].ID() > line[1].ID() || line[1].ID() > line[3].ID() {
		t.Error("they came in another order")
	}
}

// A spectator that gets a slot is welcomed as a newcomer, with the name and the
// appearance in its Hello, and introduced to the others.
func TestSpectatorGetsSlot(t *testing.T) {
	a, players := full(t, 1, 8)
	a.SetGreeting("welcome")
	c := a.AddClient(Game, "Cai")
	look := wire.Appearance{Colour: 2, Shape: 3}
	c.Handle(&wire.Hello{Version: wire.Version, Name: "Cai", Appearance: look, Spectate: wire.SpectateIfFull, Password: "sesame"})
	a.Tick()
	if c.hello.Password != "" {
		t.Error("a password is kept")
	}
	if n := only[*wire.Error](t, fetch(c)); n.Text != "welcome" {
		t.Errorf("%+v", n)
	}
	players[0].Handle(&wire.Quit{ID: players[0].ID()})
	other := spectateAs(a, "Dio", wire.SpectateIfFull)
	msgs := fetch(c)
	w := only[*wire.Welcome](t, msgs)
	if w.ID == 0 || w.Token == "" || w.Avatar != 'A' || a.World().Player(w.ID) == nil || a.SpectatorCount() != 1 {
		t.Fatalf("%+v, %d spectators", w, a.SpectatorCount())
	}
	if me := lastInfo(t, msgs, w.ID); me.Name != "Cai" || me.Appearance != look || len(all[*wire.Row](msgs)) != 5 || len(all[*wire.Error](msgs)) != 0 {
		t.Errorf("%+v", me)
	}
	if got := lastInfo(t, fetch(other), w.ID); got.Name != "Cai" {
		t.Errorf("%+v", got)
	}
	x := a.World().Player(w.ID).X
	press(c, 1, 1, sim.Right)
	a.Tick()
	if a.World().Player(w.ID).X == x {
		t.Error("it can't walk")
	}
}

// A disconnected player keeps its slot for a while though others wait for it.
func TestDisconnectedMakesWayForQueue(t *testing.T) {
	a, players := full(t, 2, 8)
	c := spectateAs(a, "Cai", wire.SpectateIfFull)
	token := players[0].token
	players[0].Disconnect("cable")
	for range ReservedTicks - 1 {
		a.Tick()
	}
	if c.ID() != 0 {
		t.Fatal("the slot was given away at once")
	}
	back := a.AddClient(Game, "back")
	back.Handle(&wire.Hello{Version: wire.Version, Token: token})
	a.Tick()
	if !only[*wire.Welcome](t, fetch(back)).Resumed {
		t.Fatal("it did not get its slot back")
	}
	back.Disconnect("cable")
	for i := range ReservedTicks + 1 {
		if i%100 == 0 {
			c.Handle(&wire.Ping{})
			players[1].Handle(&wire.Ping{})
		}
		a.Tick()
	}
	if c.ID() == 0 || a.PlayerCount() != 2 {
		t.Errorf("after 10 s it still waits; %d players", a.PlayerCount())
	}
}

func TestMoreSlotsForQueue(t *testing.T) {
	a, _ := full(t, 1, 8)
	c, d := spectateAs(a, "Cai", wire.SpectateIfFull), spectateAs(a, "Dio", wire.SpectateIfFull)
	a.SetMaxPlayers(2)
	next := &maze.Level{Name: "next", Maze: a.World().Maze()}
	a.SetLevel(next, 1) // and in the same tick another level
	a.Tick()
	if c.ID() == 0 || d.ID() != 0 || a.World().Player(c.ID()) == nil {
		t.Fatalf("IDs %d and %d", c.ID(), d.ID())
	}
	msgs := fetch(d)
	if levels := all[*wire.Level](msgs); levels[len(levels)-1].Number != 2 {
		t.Errorf("a spectator was not sent the level: %+v", levels)
	}
	if n := a.CloseSpectators(wire.CodeBanned, func(label string) (string, bool) { return "go away", label == "Dio" }); n != 1 || !d.Closed() || c.Closed() {
		t.Errorf("%d ended", n)
	}
	if b := only[*wire.Bye](t, fetch(d)); b.Code != wire.CodeBanned || a.SpectatorCount() != 0 {
		t.Errorf("%+v", b)
	}
}

// A clone has a queue of its own.
func TestCloneWithSpectators(t *testing.T) {
	a, players := full(t, 1, 8)
	c := spectateAs(a, "Cai", wire.SpectateIfFull)
	b, copies := a.Clone()
	players[0].Handle(&wire.Quit{ID: players[0].ID()})
	a.Tick()
	b.Tick()
	if c.ID() == 0 || copies[c].ID() != 0 || b.SpectatorCount() != 1 || a.SpectatorCount() != 0 || b.clientsAdded != a.clientsAdded {
		t.Fatal("the copy is not on its own")
	}
	copies[players[0]].Handle(&wire.Quit{ID: copies[players[0]].ID()})
	b.Tick()
	if copies[c].ID() != c.ID() {
		t.Error("the copy's line does not move")
	}
}

// A clone does not call Admit: an owner that counts calls would count those of a
// game that is not played.
func TestCloneDoesNotAdmit(t *testing.T) {
	a := newGame(t, 4)
	a.cfg.Admit = func(*Client, string) *wire.ProtocolError { t.Error("Admit is called"); return nil }
	b, _ := a.Clone()
	if _, w := enter(t, b, ""); w.ID != 1 || w.Token == "" {
		t.Errorf("%+v", w)
	}
}
