package authority

import (
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// joinAs adds a game client with this Hello, and returns it with its Welcome and
// its other messages.
func joinAs(t testing.TB, a *Authority, h wire.Hello) (*Client, *wire.Welcome, []wire.Message) {
	t.Helper()
	h.Version = wire.Version
	c := a.AddClient(Game, "test")
	c.Handle(&h)
	a.Tick()
	msgs := fetch(c)
	return c, only[*wire.Welcome](t, msgs), msgs
}

// lastInfo returns the last PlayerInfo of a player.
func lastInfo(t testing.TB, msgs []wire.Message, id sim.ID) *wire.PlayerInfo {
	t.Helper()
	var last *wire.PlayerInfo
	for _, w := range all[*wire.PlayerInfo](msgs) {
		if w.ID == id {
			last = w
		}
	}
	if last == nil {
		t.Fatalf("nothing of player %d among %d messages", id, len(msgs))
	}
	return last
}

func TestAppearances(t *testing.T) {
	a := newGame(t, 8)
	red := wire.Appearance{Colour: 6, Shape: 7}
	ana, w, msgs := joinAs(t, a, wire.Hello{Name: "Ana", Appearance: red})
	if got := lastInfo(t, msgs, w.ID).Appearance; got != red {
		t.Errorf("the own appearance is %+v", got)
	}
	ben, _, msgs := joinAs(t, a, wire.Hello{Name: "Ben", Appearance: red})
	if got := lastInfo(t, msgs, w.ID).Appearance; got != red {
		t.Errorf("a newcomer is told of %+v", got)
	}
	if mine := lastInfo(t, msgs, ben.ID()); mine.Appearance != red || mine.Avatar == w.Avatar {
		t.Errorf("two players may have the same appearance: %+v", mine)
	}
	if people := a.AppendPlayers(nil); people[0].Appearance != red || people[1].Appearance != red {
		t.Errorf("Players returns %+v", people)
	}
	fetch(ana)
	ana.Handle(&wire.SetAppearance{ID: w.ID, Appearance: wire.Appearance{Shape: 3}})
	a.Tick()
	for _, c := range []*Client{ana, ben} {
		if got := lastInfo(t, fetch(c), w.ID); got.Appearance != (wire.Appearance{Shape: 3}) || got.Name != "Ana" {
			t.Errorf("after SetAppearance: %+v", got)
		}
	}
	if got := a.Player(w.ID).Appearance; got != (wire.Appearance{Shape: 3}) {
		t.Errorf("after SetAppearance, Player returns %+v", got)
	}
	// A player that resumes looks as before.
	ana.Disconnect("cable")
	_, _, msgs = joinAs(t, a, wire.Hello{Token: w.Token, Appearance: red})
	if got := lastInfo(t, msgs, w.ID).Appearance; got != (wire.Appearance{Shape: 3}) {
		t.Errorf("after coming back: %+v", got)
	}
}

func TestAppearanceIsRateLimited(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	fetch(other)
	for range 20 {
		c.Handle(&wire.SetAppearance{ID: w.ID})
	}
	a.Tick()
	if n := len(all[*wire.PlayerInfo](fetch(other))); n > chatBurst {
		t.Errorf("of 20 appearances at once, others are told %d", n)
	}
	if errs := all[*wire.Error](fetch(c)); len(errs) < 20-chatBurst || errs[0].Code != wire.CodeBusy || c.Closed() {
		t.Errorf("%d errors", len(errs))
	}
	c.Handle(&wire.SetAppearance{ID: other.ID()})
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeID {
		t.Errorf("another player's appearance: %+v", e)
	}
	plain := a.AddClient(Plain, "nc")
	a.Tick()
	fetch(plain)
	plain.Handle(&wire.SetAppearance{ID: plain.ID()})
	if e := only[*wire.Error](t, fetch(plain)); e.Code != wire.CodeType {
		t.Errorf("a plain text client's appearance: %+v", e)
	}
}

// A player that asks for a taken name gets it with a number, as in other games, and
// is told.
func TestTakenNames(t *testing.T) {
	a := newGame(t, sim.MaxPlayers)
	long := strings.Repeat("迷", wire.MaxNameRunes)
	for _, tc := range []struct{ wish, name string }{
		{"Ana", "Ana"},
		{"Ana", "(1)Ana"},
		{"aNA", "(2)aNA"},
		{"(1)Ana", "(1)(1)Ana"},
		{"walker F", "walker F"},
		{"", "(1)walker F"},
		{long, long},
		{long, "(1)" + strings.Repeat("迷", wire.MaxNameRunes-3)},
	} {
		_, w, msgs := joinAs(t, a, wire.Hello{Name: tc.wish})
		if got := lastInfo(t, msgs, w.ID).Name; got != tc.name {
			t.Errorf("%q got the name %q, want %q", tc.wish, got, tc.name)
		}
		notes := all[*wire.Error](msgs)
		if told := len(notes) == 1 && notes[0].Code == wire.CodeNote && strings.Contains(notes[0].Text, tc.name); told != (tc.wish != "" && tc.wish != tc.name) {
			t.Errorf("%q was told %+v", tc.wish, notes)
		}
	}
}

func TestRenameToATakenName(t *testing.T) {
	a := newGame(t, 8)
	ana, w, _ := joinAs(t, a, wire.Hello{Name: "Ana"})
	ben, _, _ := joinAs(t, a, wire.Hello{Name: "Ben"})
	fetch(ana)
	ben.Handle(&wire.Rename{ID: ben.ID(), Name: "ana"})
	a.Tick()
	msgs := fetch(ben)
	if got := lastInfo(t, msgs, ben.ID()).Name; got != "(1)ana" {
		t.Errorf("Ben is now %q", got)
	}
	if e := only[*wire.Error](t, msgs); e.Code != wire.CodeNote || e.Text != `the name "ana" is taken; you are "(1)ana"` {
		t.Errorf("%+v", e)
	}
	if got := lastInfo(t, fetch(ana), ben.ID()).Name; got != "(1)ana" {
		t.Errorf("others are told %q", got)
	}
	// A player may take another spelling of its own name.
	ana.Handle(&wire.Rename{ID: w.ID, Name: "ANA"})
	a.Tick()
	if msgs := fetch(ana); lastInfo(t, msgs, w.ID).Name != "ANA" || len(all[*wire.Error](msgs)) != 0 {
		t.Errorf("%+v", msgs)
	}
	// The name of a player that has left is free.
	ana.Handle(&wire.Quit{ID: w.ID})
	fetch(ben)
	ben.Handle(&wire.Rename{ID: ben.ID(), Name: "Ana"})
	a.Tick()
	if got := lastInfo(t, fetch(ben), ben.ID()).Name; got != "Ana" {
		t.Errorf("Ben is now %q", got)
	}
}
