package session

import (
	"time"

	"clew/net/replica"
)

// maxTicksAtOnce is how many ticks are made up for at once. Time beyond that is
// dropped.
const maxTicksAtOnce = 5

// TickClock tells how many ticks are due. It reads no clock: time is passed in.
type TickClock struct {
	// Slack is for a caller that is called about once a tick itself, such as
	// a window. As long as its ticks are within Slack of the time, each call
	// of Due is one tick; if they get further ahead, or so far behind that
	// time is dropped, the clock starts again. 0 follows the time exactly.
	Slack int

	next    time.Duration // when the next tick is due
	started bool
}

// Due returns how many ticks to carry out now, and how much time was dropped
// because that is not all.
func (c *TickClock) Due(now time.Duration) (ticks int, dropped time.Duration) {
	if !c.started {
		c.next, c.started = now, true
	}
	due := c.ticksUntil(now)
	switch {
	case c.Slack == 0:
		ticks = min(max(due, 0), maxTicksAtOnce)
	case due > 1+c.Slack && due <= 1+c.Slack+maxTicksAtOnce:
		ticks = due
	default:
		ticks = 1
	}
	if c.Slack > 0 && due < 1-c.Slack {
		c.next = now
	}
	c.next += time.Duration(ticks) * replica.TickDuration
	if behind := due - ticks; behind > c.Slack {
		dropped = time.Duration(behind) * replica.TickDuration
		c.next += dropped
	}
	return ticks, dropped
}

// ticksUntil returns how many ticks are due at a time; below 0 if the ticks
// carried out are ahead of it.
func (c *TickClock) ticksUntil(now time.Duration) int {
	if now < c.next {
		return -int((c.next - now - 1) / replica.TickDuration)
	}
	return int((now-c.next)/replica.TickDuration) + 1
}

// UntilNext returns the time from now until the next tick is due.
func (c *TickClock) UntilNext(now time.Duration) time.Duration { return max(c.next-now, 0) }
