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

// full is a game with n players, of whom there may be no more, and room for
// some who watch.
func full(t testing.TB, n, watchers int) (*Authority, []*Client) {
	t.Helper()
	a, clients := crowd(t, n)
	a.SetMaxWatchers(watchers)
	return a, clients
}

// knockAs says Hello and lets a tick pass.
func knockAs(a *Authority, name string, w wire.Watch) *Client {
	c := a.Open(Game, name)
	c.Receive(&wire.Hello{Version: wire.Version, Name: name, Watch: w})
	a.Tick()
	return c
}

func TestWatchesAFullGame(t *testing.T) {
	a, players := full(t, 2, 4)
	c := knockAs(a, "Cai", wire.WatchIfFull)
	a.Tick()
	msgs := fetch(c)
	w := only[*wire.Welcome](t, msgs)
	if msgs[0] != wire.Message(w) || w.ID != 0 || w.Avatar != wire.NoAvatar || w.Token != "" || wire.Check(w) != nil {
		t.Errorf("%+v", w)
	}
	if only[*wire.Level](t, msgs); len(all[*wire.Row](msgs)) != 5 || len(all[*wire.Who](msgs)) != 2 {
		t.Errorf("it was told %d messages", len(msgs))
	}
	if s := only[*wire.Snapshot](t, msgs); len(s.Bodies) != 2 || s.Ack != 0 || s.Waiting != 0 {
		t.Errorf("%+v", s)
	}
	if l := only[*wire.Line](t, msgs); l.Place != 1 || c.ID() != 0 || a.Players() != 2 || a.Watchers() != 1 {
		t.Errorf("%+v, %d players, %d watch", l, a.Players(), a.Watchers())
	}
	// It hears what goes on, and nobody hears of it.
	players[0].Receive(&wire.Say{ID: players[0].ID(), Text: "hello"})
	if m := only[*wire.Chat](t, fetch(c)); m.Text != "hello" {
		t.Errorf("%+v", m)
	}
	for _, p := range players {
		fetch(p)
	}
	for _, m := range []wire.Message{
		&wire.Say{ID: 1, Text: "x"}, &wire.Rename{ID: 1, Name: "x"}, &wire.Dress{ID: 1}, &wire.Quit{ID: 1},
		&wire.Inputs{ID: 1, First: 1, Moves: make([]wire.Move, 1)}, &wire.Walk{ID: 1, Dir: sim.Up},
	} {
		c.Receive(m)
		if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeWatch {
			t.Errorf("%T of one that watches: %+v", m, e)
		}
	}
	c.Receive(&wire.Hello{Version: wire.Version})
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeOrder || c.Ended() {
		t.Errorf("a second Hello: %+v", e)
	}
	a.Tick()
	for _, p := range players {
		if msgs := fetch(p); len(all[*wire.Who](msgs))+len(all[*wire.Chat](msgs)) != 0 {
			t.Errorf("a player heard %v", msgs)
		}
	}
}

// Its Pings keep the connection; without them it ends.
func TestWatchersAreHeard(t *testing.T) {
	a, _ := full(t, 1, 4)
	c, mute := knockAs(a, "Cai", wire.WatchAlways), knockAs(a, "Mute", wire.WatchAlways)
	for i := range SilentTicks + 2 {
		if i%60 == 0 {
			c.Receive(&wire.Ping{Time: 1})
		}
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(mute)); b.Code != wire.CodeTimeout || a.Watchers() != 1 {
		t.Errorf("%+v, %d watch", b, a.Watchers())
	}
	if msgs := fetch(c); c.Ended() || len(all[*wire.Pong](msgs)) == 0 || len(all[*wire.Line](msgs)) != 0 {
		t.Error("who pings was not heard, or stands in a line that it did not ask for")
	}
}

