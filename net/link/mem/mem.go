// Package mem is a link within the process: what one end sends, the other may
// receive at once. A client that hosts its own game, the tests and the Lab use
// it.
package mem

import (
	"sync"

	"clew/net/link"
)

// The limits of what waits for an end that does not receive. Beyond them, Send
// rejects Reliable messages with ErrSlowReader, and Unreliable ones push out the
// oldest of their class. Below them everything arrives, in the order in
// which it was sent.
const (
	MaxMessages        = 4096    // of each class
	MaxReliableBytes   = 4 << 20 // of all Reliable messages together
	MaxUnreliableBytes = 1 << 20 // of all Unreliable messages together
)

// Pair returns the two ends of a new link. Each end may be used by its own
// goroutine; no end ever waits for the other. In the steady state neither
// sending nor receiving allocates. Both ends implement link.Classifier.
func Pair() (a, b link.Link) {
	p := new(pair)
	for i := range p.ends {
		p.ends[i] = end{
			mu:   &p.mu,
			peer: &p.ends[1-i],
			inbox: link.NewQueue(
				link.Limit{Messages: MaxMessages, Bytes: MaxReliableBytes},
				link.Limit{Messages: MaxMessages, Bytes: MaxUnreliableBytes}),
			msg: []byte{},
		}
	}
	return &p.ends[0], &p.ends[1]
}

type pair struct {
	mu   sync.Mutex // guards both ends
	ends [2]end
}

// end is one end of a pair.
type end struct {
	mu      *sync.Mutex
	peer    *end
	inbox   link.Queue // what the peer has sent
	msg     []byte     // what Receive returned last
	class   link.Class // how that was sent
	sendErr error      // of sending, once it has failed
	closed  bool
}

// Clone copies a link, given one of its ends, with the messages that wait in
// it. near is the copy of l, far that of the other end. It panics when l is not
// a link of this package.
func Clone(l link.Link) (near, far link.Link) {
	from := l.(*end)
	from.mu.Lock()
	defer from.mu.Unlock()
	p := new(pair)
	for i, e := range []*end{from, from.peer} {
		p.ends[i] = end{
			mu: &p.mu, peer: &p.ends[1-i], inbox: e.inbox.Clone(), msg: []byte{},
			class: e.class, sendErr: e.sendErr, closed: e.closed,
		}
	}
	return &p.ends[0], &p.ends[1]
}

// Peer returns the other end of a link of this package.
func Peer(l link.Link) link.Link { return l.(*end).peer }

func (e *end) Send(class link.Class, msg []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.sendErr != nil:
	case e.peer.closed:
		e.sendErr = link.ErrDisconnected
	default:
		e.sendErr = e.peer.inbox.Push(class, msg)
	}
	return e.sendErr
}

func (e *end) Receive() ([]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, link.ErrClosed
	}
	if msg, class, ok := e.inbox.Pop(e.msg[:0]); ok {
		e.msg, e.class = msg, class
		return msg, nil
	}
	if e.peer.closed {
		return nil, link.ErrDisconnected
	}
	return nil, nil
}

// Class implements link.Classifier.
func (e *end) Class() link.Class { return e.class }

func (e *end) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	e.sendErr = link.ErrClosed
	e.inbox = link.Queue{}
	return nil
}
