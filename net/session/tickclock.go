package session

import (
	"time"

	"clew/net/replica"
)

// maxTicksAtOnce is how many ticks are made up for at once; time beyond that is
// dropped.
const maxTicksAtOnce = 5

// TickClock tells how many ticks are due. It reads no clock: it is given the time.
type TickClock struct {
	next    time.Duration // when the next tick is due
	started bool
}

// Due is how many ticks are to be carried out now, at most maxTicksAtOnce, and how
// much time was dropped because that is not all.
func (p *TickClock) Due(now time.Duration) (ticks int, dropped time.Duration) {
	if !p.started {
		p.next, p.started = now, true
	}
	for p.next <= now && ticks < maxTicksAtOnce {
		p.next += replica.TickDuration
		ticks++
	}
	if late := now - p.next; late >= 0 {
		dropped = late + replica.TickDuration
		dropped -= dropped % replica.TickDuration
		p.next += dropped
	}
	return ticks, dropped
}

// UntilNext is how long it is from now until the next tick is due.
func (p *TickClock) UntilNext(now time.Duration) time.Duration { return max(p.next-now, 0) }
