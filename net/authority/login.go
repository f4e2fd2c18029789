package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// LoginTicks is how long a plain text client has to say the password of a
// server that has one: a person types it.
const LoginTicks = 60 * sim.TickRate

// LateHelloTicks is how long a full game bears a plain text client that has said nothing:
// it may be a game client whose first bytes come late, and which would watch.
const LateHelloTicks = 3 * sim.TickRate

// joinPlain brings a plain text client in, or asks it for the password.
func (a *Authority) joinPlain(c *Client) {
	switch f := a.checkAdmission(c, ""); {
	case f == nil:
		a.admit(c, &wire.Hello{})
	case isPasswordPrompt(f):
		c.send(&wire.Error{Code: f.Code, Text: f.Text})
	default:
		c.rejectJoin(f)
	}
}

// isPasswordPrompt reports that a refusal is about the password: another one may help.
func isPasswordPrompt(f *wire.ProtocolError) bool {
	return f.Code == wire.CodePassword || f.Code == wire.CodeBusy
}

// RequireToken has a game client that comes without the token of a player here be
// told goodbye.
func (c *Client) RequireToken(bye *wire.Bye) { c.requireToken = bye }

// rejectJoin tells a client why it may not join, and ends its connection.
func (c *Client) rejectJoin(f *wire.ProtocolError) {
	c.send(&wire.Error{Code: f.Code, Text: f.Text})
	c.close(f.Code, f.Text)
}

// checkAdmission is why a client that gives this password may not join, or nil.
func (a *Authority) checkAdmission(c *Client, password string) *wire.ProtocolError {
	if a.cfg.Admit == nil {
		return nil
	}
	return a.cfg.Admit(c, password)
}

// onLogin takes in a message of a plain text client that has been asked for the
// password: whatever it says is taken for that.
func (c *Client) onLogin(m wire.Message) *wire.ProtocolError {
	switch m := m.(type) {
	case *wire.SendChat:
		switch f := c.a.checkAdmission(c, m.Text); {
		case f == nil:
			c.a.admit(c, &wire.Hello{})
		case isPasswordPrompt(f):
			return f
		default:
			c.rejectJoin(f)
		}
		return nil
	case *wire.Quit:
		c.close(wire.CodeQuit, "you left")
		return nil
	}
	return wire.ProtocolErrorf(wire.CodePassword, "say the password first, as you would say something in chat")
}

// noteArrival takes note that something came from the client, whatever it was. It reports
// whether the client is still there: one that was refused a place and is no late
// game client goes.
func (c *Client) noteArrival() bool {
	c.dataArrived = true
	if c.fullReason != "" && !c.closed {
		c.close(wire.CodeFull, c.fullReason)
	}
	return !c.closed
}

// joinTimeout is what to tell a client that has not joined, once it has waited for
// too long; until then it is empty.
func (c *Client) joinTimeout() string {
	waited := c.a.world.Tick() - c.openedAt
	switch {
	case c.player != nil || c.spectating():
	case c.mode == Plain && waited > LoginTicks:
		return fmt.Sprintf("no password within %d s", LoginTicks/sim.TickRate)
	case c.mode == Game && waited > HelloTicks:
		return fmt.Sprintf("no Hello within %d s", HelloTicks/sim.TickRate)
	}
	return ""
}
