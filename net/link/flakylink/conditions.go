// Package flakylink makes any link as bad as the Internet: it adds latency,
// jitter, loss, doubling and reordering, drawn from a seed, on the clock of
// its caller.
package flakylink

import "time"

// Conditions are what happens to messages in one direction. The zero value is
// a perfect wire.
type Conditions struct {
	Latency time.Duration // what every message takes, one way
	Jitter  time.Duration // on top of that, evenly drawn from 0 to this
	Loss    int           // per cent of the messages that are lost
	Double  int           // per cent that arrive twice
	Reorder int           // per cent that are held back behind later ones
}

// Config is the state of a flaky link, seen from the end that it wraps.
type Config struct {
	Up   Conditions // what this end sends
	Down Conditions // what this end receives
	// Stream makes it behave as TCP does: nothing is lost, doubled or
	// overtaken, but a loss stalls all that comes behind it until the
	// resend. Otherwise it is a datagram link: Newest messages are lost and
	// reordered, Reliable ones only come later, as a resend would.
	Stream bool
}
