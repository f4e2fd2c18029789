package authority

import (
	"fmt"

	"clew/engine/sim"
	"clew/net/wire"
)

// What happens to messages that are fine except that there are too many of them.
const (
	dropsReported = 20  // dropped messages a second are reported one by one; one report covers the rest
	floodRate     = 200 // dropped messages a second are too many, …
	floodSeconds  = 10  // … and for this many seconds in a row they close the connection
)

// What all clients together may make the server send, in messages: chat, names
// and appearances go to everybody. A game of 64 never needs as much.
const (
	broadcastBurst   = 1 << 16 // at once …
	broadcastPerTick = broadcastBurst / sim.TickRate
)

// What the senders of dropped messages are told.
var (
	errTooFast       = wire.ProtocolErrorf(wire.CodeBusy, "slow down: this message was dropped")
	errServerBusy    = wire.ProtocolErrorf(wire.CodeBusy, "the server is busy: this message was dropped")
	errWalkQueueFull = wire.ProtocolErrorf(wire.CodeBusy, "%d moves are queued already: this one was dropped", maxQueuedWalks)
)

// dropCount counts a client's dropped messages in the present second of its
// connection.
type dropCount struct {
	count        int
	code         string // of the last one
	floodSeconds int    // seconds in a row, before this one, with too many
}

// RateLimited reports whether a message of a type (one of package wire's Types)
// is dropped whatever its content, so that it need not be decoded. The client has
// been told then.
func (c *Client) RateLimited(typ byte) bool {
	limit := c.rateLimit(typ)
	if limit != nil && c.noteArrival() {
		c.drop(limit)
	}
	return limit != nil
}

// rateLimit returns why a message of a type is dropped, as far as its type tells,
// or nil.
func (c *Client) rateLimit(typ byte) *wire.ProtocolError {
	if c.player == nil {
		return nil
	}
	switch typ {
	case wire.TypeSendChat, wire.TypeRename, wire.TypeSetAppearance:
		return c.checkChat()
	case wire.TypeWalkUp, wire.TypeWalkDown, wire.TypeWalkLeft, wire.TypeWalkRight:
		if c.mode == Plain && c.player.walker.Full() {
			return errWalkQueueFull
		}
	}
	return nil
}

// checkChat returns why the client may not send a message to everybody now, or
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

// spendChat pays for one message to everybody.
func (c *Client) spendChat() *wire.ProtocolError {
	if limit := c.checkChat(); limit != nil {
		return limit
	}
	c.chatBudget -= chatInterval
	c.a.broadcastBudget -= len(c.a.clients)
	return nil
}

// drop counts a dropped message. The client is told, but not of each one.
func (c *Client) drop(limit *wire.ProtocolError) {
	c.lastHeard = c.a.now
	c.drops.code = limit.Code
	if c.drops.count++; c.drops.count <= dropsReported {
		c.send(&wire.Error{Code: limit.Code, Text: limit.Text})
	}
}

// reportDrops ends a second of dropped messages: it tells the client how many it
// was not told of, and closes the connection of one that does not stop.
func (c *Client) reportDrops() {
	d := &c.drops
	if (c.a.now-c.openedAt)%sim.TickRate != 0 {
		return
	}
	if d.count > dropsReported {
		c.send(&wire.Error{Code: d.code, Text: fmt.Sprintf("%d more of your messages were dropped within a second", d.count-dropsReported)})
	}
	if d.count > floodRate {
		d.floodSeconds++
	} else {
		d.floodSeconds = 0
	}
	if d.count = 0; d.floodSeconds == floodSeconds {
		c.close(wire.CodeFlood, fmt.Sprintf("more than %d of your messages a second were dropped for %d s", floodRate, floodSeconds))
	}
}
