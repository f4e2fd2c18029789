package tcp

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"clew/net/link"
)

// ErrDetach ends the Link, but not its connection, when the error of a Split
// wraps it; the caller then reads on from the connection, see Link.Detached. What
// Split has seen and not consumed is not read again.
var ErrDetach = errors.New("tcp: the connection is detached")

// maxDiscard is how much is read and thrown away after Close. It is more than
// an end has in flight that is told to go and does.
const maxDiscard = 2 << 20

// read fills the inbox until the stream ends. Then it waits for Close and
// discards what still comes: a connection closed with unread bytes is reset,
// and a reset may overtake the last message. An end that floods all the same
// has to wait until that message has had its time.
func (l *Link) read(prefix []byte, done chan<- struct{}) {
	defer close(done)
	err := l.scan(prefix)
	l.mu.Lock()
	if l.recvErr == nil {
		l.recvErr = err
	}
	l.detached = errors.Is(err, ErrDetach) && l.sendErr == nil
	released := l.detached
	l.notify()
	l.mu.Unlock()
	<-l.closing
	if !released {
		if n, _ := io.CopyN(io.Discard, l.conn, maxDiscard); n == maxDiscard {
			time.Sleep(time.Until(l.closeDeadline)) // which was set before closing was closed
		}
	}
}

// scan delivers message after message and returns why there are no more. Its
// buffer starts small and grows as bytes arrive, up to the longest frame.
func (l *Link) scan(prefix []byte) error {
	s := bufio.NewScanner(io.MultiReader(bytes.NewReader(prefix), countingReader{l}))
	s.Buffer(make([]byte, 0, min(1024, l.opts.Max)), l.opts.Max)
	s.Split(limitGap(l.opts.Split))
	l.bytesIn.Add(uint64(len(prefix)))
	for s.Scan() {
		if err := l.deliver(s.Bytes()); err != nil {
			return err
		}
	}
	switch err := s.Err(); {
	case err == nil:
		return link.ErrDisconnected
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("%w: over %d bytes", link.ErrTooLong, l.opts.Max)
	case errors.Is(err, link.ErrTooLong):
		return err
	default:
		return fmt.Errorf("%w: %w", link.ErrDisconnected, err)
	}
}

// maxGap is how many bytes in a row may belong to no message. A person who only
// presses Enter sends less in ten minutes.
const maxGap = 64 << 10

// limitGap makes a split fail after skipping more than maxGap bytes.
func limitGap(split bufio.SplitFunc) bufio.SplitFunc {
	gap := 0
	return func(data []byte, atEOF bool) (int, []byte, error) {
		n, token, err := split(data, atEOF)
		switch gap += n; {
		case token != nil:
			gap = 0
		case err == nil && gap > maxGap:
			return 0, nil, fmt.Errorf("%w: no message in %d bytes", link.ErrTooLong, maxGap)
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
		if !errors.Is(err, link.ErrSlowReader) {
			l.notify()
			return err
		}
		l.resumeLen = l.inbox.Len() / 2
		l.inboxRoom.Wait()
	}
	return link.ErrClosed
}

func (l *Link) notify() {
	select {
	case l.opts.Notify <- struct{}{}:
	default:
	}
}

// countingReader reads from the connection and counts the bytes.
type countingReader struct{ l *Link }

func (c countingReader) Read(b []byte) (int, error) {
	n, err := c.l.conn.Read(b)
	c.l.bytesIn.Add(uint64(n))
	return n, err
}
