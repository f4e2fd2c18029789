package authority

import (
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

// A client is told of its first dropped messages in a second one by one, and of the
// rest in one report.
func TestDropsAreReported(t *testing.T) {
	const each = 3 // a tick: 180 a second
	for name, more := range eager {
		t.Run(name, func(t *testing.T) {
			a := newGame(t, 8)
			c := more.enter(a)
			refused, told := 0, 0
			for range 5 * sim.TickRate {
				for range each {
					more.sends(c)
				}
				a.Tick()
				for _, e := range all[*wire.Error](fetch(c)) {
					if e.Code != wire.CodeBusy && e.Code != wire.CodeMuted {
						t.Fatalf("%+v", e)
					}
					told++
					if n, _, sum := strings.Cut(e.Text, " more of your messages"); sum {
						refused += atoi(t, n)
					} else {
						refused++
					}
				}
			}
			if sent := 5 * sim.TickRate * each; refused < sent*3/4-each*sim.TickRate || refused > sent {
				t.Errorf("of %d messages %d are reported as dropped", sent, refused)
			}
			if told > 5*(dropsReported+1) {
				t.Errorf("%d reports", told)
			}
		})
	}
}

// A client is disconnected after 10 s with more than 200 dropped messages each; one
// with a few less stays.
func TestFlood(t *testing.T) {
	for name, more := range eager {
		t.Run(name, func(t *testing.T) {
			a := newGame(t, 8)
			c := more.enter(a)
			for i := 0; !c.Closed(); i++ {
				for range 5 { // of which a walk into a wall takes one
					more.sends(c)
				}
				a.Tick()
				if i > 12*sim.TickRate || c.Closed() && i < 10*sim.TickRate-1 {
					t.Fatalf("after %d ticks: ended %t", i, c.Closed())
				}
			}
			msgs := fetch(c)
			if bye := only[*wire.Bye](t, msgs); bye.Code != wire.CodeFlood {
				t.Errorf("%+v", bye)
			}
			b := newGame(t, 8)
			c = more.enter(b)
			for range 60 * sim.TickRate {
				for range 3 {
					more.sends(c)
				}
				b.Tick()
				fetch(c)
			}
			if c.Closed() {
				t.Error("a client with 180 dropped messages a second is disconnected")
			}
		})
	}
}

// eager holds all messages that are dropped without a strike when there are too
// many, for each mode.
var eager = map[string]struct {
	enter func(a *Authority) *Client
	sends func(c *Client)
}{
	"chat":              {gamer, says},
	"plain: chat":       {typer, says},
	"command":           {gamer, func(c *Client) { c.Handle(&wire.SendChat{ID: c.ID(), Text: "/who"}) }},
	"name":              {gamer, renames},
	"plain: name":       {typer, renames},
	"look":              {gamer, func(c *Client) { c.Handle(&wire.SetAppearance{ID: c.ID()}) }},
	"plain: walk":       {typer, func(c *Client) { c.Handle(&wire.WalkCell{ID: c.ID(), Dir: sim.Right}) }},
	"muted: chat":       {muted(gamer), says},
	"muted: plain chat": {muted(typer), says},
	"muted: name":       {muted(gamer), renames},
	"plain: guesses at the password": {func(a *Authority) *Client {
		a.cfg.Admit = func(*Client, string) *wire.ProtocolError {
			return wire.ProtocolErrorf(wire.CodeBusy, "too many wrong passwords")
		}
		return typer(a)
	}, says},
}

func gamer(a *Authority) *Client {
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version})
	a.Tick()
	fetch(c)
	return c
}

func typer(a *Authority) *Client {
	c := a.AddClient(Plain, "test")
	a.Tick()
	fetch(c)
	return c
}

func muted(enter func(a *Authority) *Client) func(a *Authority) *Client {
	return func(a *Authority) *Client {
		c := enter(a)
		a.Mute(c.ID(), 1<<30)
		return c
	}
}

func says(c *Client)    { c.Handle(&wire.SendChat{ID: max(c.ID(), 1), Text: "buy"}) }
func renames(c *Client) { c.Handle(&wire.Rename{ID: c.ID(), Name: "Ana"}) }

func atoi(t *testing.T, s string) (n int) {
	t.Helper()
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%q is no number", s)
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// Chat and names make the server send a bounded number of messages, however many
// players there are.
func TestBroadcastBudget(t *testing.T) {
	a, clients := crowd(t, 600)
	heard := 0
	for range 10 {
		for _, c := range clients {
			c.Handle(&wire.SendChat{ID: c.ID(), Text: "hi"})
		}
		a.Tick()
		for _, c := range clients {
			heard += len(all[*wire.Chat](fetch(c)))
		}
	}
	if heard > 100_000 {
		t.Errorf("%d messages when 600 players all chat 10 times", heard)
	}
	for range 2 * sim.TickRate {
		a.Tick()
		for _, c := range clients {
			fetch(c)
		}
	}
	clients[0].Handle(&wire.SendChat{ID: clients[0].ID(), Text: "hi"})
	a.Tick()
	if n := len(all[*wire.Chat](fetch(clients[1]))); n != 1 {
		t.Errorf("two seconds later a chat reaches %d clients", n)
	}
}