func TestWhoMayWatch(t *testing.T) {
	a, _ := full(t, 1, 2)
	for _, tc := range []struct {
		wish    wire.Watch
		refusal string
	}{
		{wire.WatchNever, "the game is full: 1 players"},
		{wire.WatchAlways, ""},
		{wire.WatchIfFull, ""},
		{wire.WatchIfFull, "2 watch already"},
		{wire.WatchAlways, "2 watch already"},
	} {
		c := knockAs(a, "x", tc.wish)
		byes := all[*wire.Bye](fetch(c))
		if c.Ended() != (tc.refusal != "") || c.Ended() && (byes[0].Code != wire.CodeFull || !strings.Contains(byes[0].Text, tc.refusal)) {
			t.Errorf("wish %d: ended %v, %+v", tc.wish, c.Ended(), byes)
		}
	}
	if plain := a.Open(Plain, "nc"); plain.ID() != 0 || only[*wire.Error](t, fetch(plain)).Code != wire.CodeFull {
		t.Error("a plain text client got in")
	}
	closed, _ := full(t, 1, 0)
	if c := knockAs(closed, "x", wire.WatchIfFull); !c.Ended() {
		t.Error("one watches where nobody may")
	}
	// A game that is not full has players, but for who only wants to watch.
	roomy := newGame(t, 4)
	roomy.SetMaxWatchers(1)
	if c, d := knockAs(roomy, "Cai", wire.WatchIfFull), knockAs(roomy, "Dio", wire.WatchAlways); c.ID() == 0 || d.ID() != 0 {
		t.Errorf("IDs %d and %d", c.ID(), d.ID())
	}
	// Who may not join may not watch, either.
	lock(a, "sesame")
	if c := knockAs(a, "x", wire.WatchIfFull); !c.Ended() || only[*wire.Bye](t, fetch(c)).Code != wire.CodePassword {
		t.Error("one watches without the password")
	}
}

// The line is fair: first come, first served; nobody gets past those who wait,
// and each hears of every step forward.
func TestTheLineIsFair(t *testing.T) {
	a, players := full(t, 3, 8)
	var line []*Client
	for i := range 5 {
		line = append(line, knockAs(a, fmt.Sprint("w", i), wire.WatchIfFull))
	}
	watcher := knockAs(a, "always", wire.WatchAlways)
	places := make([][]uint32, len(line))
	step := func() {
		a.Tick()
		for i, c := range line {
			for _, m := range all[*wire.Line](fetch(c)) {
				places[i] = append(places[i], m.Place)
			}
		}
	}
	step()
	players[1].Receive(&wire.Quit{ID: players[1].ID()})
	if late := knockAs(a, "late", wire.WatchNever); !late.Ended() {
		t.Error("one who does not wait got the place of those who do")
	}
	if plain := a.Open(Plain, "nc"); plain.ID() != 0 || only[*wire.Error](t, fetch(plain)).Code != wire.CodeFull {
		t.Error("a plain text client got the place of those who wait")
	}
	step()
	line[2].Gone("cable") // from the middle of the line
	step()
	players[0].Receive(&wire.Quit{ID: players[0].ID()})
	players[2].Receive(&wire.Quit{ID: players[2].ID()})
	step()
	var in []bool
	for _, c := range line {
		in = append(in, c.ID() != 0)
	}
	if !slices.Equal(in, []bool{true, true, false, true, false}) || watcher.ID() != 0 {
		t.Errorf("in the game are %v", in)
	}
	if want := [][]uint32{{1}, {2, 1}, {3, 2}, {4, 3, 2}, {5, 4, 3, 1}}; fmt.Sprint(places) != fmt.Sprint(want) {
		t.Errorf("they heard of the places %v, want %v", places, want)
	}
	if line[0].ID() > line[1].ID() || line[1].ID() > line[3].ID() {
		t.Error("they came in another order")
	}
}

// Who gets a place is greeted as a newcomer, with the name and look of its
// Hello, and is introduced to the others.
func TestGetsAPlace(t *testing.T) {
	a, players := full(t, 1, 8)
	a.SetGreeting("welcome")
	c := a.Open(Game, "Cai")
	look := wire.Look{Colour: 2, Shape: 3}
	c.Receive(&wire.Hello{Version: wire.Version, Name: "Cai", Look: look, Watch: wire.WatchIfFull, Password: "sesame"})
	a.Tick()
	if c.wish.Password != "" {
		t.Error("a password is kept")
	}
	if n := only[*wire.Error](t, fetch(c)); n.Text != "welcome" {
		t.Errorf("%+v", n)
	}
	players[0].Receive(&wire.Quit{ID: players[0].ID()})
	other := knockAs(a, "Dio", wire.WatchIfFull)
	msgs := fetch(c)
	w := only[*wire.Welcome](t, msgs)
	if w.ID == 0 || w.Token == "" || w.Avatar != 'A' || a.World().Player(w.ID) == nil || a.Watchers() != 1 {
		t.Fatalf("%+v, %d watch", w, a.Watchers())
	}
	if me := who(t, msgs, w.ID); me.Name != "Cai" || me.Look != look || len(all[*wire.Row](msgs)) != 5 || len(all[*wire.Error](msgs)) != 0 {
		t.Errorf("%+v", me)
	}
	if got := who(t, fetch(other), w.ID); got.Name != "Cai" {
		t.Errorf("%+v", got)
	}
	x := a.World().Player(w.ID).X
	press(c, 1, 1, sim.Right)
	a.Tick()
	if a.World().Player(w.ID).X == x {
		t.Error("it can't walk")
	}
}

