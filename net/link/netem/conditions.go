package netem

import "time"

// MaxDelay is the maximum of Latency and Jitter.
const MaxDelay = time.Minute

// Conditions describes what happens to messages in one direction. The zero
// value is a perfect wire. Numbers out of their range count as the nearest in
// it.
type Conditions struct {
	Latency   time.Duration // what every message takes, one way; 0 to MaxDelay
	Jitter    time.Duration // on top of that, evenly drawn from 0 to this; 0 to MaxDelay
	Loss      int           // per cent of the messages that are lost
	Duplicate int           // per cent that arrive twice
	Reorder   int           // per cent that are held back behind later ones
}

// Config describes the network in both directions, seen from the wrapped end.
type Config struct {
	Up   Conditions // what this end sends
	Down Conditions // what this end receives
	// Stream makes it behave as TCP does: nothing is lost, duplicated or
	// overtaken, but a loss stalls all that comes behind it until the
	// resend. Otherwise it is a datagram link: Unreliable messages are lost and
	// reordered, Reliable ones only come later, as a resend would.
	Stream bool
}

func (c Config) clamped() Config {
	c.Up, c.Down = c.Up.clamped(), c.Down.clamped()
	return c
}

func (c Conditions) clamped() Conditions {
	return Conditions{
		Latency:   clamp(c.Latency, MaxDelay),
		Jitter:    clamp(c.Jitter, MaxDelay),
		Loss:      clamp(c.Loss, 100),
		Duplicate: clamp(c.Duplicate, 100),
		Reorder:   clamp(c.Reorder, 100),
	}
}

func clamp[T int | time.Duration](v, limit T) T { return max(0, min(v, limit)) }
