package screen

import (
	"context"
	"time"

	"clew/net/dial"
	"clew/net/endpoint"
	"clew/net/link"
)

// caller dials for a client, beside the game, so that no frame waits for it.
type caller struct {
	target string
	wire   dial.Wire
	life   context.Context
	end    context.CancelFunc
	calls  chan call
	busy   bool
	last   link.Link
}

// call is what came of a dial.
type call struct {
	link link.Link
	err  error
}

func newCaller(life context.Context, target string, wire dial.Wire) *caller {
	c := &caller{target: target, wire: wire, calls: make(chan call, 1)}
	c.life, c.end = context.WithCancel(life)
	return c
}

// serve dials when the client wants it, and hands over what came of it.
func (c *caller) serve(now time.Duration, client *endpoint.Client) {
	if client.WantsLink(now) {
		c.busy = true
		go func() {
			l, err := dial.Dial(c.life, c.target, c.wire)
			c.calls <- call{l, err}
		}()
	}
	select {
	case r := <-c.calls:
		c.busy = false
		if r.err != nil {
			client.Refused(now, r.err)
			return
		}
		c.last = r.link
		client.Attach(now, r.link)
	default:
	}
}

// close gives up a dial that is under way, and waits, a second at most, until
// the last words on the link have been said.
func (c *caller) close() {
	c.end()
	if c.busy {
		if r := <-c.calls; r.link != nil {
			r.link.Close()
		}
	}
	if c.last != nil {
		dial.Part(c.last)
	}
}