// Who was cut off keeps its place for a while, even though others wait for it.
func TestCutOffMakesWayForTheLine(t *testing.T) {
	a, players := full(t, 2, 8)
	c := knockAs(a, "Cai", wire.WatchIfFull)
	token := a.players[0].token
	players[0].Gone("cable")
	for range MakeWayTicks - 1 {
		a.Tick()
	}
	if c.ID() != 0 {
		t.Fatal("the place was given away at once")
	}
	back := a.Open(Game, "back")
	back.Receive(&wire.Hello{Version: wire.Version, Token: token})
	a.Tick()
	if !only[*wire.Welcome](t, fetch(back)).Resumed {
		t.Fatal("it did not get its place back")
	}
	back.Gone("cable")
	for i := range MakeWayTicks + 1 {
		if i%100 == 0 {
			c.Receive(&wire.Ping{})
			players[1].Receive(&wire.Ping{})
		}
		a.Tick()
	}
	if c.ID() == 0 || a.Players() != 2 {
		t.Errorf("after 10 s it still waits; %d players", a.Players())
	}
}

func TestMorePlacesForTheLine(t *testing.T) {
	a, _ := full(t, 1, 8)
	c, d := knockAs(a, "Cai", wire.WatchIfFull), knockAs(a, "Dio", wire.WatchIfFull)
	a.SetMaxPlayers(2)
	next := &maze.Level{Name: "next", Maze: a.World().Maze()}
	a.SetLevel(next, 1) // and in the same tick another level
	a.Tick()
	if c.ID() == 0 || d.ID() != 0 || a.World().Player(c.ID()) == nil {
		t.Fatalf("IDs %d and %d", c.ID(), d.ID())
	}
	msgs := fetch(d)
	if levels := all[*wire.Level](msgs); levels[len(levels)-1].Number != 2 {
		t.Errorf("who watches did not hear of the level: %+v", levels)
	}
	if n := a.EndWatchers(wire.CodeBanned, func(label string) (string, bool) { return "go away", label == "Dio" }); n != 1 || !d.Ended() || c.Ended() {
		t.Errorf("%d ended", n)
	}
	if b := only[*wire.Bye](t, fetch(d)); b.Code != wire.CodeBanned || a.Watchers() != 0 {
		t.Errorf("%+v", b)
	}
}

// A copy of a game has a line of its own.
func TestCloneWithWatchers(t *testing.T) {
	a, players := full(t, 1, 8)
	c := knockAs(a, "Cai", wire.WatchIfFull)
	b, copies := a.Clone()
	players[0].Receive(&wire.Quit{ID: players[0].ID()})
	a.Tick()
	b.Tick()
	if c.ID() == 0 || copies[c].ID() != 0 || b.Watchers() != 1 || a.Watchers() != 0 || b.opened != a.opened {
		t.Fatal("the copy is not on its own")
	}
	copies[players[0]].Receive(&wire.Quit{ID: copies[players[0]].ID()})
	b.Tick()
	if copies[c].ID() != c.ID() {
		t.Error("the copy's line does not move")
	}
}

// A copy asks nobody who may join or speak: whoever counts the answers would
// count those of a game that is not played.
func TestCloneAsksNobody(t *testing.T) {
	a := newGame(t, 4)
	a.cfg.Admit = func(*Client, string) *wire.Fault { t.Error("it asks who may join"); return nil }
	a.cfg.Muted = func(*Client) sim.Tick { t.Error("it asks who is muted"); return 0 }
	b, _ := a.Clone()
	if _, w := enter(t, b, ""); w.ID != 1 || w.Token == "" {
		t.Errorf("%+v", w)
	}
}
