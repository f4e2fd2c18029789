package authority

import (
	"slices"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// lock sets a password.
func lock(a *Authority, password string) {
	a.cfg.Admit = func(_ *Client, given string) *wire.ProtocolError {
		if given == password {
			return nil
		}
		return wire.ProtocolErrorf(wire.CodePassword, "this server has a password")
	}
}

func TestPassword(t *testing.T) {
	a := newGame(t, 8)
	lock(a, "sesame")
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Password: "thyme"})
	msgs := fetch(c)
	if e, b := only[*wire.Error](t, msgs), only[*wire.Bye](t, msgs); e.Code != wire.CodePassword || b.Code != wire.CodePassword || !c.Closed() {
		t.Errorf("%+v, %+v", e, b)
	}
	c = a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Password: "sesame"})
	a.Tick()
	w := only[*wire.Welcome](t, fetch(c))
	c.Disconnect("cable")
	back := a.AddClient(Game, "test")
	back.Handle(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	if !only[*wire.Welcome](t, fetch(back)).Resumed {
		t.Error("a token needs no password")
	}
}

func TestPlainPassword(t *testing.T) {
	a := newGame(t, 8)
	lock(a, "sesame")
	c := a.AddClient(Plain, "nc")
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodePassword || a.PlayerCount() != 0 {
		t.Errorf("%+v", e)
	}
	c.Handle(&wire.WalkCell{ID: 1, Dir: sim.Right})
	c.Handle(&wire.SendChat{ID: 9, Text: "thyme"})
	a.Tick()
	if errs := all[*wire.Error](fetch(c)); len(errs) != 2 || a.PlayerCount() != 0 || c.Closed() {
		t.Errorf("%v, %d players", errs, a.PlayerCount())
	}
	c.Handle(&wire.SendChat{ID: 9, Text: "sesame"})
	a.Tick()
	if msgs := fetch(c); msgs[0] != wire.Message(only[*wire.Welcome](t, msgs)) || c.ID() != 1 {
		t.Errorf("%v", msgs)
	}
	for _, n := range events(a) {
		if strings.Contains(n.Text, "sesame") || strings.Contains(n.Text, "thyme") {
			t.Errorf("a password is in the events: %+v", n)
		}
	}
	slow := a.AddClient(Plain, "nc")
	for range LoginTicks + 2 {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(slow)); b.Code != wire.CodeTimeout || !strings.Contains(b.Text, "no password") {
		t.Errorf("%+v", b)
	}
	leaves := a.AddClient(Plain, "nc")
	leaves.Handle(&wire.Quit{ID: 1})
	if b := only[*wire.Bye](t, fetch(leaves)); b.Code != wire.CodeQuit {
		t.Errorf("%+v", b)
	}
}

// A command becomes an event, is shown to nobody, and costs as much as chat.
func TestCommand(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	a.Events()
	a.cfg.Commands = true
	for _, text := range []string{"/login x", "  /who", "a/b"} {
		c.Handle(&wire.SendChat{ID: w.ID, Text: text})
	}
	a.Tick()
	if m := only[*wire.Chat](t, fetch(other)); m.Text != "a/b" {
		t.Errorf("%+v", m)
	}
	var lines []string
	for _, e := range events(a) {
		if e.Kind != EventCommand {
			if e.Text != "a/b" {
				t.Errorf("%+v", e)
			}
			continue
		}
		lines = append(lines, e.Text)
		if e.ID != w.ID || e.Player.ID != w.ID || e.Player.ConnID != 1 || e.Label != "test" {
			t.Errorf("%+v from %+v", e, e.Player)
		}
	}
	if !slices.Equal(lines, []string{"login x", "who"}) {
		t.Errorf("%q", lines)
	}
	for range 20 {
		c.Handle(&wire.SendChat{ID: w.ID, Text: "/login y"})
	}
	if n := len(events(a)); n > chatBurst {
		t.Errorf("%d commands at once", n)
	}
}

