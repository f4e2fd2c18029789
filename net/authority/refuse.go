package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// What becomes of messages with which nothing is wrong but that there are too
// many of them.
const (
	refusalsTold  = 20  // in a second are answered one by one; one answer stands for the rest
	refusalsFlood = 200 // in a second are too many, …
	floodSeconds  = 10  // … and in so many seconds in a row they end the connection
)

// What all clients together may make the server send, in messages: chat, names
// and looks go to everybody. A game of 64 never needs as much.
const (
	voiceMax     = 1 << 16 // at once …
	voicePerTick = voiceMax / sim.TickRate
)

// What the refused are told.
var (
	tooSoon  = wire.Faultf(wire.CodeBusy, "wait a little between messages; this one was dropped")
	tooLoud  = wire.Faultf(wire.CodeBusy, "so many talk that nobody is heard; this message was dropped")
	tooFarOn = wire.Faultf(wire.CodeBusy, "%d moves wait already; this one was dropped", maxWalks)
)

// refusals counts what a client was refused in the present second of its
// connection.
type refusals struct {
	n      int
	code   string // of the last one
	floods int    // seconds before it, in a row, that had too many
}

// Refuse reports whether a message of a type (one of package wire's Types) is
// refused whatever else is in it, so that nobody need read on. Then the client
// was told already.
func (c *Client) Refuse(typ byte) bool {
	f := c.refusal(typ)
	if f != nil && c.hears() {
		c.refuse(f)
	}
	return f != nil
}

// refusal is why a message of a type is refused, as far as the type tells, or nil.
func (c *Client) refusal(typ byte) *wire.Fault {
	if c.player == nil {
		return nil
	}
	switch typ {
	case wire.TypeSay, wire.TypeRename, wire.TypeDress:
		return c.silenced()
	case wire.TypeWalkUp, wire.TypeWalkDown, wire.TypeWalkLeft, wire.TypeWalkRight:
		if c.mode == Plain && c.player.walker.full() {
			return tooFarOn
		}
	}
	return nil
}

// silenced is why the client cannot pay for a message that everybody hears, or
// nil.
func (c *Client) silenced() *wire.Fault {
	switch {
	case c.chat < chatEvery:
		return tooSoon
	case c.a.voice < len(c.a.clients):
		return tooLoud
	}
	return nil
}

// spend pays for one message that everybody hears.
func (c *Client) spend() *wire.Fault {
	if f := c.silenced(); f != nil {
		return f
	}
	c.chat -= chatEvery
	c.a.voice -= len(c.a.clients)
	return nil
}

// refuse takes note of a message that was too many. The client is told, but not
// of each.
func (c *Client) refuse(f *wire.Fault) {
	c.heard = c.a.world.Tick()
	c.refusals.code = f.Code
	if c.refusals.n++; c.refusals.n <= refusalsTold {
		c.send(&wire.Error{Code: f.Code, Text: f.Text})
	}
}

// sumUp ends a second of refusals: it tells the client how many it was not told
// of, and ends the connection where there is no end of them.
func (c *Client) sumUp() {
	r := &c.refusals
	if (c.a.world.Tick()-c.born)%sim.TickRate != 0 {
		return
	}
	if r.n > refusalsTold {
		c.send(&wire.Error{Code: r.code, Text: fmt.Sprintf("%d more of your messages were dropped within a second", r.n-refusalsTold)})
	}
	if r.n > refusalsFlood {
		r.floods++
	} else {
		r.floods = 0
	}
	if r.n = 0; r.floods == floodSeconds {
		c.end(wire.CodeFlood, fmt.Sprintf("over %d of your messages a second were dropped, for %d s", refusalsFlood, floodSeconds))
	}
}
