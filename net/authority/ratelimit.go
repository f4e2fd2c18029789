package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// What becomes of messages with which nothing is wrong but that there are too
// many of them.
const (
	dropsReported = 20  // in a second are answered one by one; one answer stands for the rest
	floodRate     = 200 // in a second are too many, …
	floodSeconds  = 10  // … and in so many seconds in a row they end the connection
)

// What all clients together may make the server send, in messages: chat, names
// and looks go to everybody. A game of 64 never needs as much.
const (
	broadcastBurst   = 1 << 16 // at once …
	broadcastPerTick = broadcastBurst / sim.TickRate
)

// What the refused are told.
var (
	errTooFast       = wire.ProtocolErrorf(wire.CodeBusy, "wait a little between messages; this one was dropped")
	errServerBusy    = wire.ProtocolErrorf(wire.CodeBusy, "so many talk that nobody is heard; this message was dropped")
	errWalkQueueFull = wire.ProtocolErrorf(wire.CodeBusy, "%d moves wait already; this one was dropped", maxQueuedWalks)
)

// dropCount counts what a client was refused in the present second of its
// connection.
type dropCount struct {
	count        int
	code         string // of the last one
	floodSeconds int    // seconds before it, in a row, that had too many
}

// RateLimited reports whether a message of a type (one of package wire's Types) is
// refused whatever else is in it, so that nobody need read on. Then the client
// was told already.
func (c *Client) RateLimited(typ byte) bool {
	f := c.rateLimit(typ)
	if f != nil && c.noteArrival() {
		c.drop(f)
	}
	return f != nil
}

// rateLimit is why a message of a type is refused, as far as the type tells, or nil.
func (c *Client) rateLimit(typ byte) *wire.ProtocolError {
	if c.player == nil {
		return nil
	}
	switch typ {
	case wire.TypeSendChat, wire.TypeRename, wire.TypeSetAppearance:
		return c.checkChat()
	case wire.TypeWalkUp, wire.TypeWalkDown, wire.TypeWalkLeft, wire.TypeWalkRight:
		if c.mode == Plain && c.player.walker.full() {
			return errWalkQueueFull
		}
	}
	return nil
}

// checkChat is why the client cannot pay for a message that everybody hears, or
// nil.
func (c *Client) checkChat() *wire.ProtocolError {
	switch {
	case c.chatBudget < chatInterval:
		return errTooFast
	case c.a.broadcastBudget < len(c.a.clients):
		return errServerBusy
	}
	return nil
}

// spendChat pays for one message that everybody hears.
func (c *Client) spendChat() *wire.ProtocolError {
	if f := c.checkChat(); f != nil {
		return f
	}
	c.chatBudget -= chatInterval
	c.a.broadcastBudget -= len(c.a.clients)
	return nil
}

// drop takes note of a message that was too many. The client is told, but not
// of each.
func (c *Client) drop(f *wire.ProtocolError) {
	c.lastHeard = c.a.world.Tick()
	c.drops.code = f.Code
	if c.drops.count++; c.drops.count <= dropsReported {
		c.send(&wire.Error{Code: f.Code, Text: f.Text})
	}
}

// reportDrops ends a second of refusals: it tells the client how many it was not told
// of, and ends the connection where there is no end of them.
func (c *Client) reportDrops() {
	r := &c.drops
	if (c.a.world.Tick()-c.openedAt)%sim.TickRate != 0 {
		return
	}
	if r.count > dropsReported {
		c.send(&wire.Error{Code: r.code, Text: fmt.Sprintf("%d more of your messages were dropped within a second", r.count-dropsReported)})
	}
	if r.count > floodRate {
		r.floodSeconds++
	} else {
		r.floodSeconds = 0
	}
	if r.count = 0; r.floodSeconds == floodSeconds {
		c.close(wire.CodeFlood, fmt.Sprintf("over %d of your messages a second were dropped, for %d s", floodRate, floodSeconds))
	}
}
