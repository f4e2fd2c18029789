package screen

import (
	"context"
	"time"

	"clew/net/dial"
	"clew/net/link"
	"clew/net/session"
)

// dialer dials for a client, beside the game, so that no frame waits for it.
type dialer struct {
	target  string
	wire    dial.Wire
	ctx     context.Context
	cancel  context.CancelFunc
	results chan dialResult
	dialing bool
	link    link.Link
}

// dialResult is what came of a dial.
type dialResult struct {
	link link.Link
	err  error
}

func newDialer(life context.Context, target string, wire dial.Wire) *dialer {
	c := &dialer{target: target, wire: wire, results: make(chan dialResult, 1)}
	c.ctx, c.cancel = context.WithCancel(life)
	return c
}

// poll dials when the client wants it, and hands over what came of it.
func (c *dialer) poll(now time.Duration, client *session.Client) {
	if client.ShouldDial(now) {
		c.dialing = true
		go func() {
			l, err := dial.Dial(c.ctx, c.target, c.wire)
			c.results <- dialResult{l, err}
		}()
	}
	select {
	case r := <-c.results:
		c.dialing = false
		if r.err != nil {
			client.DialFailed(now, r.err)
			return
		}
		c.link = r.link
		client.SetLink(now, r.link)
	default:
	}
}

// close gives up a dial that is under way, and waits, a second at most, until
// the last words on the link have been said.
func (c *dialer) close() {
	c.cancel()
	if c.dialing {
		if r := <-c.results; r.link != nil {
			r.link.Close()
		}
	}
	if c.link != nil {
		dial.WaitClosed(c.link)
	}
}