func TestKick(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, w2 := enter(t, a, "")
	if !a.Kick(w.ID, wire.CodeKicked, "be nice\n") || a.Kick(w.ID, wire.CodeKicked, "") {
		t.Error("a player can be kicked once")
	}
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeKicked || b.Text != "be nice" || !c.Closed() {
		t.Errorf("%+v", b)
	}
	a.Tick()
	if l := only[*wire.PlayerLeft](t, fetch(other)); l.ID != w.ID || a.PlayerCount() != 1 {
		t.Errorf("%+v", l)
	}
	back := a.AddClient(Game, "test")
	back.Handle(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	if only[*wire.Welcome](t, fetch(back)).Resumed {
		t.Error("a kicked player resumed")
	}
	other.Disconnect("cable")
	if !a.Kick(w2.ID, wire.CodeKicked, "") || a.PlayerCount() != 1 {
		t.Error("a disconnected player cannot be kicked")
	}
}

func TestMute(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	fetch(other)
	a.Mute(w.ID, a.World().Tick()+1+2*sim.TickRate)
	a.Tick()
	c.Handle(&wire.SendChat{ID: w.ID, Text: "hello"})
	c.Handle(&wire.Rename{ID: w.ID, Name: "hello"})
	errs := all[*wire.Error](fetch(c))
	if len(errs) != 2 || errs[0].Code != wire.CodeMuted || errs[0].Text != "you are muted for another 2 s" {
		t.Errorf("%+v", errs)
	}
	if p := a.AppendPlayers(nil); p[0].MutedUntil == 0 || p[1].MutedUntil != 0 {
		t.Errorf("%+v", p)
	}
	for range 2 * sim.TickRate {
		a.Tick()
	}
	if heard := fetch(other); len(all[*wire.Chat](heard))+len(all[*wire.PlayerInfo](heard)) != 0 {
		t.Error("it was heard")
	}
	c.Handle(&wire.SendChat{ID: w.ID, Text: "hello"})
	a.Tick()
	only[*wire.Chat](t, fetch(other))
}

func TestNotices(t *testing.T) {
	a := newGame(t, 8)
	a.SetGreeting("mind the walls")
	c, w := enter(t, a, "") // takes the greeting with it
	plain := a.AddClient(Plain, "nc")
	a.Tick()
	if e := only[*wire.Error](t, fetch(plain)); e.Code != wire.CodeNote || e.Text != "mind the walls" {
		t.Errorf("%+v", e)
	}
	fetch(c)
	a.Announce("soon")
	if !a.Notify(w.ID, "only you") || a.Notify(99, "nobody") {
		t.Error("a notice reaches connected players only")
	}
	if got := all[*wire.Error](fetch(c)); len(got) != 2 || got[0].Text != "soon" || got[1].Text != "only you" {
		t.Errorf("%+v", got)
	}
	if got := only[*wire.Error](t, fetch(plain)); got.Text != "soon" {
		t.Errorf("%+v", got)
	}
}

func TestAllFinished(t *testing.T) {
	a := newGame(t, 8)
	if a.AllFinished() {
		t.Error("with nobody there is nothing to finish")
	}
	c, _ := enter(t, a, "")
	away, _ := enter(t, a, "")
	for i := range 40 {
		if a.AllFinished() {
			t.Fatalf("finished after %d ticks", i)
		}
		press(c, uint32(i+1), 1, sim.Down)
		a.Tick()
	}
	away.Disconnect("cable")
	for seq := uint32(41); !a.AllFinished(); seq++ {
		if seq > 41+reconnectGrace {
			t.Fatal("a disconnected player holds up everybody")
		}
		press(c, seq, 1, 0)
		a.Tick()
	}
	if a.now-away.a.players[1].disconnectedAt < reconnectGrace {
		t.Error("nobody waits until it is back")
	}
	a.SetLevel(corridor(t), 1)
	a.Tick()
	if a.AllFinished() {
		t.Error("the new level begins as finished")
	}
}

func TestPlayers(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	p := a.AddClient(Plain, "10.0.0.1:5")
	a.Tick()
	press(c, 1, 3, 0)
	p.Handle(&wire.WalkCell{ID: 2, Dir: sim.Right})
	got := a.AppendPlayers(nil)
	want := []PlayerInfo{
		{ID: w.ID, Avatar: 'A', Name: "Ana", Label: "test", ConnID: 1, JoinTick: 1, QueuedInputs: 3, IdleTicks: 2},
		{ID: 2, Avatar: 'B', Name: "walker B", Label: "10.0.0.1:5", Mode: Plain, ConnID: 2, JoinTick: 2, QueuedInputs: 1},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	c.Disconnect("cable")
	if got := a.AppendPlayers(nil)[0]; !got.Disconnected || got.Label != "test" {
		t.Errorf("%+v", got)
	}
	a.SetMaxPlayers(1)
	for range ReservedTicks {
		a.Tick()
	}
	full := a.AddClient(Game, "test")
	full.Handle(&wire.Hello{Version: wire.Version})
	a.Tick()
	if !full.Closed() || a.PlayerCount() != 1 { // the other one was away
		t.Errorf("%d players", a.PlayerCount())
	}
}

// A refusal that is not about the password closes a plain text client's connection,
// before the password and after it.
func TestPlainIsRejected(t *testing.T) {
	a := newGame(t, 8)
	full := wire.ProtocolErrorf(wire.CodeFull, "too many from there")
	a.cfg.Admit = func(*Client, string) *wire.ProtocolError { return full }
	c := a.AddClient(Plain, "nc")
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeFull || b.Text != full.Text || !c.Closed() {
		t.Errorf("%+v", b)
	}
	lock(a, "sesame")
	c = a.AddClient(Plain, "nc")
	a.cfg.Admit = func(*Client, string) *wire.ProtocolError { return full }
	c.Handle(&wire.SendChat{ID: 1, Text: "sesame"})
	if msgs := fetch(c); only[*wire.Bye](t, msgs).Code != wire.CodeFull || !c.Closed() {
		t.Errorf("%v", msgs)
	}
}

// Evict removes the player that has been disconnected longest and whose label
// matches.
func TestEvict(t *testing.T) {
	a, players := full(t, 3, 8)
	for _, c := range players {
		c.Disconnect("cable")
		a.Tick()
	}
	a.players[0].firstLabel = "elsewhere"
	if !a.Evict(func(label string) bool { return label == "test" }) || len(a.players) != 2 || a.players[0].id != 1 || a.players[1].id != 3 {
		t.Errorf("%+v", a.AppendPlayers(nil))
	}
	if a.Evict(func(string) bool { return false }) || len(a.players) != 2 {
		t.Errorf("%+v", a.AppendPlayers(nil))
	}
}

// Participants are players, disconnected ones too, and spectators.
func TestCountParticipants(t *testing.T) {
	a, players := full(t, 2, 8)
	spectateAs(a, "Cai", wire.SpectateIfFull)
	players[1].Disconnect("cable")
	a.AddClient(Game, "nobody yet")
	if n := a.CountParticipants(func(string) bool { return true }); n != 3 {
		t.Errorf("%d seats", n)
	}
	if n := a.CountParticipants(func(label string) bool { return label == "Cai" }); n != 1 {
		t.Errorf("%d seats", n)
	}
}
