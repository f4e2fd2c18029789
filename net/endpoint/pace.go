package endpoint

import (
	"time"

	"clew/net/replica"
)

// maxCatchUp is how many ticks are made up for at once; time beyond that is
// dropped.
const maxCatchUp = 5

// Pace tells how many ticks are due. It reads no clock: it is given the time.
type Pace struct {
	next    time.Duration // when the next tick is due
	started bool
}

// Due is how many ticks are to be carried out now, at most maxCatchUp, and how
// much time was dropped because that is not all.
func (p *Pace) Due(now time.Duration) (ticks int, dropped time.Duration) {
	if !p.started {
		p.next, p.started = now, true
	}
	for p.next <= now && ticks < maxCatchUp {
		p.next += replica.TickTime
		ticks++
	}
	if late := now - p.next; late >= 0 {
		dropped = late + replica.TickTime
		dropped -= dropped % replica.TickTime
		p.next += dropped
	}
	return ticks, dropped
}

// Wait is how long it is from now until the next tick is due.
func (p *Pace) Wait(now time.Duration) time.Duration { return max(p.next-now, 0) }
