package tcplink

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"clew/net/link"
)

// ErrRelease, wrapped by the error of a Split, ends the Link but not its
// connection, which somebody else then reads on: see Link.Released. What Split has
// seen of it and not taken is not read again.
var ErrRelease = errors.New("tcplink: the connection is released")

// farewellBytes is how much is read after Close, to throw away. It is more than
// an end has under way that is told to go and does.
const farewellBytes = 2 << 20

// read fills the inbox until the stream ends. Then it waits for Close, and
// reads on to throw away: a connection closed with bytes unread is reset, and
// a reset may overtake the farewell. An end that floods all the same has to wait
// until the farewell has had its time.
func (l *Link) read(prefix []byte, done chan<- struct{}) {
	defer close(done)
	err := l.scan(prefix)
	l.mu.Lock()
	if l.recvErr == nil {
		l.recvErr = err
	}
	l.released = errors.Is(err, ErrRelease) && l.sendErr == nil
	released := l.released
	l.notify()
	l.mu.Unlock()
	<-l.closing
	if !released {
		if n, _ := io.CopyN(io.Discard, l.conn, farewellBytes); n == farewellBytes {
			time.Sleep(time.Until(l.farewell)) // which was set before closing was closed
		}
	}
}

// scan delivers message after message and returns why there are no more. Its
// buffer begins small and grows as bytes arrive, up to the longest frame.
func (l *Link) scan(prefix []byte) error {
	s := bufio.NewScanner(io.MultiReader(bytes.NewReader(prefix), counted{l}))
	s.Buffer(make([]byte, 0, min(1024, l.opts.Max)), l.opts.Max)
	s.Split(patient(l.opts.Split))
	l.bytesIn.Add(uint64(len(prefix)))
	for s.Scan() {
		if err := l.deliver(s.Bytes()); err != nil {
			return err
		}
	}
	switch err := s.Err(); {
	case err == nil:
		return link.ErrGone
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("%w: over %d bytes", link.ErrTooLong, l.opts.Max)
	case errors.Is(err, link.ErrTooLong):
		return err
	default:
		return fmt.Errorf("%w: %w", link.ErrGone, err)
	}
}

// farGap is how many bytes in a row may belong to no message. A person who does
// nothing but press Enter sends less in ten minutes.
const farGap = 64 << 10

// patient is a split that skips so much and no more.
func patient(split bufio.SplitFunc) bufio.SplitFunc {
	gap := 0
	return func(data []byte, atEOF bool) (int, []byte, error) {
		n, token, err := split(data, atEOF)
		switch gap += n; {
		case token != nil:
			gap = 0
		case err == nil && gap > farGap:
			return 0, nil, fmt.Errorf("%w: no message in %d bytes", link.ErrTooLong, farGap)
		}
		return n, token, err
	}
}

// deliver puts msg into the inbox as soon as there is room.
func (l *Link) deliver(msg []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.closed && l.recvErr == nil {
		err := l.inbox.Push(link.Reliable, msg)
		if !errors.Is(err, link.ErrSlow) {
			l.notify()
			return err
		}
		l.resume = l.inbox.Len() / 2
		l.room.Wait()
	}
	return link.ErrClosed
}

func (l *Link) notify() {
	select {
	case l.opts.Notify <- struct{}{}:
	default:
	}
}

// counted is the connection, with its bytes counted.
type counted struct{ l *Link }

func (c counted) Read(b []byte) (int, error) {
	n, err := c.l.conn.Read(b)
	c.l.bytesIn.Add(uint64(n))
	return n, err
}
