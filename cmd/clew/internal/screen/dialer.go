package screen

import (
	"context"
	"time"

	"clew/net/dial"
	"clew/net/link"
	"clew/net/session"
)

// dialer dials for a client in the background, so that no frame waits for it.
type dialer struct {
	target  string
	wire    dial.Wire
	ctx     context.Context
	cancel  context.CancelFunc
	results chan dialResult
	dialing bool
	link    link.Link
}

// dialResult is the result of one dial.
type dialResult struct {
	link link.Link
	err  error
}

func newDialer(life context.Context, target string, wire dial.Wire) *dialer {
	c := &dialer{target: target, wire: wire, results: make(chan dialResult, 1)}
	c.ctx, c.cancel = context.WithCancel(life)
	return c
}

// poll starts a dial when the client wants a link, and gives the client the
// result.
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

// close cancels a running dial and waits, at most a second, until the last
// messages on the link are sent.
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
