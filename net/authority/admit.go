package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// LoginTicks is how long a plain text client has to say the password of a
// server that has one: a person types it.
const LoginTicks = 60 * sim.TickRate

// LateTicks is how long a full game bears a plain text client that has said nothing:
// it may be a game client whose first bytes come late, and which would watch.
const LateTicks = 3 * sim.TickRate

// knock brings a plain text client in, or asks it for the password.
func (a *Authority) knock(c *Client) {
	switch f := a.refuses(c, ""); {
	case f == nil:
		a.enter(c, &wire.Hello{})
	case asks(f):
		c.send(&wire.Error{Code: f.Code, Text: f.Text})
	default:
		c.turnAway(f)
	}
}

// asks reports that a refusal is about the password: another one may help.
func asks(f *wire.Fault) bool { return f.Code == wire.CodePassword || f.Code == wire.CodeBusy }

// TokenOnly has a game client that comes without the token of a player here be
// told goodbye.
func (c *Client) TokenOnly(bye *wire.Bye) { c.barred = bye }

// turnAway tells a client why it may not join, and ends its connection.
func (c *Client) turnAway(f *wire.Fault) {
	c.send(&wire.Error{Code: f.Code, Text: f.Text})
	c.end(f.Code, f.Text)
}

// refuses is why a client that gives this password may not join, or nil.
func (a *Authority) refuses(c *Client, password string) *wire.Fault {
	if a.cfg.Admit == nil {
		return nil
	}
	return a.cfg.Admit(c, password)
}

// login takes in a message of a plain text client that has been asked for the
// password: whatever it says is taken for that.
func (c *Client) login(m wire.Message) *wire.Fault {
	switch m := m.(type) {
	case *wire.Say:
		switch f := c.a.refuses(c, m.Text); {
		case f == nil:
			c.a.enter(c, &wire.Hello{})
		case asks(f):
			return f
		default:
			c.turnAway(f)
		}
		return nil
	case *wire.Quit:
		c.end(wire.CodeQuit, "you left")
		return nil
	}
	return wire.Faultf(wire.CodePassword, "say the password first, as you would say something in chat")
}

// hears takes note that something came from the client, whatever it was. It reports
// whether the client is still there: one that was refused a place and is no late
// game client goes.
func (c *Client) hears() bool {
	c.spoke = true
	if c.refused != "" && !c.ended {
		c.end(wire.CodeFull, c.refused)
	}
	return !c.ended
}

// overdue is what to tell a client that has not joined, once it has waited for
// too long; until then it is empty.
func (c *Client) overdue() string {
	waited := c.a.world.Tick() - c.born
	switch {
	case c.player != nil || c.watching():
	case c.mode == Plain && waited > LoginTicks:
		return fmt.Sprintf("no password within %d s", LoginTicks/sim.TickRate)
	case c.mode == Game && waited > JoinTicks:
		return fmt.Sprintf("no Hello within %d s", JoinTicks/sim.TickRate)
	}
	return ""
}
