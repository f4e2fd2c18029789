package authority

import (
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// sendHello sends a Hello with a token on a new connection, and returns the client
// with the tick's messages.
func sendHello(a *Authority, token string) (*Client, []wire.Message) {
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Token: token})
	a.Tick()
	return c, fetch(c)
}

// resumes checks whether a token resumes a player.
func resumes(t *testing.T, a *Authority, token string, want sim.ID) (*Client, *wire.Welcome) {
	t.Helper()
	c, msgs := sendHello(a, token)
	w := only[*wire.Welcome](t, msgs)
	if w.Resumed != (want != 0) || want != 0 && w.ID != want {
		t.Fatalf("the token %q gives %+v, want player %d", token, w, want)
	}
	return c, w
}

// A stolen token is worthless once its owner has resumed and walked: the attacker
// gets a new player, and the owner stays.
func TestOldTokenIsWorthless(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	press(c, 1, 1, sim.Right)
	a.Tick()
	c.Disconnect("cable")
	back, w2 := resumes(t, a, w.Token, w.ID)
	if w2.Token == w.Token || w2.Token == "" {
		t.Fatalf("the token after %q is %q", w.Token, w2.Token)
	}
	press(back, 2, 1, sim.Right)
	attacker, msgs := sendHello(a, w.Token)
	if got := only[*wire.Welcome](t, msgs); got.Resumed || got.ID == w.ID || only[*wire.Error](t, msgs).Code != wire.CodeUnknownToken {
		t.Errorf("the attacker gets %+v", got)
	}
	if back.Closed() || back.ID() != w.ID || attacker.ID() == w.ID {
		t.Error("the attacker has thrown the owner out")
	}
	back.Disconnect("cable") // nor while the owner is away
	resumes(t, a, w.Token, 0)
	resumes(t, a, w2.Token, w.ID)
}

// A client with a token may resume some times at once, and then once every few
// seconds: each resume costs a whole welcome, and other limits do not apply to it.
func TestResumesAreLimited(t *testing.T) {
	a := newGame(t, 8)
	_, w := enter(t, a, "")
	in := 0
	for range 10 * sim.TickRate {
		c, msgs := sendHello(a, w.Token)
		if c.ID() == w.ID {
			in++
		} else if bye := only[*wire.Bye](t, msgs); bye.Code != wire.CodeBusy || !c.Closed() {
			t.Fatalf("it is told %+v", bye)
		}
	}
	if in < 8 || in > 14 {
		t.Errorf("it came back %d times in 10 s", in)
	}
	if p := a.byID[w.ID]; p == nil || p.client == nil || p.client.Closed() {
		t.Error("a rejected client disconnected the present one")
	}
	for range 20 * sim.TickRate {
		a.Tick()
	}
	for range 8 {
		_, w2 := resumes(t, a, w.Token, w.ID)
		w = w2
	}
}

// A Welcome may be lost, even several in a row: the previous token stays valid until
// an input shows that the Welcome was read.
func TestWelcomeLost(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	press(c, 1, 1, sim.Right)
	a.Tick()
	c.Disconnect("cable")
	var unread []string
	for range 5 {
		lost, w2 := resumes(t, a, w.Token, w.ID)
		unread = append(unread, w2.Token)
		lost.Handle(&wire.Ping{}) // which shows nothing
		lost.Disconnect("cable")
	}
	read, w2 := resumes(t, a, w.Token, w.ID)
	read.Disconnect("cable") // read, but cut off before the first input
	last, w3 := resumes(t, a, w2.Token, w.ID)
	press(last, 2, 1, sim.Right)
	last.Disconnect("cable")
	for _, old := range append(unread, w.Token, w2.Token) {
		resumes(t, a, old, 0)
	}
	resumes(t, a, w3.Token, w.ID)
}

// Inputs of a replaced connection do not confirm the Welcome of its replacement.
func TestInputsOfTheOldConnection(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	press(c, 1, 1, sim.Right)
	lost, _ := resumes(t, a, w.Token, w.ID) // c still stands
	press(c, 2, 1, sim.Right)
	lost.Disconnect("cable")
	resumes(t, a, w.Token, w.ID)
}

// A client that resumes while another level begins gets a new token with it, and
// keeps the one that it came with until then.
func TestTokenOverALevelChange(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	press(c, 1, 1, sim.Right)
	a.Tick()
	a.SetLevel(a.cfg.Level, 2)
	c.Disconnect("cable")
	back := a.AddClient(Game, "test")
	back.Handle(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	w2 := only[*wire.Welcome](t, fetch(back))
	if w2.ID != w.ID || w2.Token == w.Token {
		t.Fatalf("%+v after %+v", w2, w)
	}
	a.SetLevel(a.cfg.Level, 3)
	a.Tick()
	back.Disconnect("cable")
	back, w3 := resumes(t, a, w.Token, w.ID)
	press(back, w3.Seq+1, 1, sim.Right)
	a.SetLevel(a.cfg.Level, 4)
	a.Tick()
	back.Disconnect("cable")
	resumes(t, a, w.Token, 0)
	resumes(t, a, w2.Token, 0)
	resumes(t, a, w3.Token, w.ID)
}

// A spectator has no token until it gets a player, and then one like any other; an
// empty token resumes nobody.
func TestTokenOfSpectator(t *testing.T) {
	a, players := full(t, 1, 8)
	c := spectateAs(a, "Cai", wire.SpectateIfFull)
	if w := only[*wire.Welcome](t, fetch(c)); w.Token != "" {
		t.Fatalf("%+v", w)
	}
	players[0].Handle(&wire.Quit{ID: players[0].ID()})
	a.Tick()
	w := only[*wire.Welcome](t, fetch(c))
	a.SetMaxPlayers(8)
	press(c, 1, 1, sim.Right)
	c.Disconnect("cable")
	resumes(t, a, "", 0)
	back, w2 := resumes(t, a, w.Token, w.ID)
	press(back, 2, 1, sim.Right)
	resumes(t, a, w.Token, 0)
	resumes(t, a, w2.Token, w.ID)
}

// A plain text client has no token: nothing resumes its player.
func TestPlainHasNoToken(t *testing.T) {
	a := newGame(t, 8)
	a.AddClient(Plain, "test")
	a.Tick()
	if p := a.state.Players()[0]; p.Token != (game.TokenHash{}) || p.PreviousToken != (game.TokenHash{}) {
		t.Errorf("%v, %v", p.Token, p.PreviousToken)
	}
}

// A clone makes its own tokens, and takes those made before.
func TestCloneTokens(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	press(c, 1, 1, sim.Right)
	b, _ := a.Clone()
	_, w2 := resumes(t, a, w.Token, w.ID)
	_, w3 := resumes(t, b, w.Token, w.ID)
	if w2.Token != w3.Token {
		t.Errorf("%q and %q from equal games", w2.Token, w3.Token)
	}
}

// ConnID tells whether a player has another connection than before.
func TestConnID(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	first := a.Player(w.ID).ConnID
	c.Disconnect("cable")
	if away := a.Player(w.ID).ConnID; first == 0 || away != 0 {
		t.Errorf("connection %d, and %d while disconnected", first, away)
	}
	resumes(t, a, w.Token, w.ID)
	if again := a.Player(w.ID).ConnID; again == 0 || again == first {
		t.Errorf("connection %d after %d", again, first)
	}
}
