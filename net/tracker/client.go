package tracker

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"os"
	"time"

	"clew/net/cookie"
)

// Times of a client.
const (
	firstTimeout = 500 * time.Millisecond // for an answer; doubled for each try
	maxTries     = 4
	maxCookies   = 3 // retries with another cookie in one try
)

// dialFunc opens a connection for datagrams. Tests replace it.
type dialFunc func(ctx context.Context, addr string) (net.Conn, error)

func dialUDP(ctx context.Context, addr string) (net.Conn, error) {
	d := net.Dialer{Timeout: 5 * time.Second}
	return d.DialContext(ctx, "udp", addr)
}

// client asks a tracker. Only one goroutine uses it.
type client struct {
	tracker string // host:port
	dial    dialFunc
	conn    net.Conn // nil: not open
	cookie  cookie.Cookie
}

// close closes the connection; the next question resolves the tracker's name again.
func (c *client) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}

// ask sends a request until it is answered. The error is an *Error, or that of ctx.
func (c *client) ask(ctx context.Context, m message) (answer message, err error) {
	defer func() {
		if err != nil {
			c.close()
		}
	}()
	if c.conn == nil {
		if c.conn, err = c.dial(ctx, c.tracker); err != nil {
			c.conn = nil
			return answer, systemError(c.tracker, err)
		}
	}
	stop := context.AfterFunc(ctx, func(conn net.Conn) func() { return func() { conn.SetDeadline(time.Unix(1, 0)) } }(c.conn))
	defer stop()
	m.format = format
	for try := range maxTries {
		rand.Read(m.nonce[:])
		answer, err = c.tryOnce(ctx, m, firstTimeout<<try)
		if !errors.Is(err, os.ErrDeadlineExceeded) || ctx.Err() != nil {
			break
		}
	}
	switch {
	case ctx.Err() != nil:
		return answer, ctx.Err()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return answer, &Error{Kind: Silent, Tracker: c.tracker}
	case err != nil:
		return answer, systemError(c.tracker, err)
	case answer.kind == refused:
		return answer, &Error{Kind: refusalKinds[answer.reason], Tracker: c.tracker}
	}
	return answer, nil
}

// tryOnce sends a request, again with another cookie if the tracker wants that, and
// waits for the answer.
func (c *client) tryOnce(ctx context.Context, m message, timeout time.Duration) (answer message, err error) {
	if err := c.conn.SetDeadline(time.Now().Add(timeout)); err != nil {
		return answer, err
	}
	if ctx.Err() != nil {
		return answer, os.ErrDeadlineExceeded // the deadline of AfterFunc was overwritten
	}
	buf := make([]byte, pageSize+1)
	for range maxCookies {
		m.cookie = c.cookie
		if _, err := c.conn.Write(m.append(nil)); err != nil {
			return answer, err
		}
		if answer, err = c.read(buf, &m); err != nil {
			return answer, err
		}
		c.cookie = answer.cookie
		if answer.kind != retry {
			return answer, nil
		}
	}
	return answer, os.ErrDeadlineExceeded
}

// read returns the next answer to a request. Others are from earlier tries, or forged.
func (c *client) read(buf []byte, asked *message) (message, error) {
	for {
		n, err := c.conn.Read(buf)
		if err != nil {
			return message{}, err
		}
		head, err := parseHead(buf[:n])
		if err != nil || head.nonce != asked.nonce {
			continue
		}
		if head.format != format && head.kind == refused {
			return message{kind: refused, reason: refusedFormat}, nil
		}
		want := accepted
		if asked.kind == list {
			want = page
		}
		if m, err := parse(buf[:n]); err == nil && (m.kind == want || m.kind == retry || m.kind == refused && refusalKinds[m.reason] != 0) {
			return m, nil
		}
	}
}
