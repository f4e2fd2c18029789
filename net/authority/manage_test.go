package authority

import (
	"slices"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// lock gives the game a password.
func lock(a *Authority, password string) {
	a.cfg.Admit = func(_ *Client, given string) *wire.Fault {
		if given == password {
			return nil
		}
		return wire.Faultf(wire.CodePassword, "this server has a password")
	}
}

func TestPassword(t *testing.T) {
	a := newGame(t, 8)
	lock(a, "sesame")
	c := a.Open(Game, "test")
	c.Receive(&wire.Hello{Version: wire.Version, Password: "thyme"})
	msgs := fetch(c)
	if e, b := only[*wire.Error](t, msgs), only[*wire.Bye](t, msgs); e.Code != wire.CodePassword || b.Code != wire.CodePassword || !c.Ended() {
		t.Errorf("%+v, %+v", e, b)
	}
	c = a.Open(Game, "test")
	c.Receive(&wire.Hello{Version: wire.Version, Password: "sesame"})
	a.Tick()
	w := only[*wire.Welcome](t, fetch(c))
	c.Gone("cable")
	back := a.Open(Game, "test")
	back.Receive(&wire.Hello{Version: wire.Version, Token: w.Token})
	if !only[*wire.Welcome](t, fetch(back)).Resumed {
		t.Error("a token needs no password")
	}
}

func TestPlainPassword(t *testing.T) {
	a := newGame(t, 8)
	lock(a, "sesame")
	c := a.Open(Plain, "nc")
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodePassword || a.Players() != 0 {
		t.Errorf("%+v", e)
	}
	c.Receive(&wire.Walk{ID: 1, Dir: sim.Right})
	c.Receive(&wire.Say{ID: 9, Text: "thyme"})
	a.Tick()
	if errs := all[*wire.Error](fetch(c)); len(errs) != 2 || a.Players() != 0 || c.Ended() {
		t.Errorf("%v, %d players", errs, a.Players())
	}
	c.Receive(&wire.Say{ID: 9, Text: "sesame"})
	a.Tick()
	if msgs := fetch(c); msgs[0] != wire.Message(only[*wire.Welcome](t, msgs)) || c.ID() != 1 {
		t.Errorf("%v", msgs)
	}
	for _, n := range notes(a) {
		if strings.Contains(n.Text, "sesame") || strings.Contains(n.Text, "thyme") {
			t.Errorf("a password is in the notes: %+v", n)
		}
	}
	slow := a.Open(Plain, "nc")
	for range LoginTicks + 2 {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(slow)); b.Code != wire.CodeTimeout || !strings.Contains(b.Text, "no password") {
		t.Errorf("%+v", b)
	}
	leaves := a.Open(Plain, "nc")
	leaves.Receive(&wire.Quit{ID: 1})
	if b := only[*wire.Bye](t, fetch(leaves)); b.Code != wire.CodeQuit {
		t.Errorf("%+v", b)
	}
}

// A command is told to nobody, is in no log, and costs as much as chat.
func TestCommand(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	a.Notes()
	var lines []string
	a.cfg.Command = func(c *Client, line string) { lines = append(lines, line) }
	for _, text := range []string{"/login x", "  /who", "a/b"} {
		c.Receive(&wire.Say{ID: w.ID, Text: text})
	}
	if !slices.Equal(lines, []string{"login x", "who"}) {
		t.Errorf("%q", lines)
	}
	if m := only[*wire.Chat](t, fetch(other)); m.Text != "a/b" {
		t.Errorf("%+v", m)
	}
	for _, n := range notes(a) {
		if n.Text != "a/b" {
			t.Errorf("%+v", n)
		}
	}
	for range 20 {
		c.Receive(&wire.Say{ID: w.ID, Text: "/login y"})
	}
	if len(lines) > chatBurst {
		t.Errorf("%d commands at once", len(lines))
	}
}

func TestKick(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, w2 := enter(t, a, "")
	if !a.Kick(w.ID, wire.CodeKicked, "be nice\n") || a.Kick(w.ID, wire.CodeKicked, "") {
		t.Error("a player can be kicked once")
	}
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeKicked || b.Text != "be nice" || !c.Ended() {
		t.Errorf("%+v", b)
	}
	if l := only[*wire.Left](t, fetch(other)); l.ID != w.ID || a.Players() != 1 {
		t.Errorf("%+v", l)
	}
	back := a.Open(Game, "test")
	back.Receive(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	if only[*wire.Welcome](t, fetch(back)).Resumed {
		t.Error("who was kicked came back in its place")
	}
	other.Gone("cable")
	if !a.Kick(w2.ID, wire.CodeKicked, "") || a.Players() != 1 {
		t.Error("who is away cannot be kicked")
	}
}

func TestMute(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	fetch(other)
	a.Mute(w.ID, a.World().Tick()+2*sim.TickRate)
	c.Receive(&wire.Say{ID: w.ID, Text: "hello"})
	c.Receive(&wire.Rename{ID: w.ID, Name: "hello"})
	errs := all[*wire.Error](fetch(c))
	if len(errs) != 2 || errs[0].Code != wire.CodeMuted || errs[0].Text != "you may say nothing for 2 s more" {
		t.Errorf("%+v", errs)
	}
	if p := a.People(nil); p[0].Muted == 0 || p[1].Muted != 0 {
		t.Errorf("%+v", p)
	}
	for range 2 * sim.TickRate {
		a.Tick()
	}
	if heard := fetch(other); len(all[*wire.Chat](heard))+len(all[*wire.Who](heard)) != 0 {
		t.Error("it was heard")
	}
	c.Receive(&wire.Say{ID: w.ID, Text: "hello"})
	only[*wire.Chat](t, fetch(other))
}

func TestNotes(t *testing.T) {
	a := newGame(t, 8)
	a.SetGreeting("mind the walls")
	c, w := enter(t, a, "") // takes the greeting with it
	plain := a.Open(Plain, "nc")
	a.Tick()
	if e := only[*wire.Error](t, fetch(plain)); e.Code != wire.CodeNote || e.Text != "mind the walls" {
		t.Errorf("%+v", e)
	}
	fetch(c)
	a.Announce("soon")
	if !a.Note(w.ID, "only you") || a.Note(99, "nobody") {
		t.Error("a note reaches who is there")
	}
	if got := all[*wire.Error](fetch(c)); len(got) != 2 || got[0].Text != "soon" || got[1].Text != "only you" {
		t.Errorf("%+v", got)
	}
	if got := only[*wire.Error](t, fetch(plain)); got.Text != "soon" {
		t.Errorf("%+v", got)
	}
}

func TestFinished(t *testing.T) {
	a := newGame(t, 8)
	if a.Finished() {
		t.Error("with nobody there is nothing to finish")
	}
	c, _ := enter(t, a, "")
	away, _ := enter(t, a, "")
	for i := range 40 {
		if a.Finished() {
			t.Fatalf("finished after %d ticks", i)
		}
		press(c, uint32(i+1), 1, sim.Down)
		a.Tick()
	}
	away.Gone("cable")
	if !a.Finished() {
		t.Error("who is away holds up everybody")
	}
	a.SetLevel(corridor(t), 1)
	a.Tick()
	if a.Finished() {
		t.Error("the new level begins as finished")
	}
}

func TestPeople(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	p := a.Open(Plain, "10.0.0.1:5")
	a.Tick()
	press(c, 1, 3, 0)
	p.Receive(&wire.Walk{ID: 2, Dir: sim.Right})
	got := a.People(nil)
	want := []Person{
		{ID: w.ID, Avatar: 'A', Name: "Ana", Label: "test", Conn: 1, Since: 1, Waiting: 3, Idle: 2},
		{ID: 2, Avatar: 'B', Name: "walker B", Label: "10.0.0.1:5", Mode: Plain, Conn: 2, Since: 2, Waiting: 1},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	c.Gone("cable")
	if got := a.People(nil)[0]; !got.Away || got.Label != "test" {
		t.Errorf("%+v", got)
	}
	a.SetMaxPlayers(1)
	for range MakeWayTicks {
		a.Tick()
	}
	full := a.Open(Game, "test")
	full.Receive(&wire.Hello{Version: wire.Version})
	a.Tick()
	if !full.Ended() || a.Players() != 1 { // the other one was away
		t.Errorf("%d players", a.Players())
	}
}

// A refusal that no password helps against ends a plain text client's
// connection, before the password and after it.
func TestPlainIsTurnedAway(t *testing.T) {
	a := newGame(t, 8)
	full := wire.Faultf(wire.CodeFull, "too many from there")
	a.cfg.Admit = func(*Client, string) *wire.Fault { return full }
	c := a.Open(Plain, "nc")
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeFull || b.Text != full.Text || !c.Ended() {
		t.Errorf("%+v", b)
	}
	lock(a, "sesame")
	c = a.Open(Plain, "nc")
	a.cfg.Admit = func(*Client, string) *wire.Fault { return full }
	c.Receive(&wire.Say{ID: 1, Text: "sesame"})
	if msgs := fetch(c); only[*wire.Bye](t, msgs).Code != wire.CodeFull || !c.Ended() {
		t.Errorf("%v", msgs)
	}
}

// Who was cut off for longest makes way, of those who are meant only.
func TestMakeWay(t *testing.T) {
	a, players := full(t, 3, 8)
	for _, c := range players {
		c.Gone("cable")
		a.Tick()
	}
	a.players[0].home = "elsewhere"
	if !a.MakeWay(func(label string) bool { return label == "test" }) || len(a.players) != 2 || a.players[0].id != 1 || a.players[1].id != 3 {
		t.Errorf("%+v", a.People(nil))
	}
	if a.MakeWay(func(string) bool { return false }) || len(a.players) != 2 {
		t.Errorf("%+v", a.People(nil))
	}
}

// Seats are those of players, of those who were cut off too, and of watchers.
func TestSeats(t *testing.T) {
	a, players := full(t, 2, 8)
	knockAs(a, "Cai", wire.WatchIfFull)
	players[1].Gone("cable")
	a.Open(Game, "nobody yet")
	if n := a.Seats(func(string) bool { return true }); n != 3 {
		t.Errorf("%d seats", n)
	}
	if n := a.Seats(func(label string) bool { return label == "Cai" }); n != 1 {
		t.Errorf("%d seats", n)
	}
}
