// Package link defines a Link: something that carries messages, as bytes, from
// one end to the other. The transports are in the folders below.
//
// A Link never blocks, never calls back and knows no message by its content.
// The owner of the clock polls it, so that a game over any Link can run on a
// virtual clock, and a test over memory is the same program as a game over TCP.
package link

import "errors"

// Class says how a message is to be delivered.
type Class uint8

// The classes.
const (
	// Reliable messages arrive all, once, and in the order they were sent:
	// hello, level, chat.
	Reliable Class = iota
	// Unreliable messages may be lost, duplicated or overtaken, and a newer one
	// may replace an older one that has not left yet: inputs, snapshots.
	Unreliable
)

// The errors of a Link; test with errors.Is.
var (
	// ErrClosed means that this end was closed, by Close.
	ErrClosed = errors.New("link: closed")
	// ErrDisconnected means that the other end closed, or that the network
	// under the link died.
	ErrDisconnected = errors.New("link: the other end is gone")
	// ErrSlowReader means that the other end reads so slowly that the Reliable
	// messages waiting for it exceeded their limit. The link is then useless.
	ErrSlowReader = errors.New("link: the other end does not read")
	// ErrTooLong means that a message is longer than the link carries.
	ErrTooLong = errors.New("link: message too long")
)

// Link is one end of a connection. Only one goroutine may use it at a time,
// whatever goes on underneath. Its owner closes it, also after an error.
type Link interface {
	// Send hands over a message and copies it; the caller keeps msg. It
	// never blocks. Once it has returned an error, it always does: a
	// Reliable message that could not go would leave a hole that nobody
	// sees. That a message was taken does not mean that it arrives: the
	// other end may go away first.
	Send(class Class, msg []byte) error

	// Receive returns the next message that has arrived, or nil when none
	// has; a message without bytes comes as an empty slice that is not nil.
	// The bytes are the caller's until the next call of Receive. All that
	// arrived before the other end went away is handed out before ErrDisconnected
	// is. Once it has returned an error, it always does; sending may go on.
	Receive() ([]byte, error)

	// Close tells the other end, after the Reliable messages that were
	// already handed over, and frees what the link holds. From then on Send
	// and Receive return ErrClosed. It may be called more than once.
	Close() error
}

// Classifier is a Link that knows how a received message was sent. A stream
// does not: there, all messages are as good as Reliable.
type Classifier interface {
	Link

	// Class returns the class of the message that Receive returned last.
	Class() Class
}
