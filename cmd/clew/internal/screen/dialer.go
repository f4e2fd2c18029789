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
	dialer  *dial.Dialer
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

func newDialer(ctx context.Context, target string, wire dial.Wire) *dialer {
	d := &dialer{target: target, dialer: dial.NewDialer(target, wire), results: make(chan dialResult, 1)}
	d.ctx, d.cancel = context.WithCancel(ctx)
	return d
}

// poll starts a dial when the client wants a link, and gives the client the
// result.
func (d *dialer) poll(now time.Duration, client *session.Client) {
	if client.ShouldDial(now) {
		d.dialing = true
		go func() {
			conn, err := d.dialer.Dial(d.ctx)
			d.results <- dialResult{conn, err}
		}()
	}
	select {
	case r := <-d.results:
		d.dialing = false
		if r.err != nil {
			client.DialFailed(now, r.err)
			return
		}
		d.link = r.link
		client.SetLink(now, r.link)
	default:
	}
}

// close cancels a running dial and waits, at most a second, until the last
// messages on the link are sent.
func (d *dialer) close() {
	d.cancel()
	if d.dialing {
		if r := <-d.results; r.link != nil {
			r.link.Close()
		}
	}
	if d.link != nil {
		dial.WaitClosed(d.link)
	}
}
