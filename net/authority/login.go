package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// LoginTicks is how long a plain text client has to type the password of a
// server that has one.
const LoginTicks = 60 * sim.TickRate

// LateHelloTicks is how long a full game keeps a plain text client that has sent
// nothing: it may be a game client whose first bytes are late, and which would
// spectate.
const LateHelloTicks = 3 * sim.TickRate

// joinPlain lets a plain text client join, or asks it for the password.
func (a *Authority) joinPlain(c *Client) {
	switch refusal := a.checkAdmission(c, ""); {
	case refusal == nil:
		a.admit(c, &wire.Hello{})
	case isPasswordPrompt(refusal):
		c.send(&wire.Error{Code: refusal.Code, Text: refusal.Text})
	default:
		c.rejectJoin(refusal)
	}
}

// isPasswordPrompt reports whether a refusal concerns the password, so that
// another password may help.
func isPasswordPrompt(refusal *wire.ProtocolError) bool {
	return refusal.Code == wire.CodePassword || refusal.Code == wire.CodeBusy
}

// RequireToken makes the authority say this goodbye to the client unless its
// Hello carries the token of a player here.
func (c *Client) RequireToken(bye *wire.Bye) { c.requireToken = bye }

// rejectJoin tells a client why it may not join, and closes its connection.
func (c *Client) rejectJoin(refusal *wire.ProtocolError) {
	c.send(&wire.Error{Code: refusal.Code, Text: refusal.Text})
	c.close(refusal.Code, refusal.Text)
}

// checkAdmission returns why a client with this password may not join, or nil.
func (a *Authority) checkAdmission(c *Client, password string) *wire.ProtocolError {
	if a.cfg.Admit == nil {
		return nil
	}
	return a.cfg.Admit(c, password)
}

// onLogin handles a message of a plain text client that was asked for the
// password: any chat is taken as the password.
func (c *Client) onLogin(m wire.Message) *wire.ProtocolError {
	switch m := m.(type) {
	case *wire.SendChat:
		switch refusal := c.a.checkAdmission(c, m.Text); {
		case refusal == nil:
			c.a.admit(c, &wire.Hello{})
		case isPasswordPrompt(refusal):
			return refusal
		default:
			c.rejectJoin(refusal)
		}
		return nil
	case *wire.Quit:
		c.close(wire.CodeQuit, "you left")
		return nil
	}
	return wire.ProtocolErrorf(wire.CodePassword, "send the password first, as a chat message")
}

// noteArrival notes that something came from the client, and reports whether the
// client is still connected. A client that was told that the game is full, and
// turns out not to be a late game client, is disconnected.
func (c *Client) noteArrival() (connected bool) {
	c.dataArrived = true
	if c.fullReason != "" && !c.closed {
		c.close(wire.CodeFull, c.fullReason)
	}
	return !c.closed
}

// joinTimeout returns what to tell a client that has taken too long to join, or
// "" while it still has time.
func (c *Client) joinTimeout() string {
	waited := c.a.now - c.openedAt
	switch {
	case c.player != nil || c.spectating():
	case c.mode == Plain && waited > LoginTicks:
		return fmt.Sprintf("no password within %d s", LoginTicks/sim.TickRate)
	case c.mode == Game && waited > HelloTicks:
		return fmt.Sprintf("no Hello within %d s", HelloTicks/sim.TickRate)
	}
	return ""
}
