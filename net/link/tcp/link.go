// Package tcp is a link over a stream, usually a TCP connection.
//
// One goroutine reads into a bounded inbox and one writes from a bounded
// outbox; the owner of the Link never waits for either. Messages that pile up
// while a write is in progress leave together in the next. They all arrive in
// the order in which they were sent, except for Unreliable ones that are pushed
// out of the outbox, by the eighth newer one unless the Options say otherwise:
// so a snapshot is dropped only when it is stale, and not when a pong comes.
package tcp

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"clew/net/link"
)

// Link is a link.Link over a net.Conn. Its errors wrap the errors of package
// link and, where there is one, that of the connection.
type Link struct {
	conn     net.Conn
	opts     Options
	frame    []byte // the last message that was sent, in its frame
	received []byte // what Receive returned last
	bytesIn  atomic.Uint64
	bytesOut atomic.Uint64
	closing  chan struct{} // closed by Close
	done     chan struct{}

	mu            sync.Mutex // guards all below
	inboxRoom     sync.Cond  // the inbox has room again, or is not needed any more
	resumeLen     int        // messages in the inbox at which one that had no room is tried again
	outboxReady   sync.Cond  // the outbox has something, or never will again
	inbox         link.Queue
	outbox        link.Queue
	sendErr       error
	recvErr       error
	broken        bool      // the connection is closed: nothing more can be written
	detached      bool      // it is to be left open, for another Link
	closed        bool      // by Close
	closeDeadline time.Time // when the closed link ends at the latest
}

// Stats counts what went over the connection so far, framing included, and what
// has not gone yet.
type Stats struct {
	BytesIn  uint64
	BytesOut uint64
	Dropped  uint64 // Unreliable messages pushed out by newer ones, before they left
	Queued   int    // messages that wait to be written
}

// New makes a Link of conn and takes it over: Close closes it too. It starts
// two goroutines, which end after Close.
func New(conn net.Conn, opts Options) *Link {
	opts = opts.withDefaults()
	setSocketOptions(conn, opts)
	l := &Link{
		conn:     conn,
		opts:     opts,
		received: []byte{},
		closing:  make(chan struct{}),
		done:     make(chan struct{}),
		inbox:    link.NewQueue(opts.Inbox, link.Limit{}),
		outbox:   link.NewQueue(opts.Reliable, opts.Unreliable),
	}
	l.inboxRoom.L, l.outboxReady.L = &l.mu, &l.mu
	prefix := append([]byte(nil), opts.Prefix...)
	l.opts.Prefix = nil
	readerDone := make(chan struct{})
	go l.read(prefix, readerDone)
	go l.write(readerDone)
	return l
}

// Send implements link.Link. The error is link.ErrSlowReader when too many
// Reliable messages wait, or when the other end has not read for the
// WriteTimeout; the connection is then cut off.
func (l *Link) Send(class link.Class, msg []byte) error {
	l.frame = l.opts.Frame(l.frame[:0], msg)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sendErr != nil {
		return l.sendErr
	}
	if err := l.outbox.Push(class, l.frame); err != nil {
		l.fail(err)
		return err
	}
	l.outboxReady.Signal()
	return nil
}

// Receive implements link.Link. The error is link.ErrTooLong when the other end
// sent more than the Framing allows; a Bye may still be sent then.
func (l *Link) Receive() ([]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, link.ErrClosed
	}
	msg, _, ok := l.inbox.Pop(l.received[:0])
	if !ok {
		return nil, l.recvErr
	}
	l.received = msg
	if l.inbox.Len() <= l.resumeLen {
		l.inboxRoom.Signal()
	}
	return msg, nil
}

// Close returns at once. What was sent before is still written, as far as the
// other end reads it within a second; then the connection is closed, and so is
// Done. It always returns nil.
func (l *Link) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	l.closed = true
	l.sendErr = link.ErrClosed
	l.closeDeadline = time.Now().Add(closeTimeout)
	l.conn.SetDeadline(l.closeDeadline)
	close(l.closing)
	l.inboxRoom.Signal()
	l.outboxReady.Signal()
	return nil
}

// Done returns a channel that is closed when, after Close, the connection is
// closed and nothing of the Link runs any more.
func (l *Link) Done() <-chan struct{} { return l.done }

// Detached reports, once Done is closed, that the connection is still open and
// belongs to the caller again, see ErrDetach. Everything that was sent has been
// written.
func (l *Link) Detached() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.detached
}

// RemoteAddr returns the address of the other end.
func (l *Link) RemoteAddr() net.Addr { return l.conn.RemoteAddr() }

// Stats returns the counts. It may be called from any goroutine.
func (l *Link) Stats() Stats {
	l.mu.Lock()
	defer l.mu.Unlock()
	return Stats{l.bytesIn.Load(), l.bytesOut.Load(), l.outbox.Dropped(), l.outbox.Len()}
}

// fail ends sending with err. An end that does not read gets no goodbye: its
// connection is reset, so that the kernel drops at once what it holds for it.
// The lock is held.
func (l *Link) fail(err error) {
	if l.sendErr == nil {
		l.sendErr = err
	}
	l.detached = false // what was written may end in the middle of a message
	if errors.Is(err, link.ErrSlowReader) {
		l.broken = true
		if c, ok := l.conn.(interface{ SetLinger(int) error }); ok {
			c.SetLinger(0)
		}
		l.conn.Close()
		if l.recvErr == nil {
			l.recvErr = err
		}
	}
	l.inboxRoom.Signal()
	l.outboxReady.Signal()
}
