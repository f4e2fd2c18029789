package replica

import (
	"slices"
	"time"

	"clew/engine/sim"
)

// window is how many snapshots are kept and measured: two seconds at 30 a second.
const window = 64

const (
	lateShare  = 20                     // one snapshot in so many may come too late to be shown
	snapBeyond = 500 * time.Millisecond // a clock that is off by more is set at once …
	slewRate   = 10                     // … one that is off by less runs 1/slewRate too fast or slow
)

// playbackClock decides which tick of the other players to show: one so far in
// the past that the snapshots around it have arrived, late ones included.
//
// The lag of a snapshot is its arrival on the client's clock minus its tick on
// the server's. How the two clocks relate does not matter, only how the lags
// differ: the smallest belongs to a snapshot that met no delay, and the others
// say how much later snapshots can come.
//
//	smallest lag         target
//	     │◀─ interval ─▶│◀ jitter ▶│
//	     ├──────────────┴──────────┤
//	     ▪▪▪▪▪▪▪  ▪▪▪ ▪  ▪       ▪ │  lags of the newest snapshots
type playbackClock struct {
	lags     [window]time.Duration // of the newest snapshots, a ring
	arrivals [window]time.Duration // likewise
	n        int                   // snapshots so far

	lag     time.Duration // the lag at which the others are shown
	movedAt time.Duration // when lag was last moved
	target  time.Duration // where it should be

	minLag    time.Duration // of the newest snapshots
	jitter    time.Duration // how much later the late ones come
	deviation time.Duration // mean deviation of the lags
	delay     time.Duration // of target behind minLag: interval + jitter, unless it is set
}

func (c *playbackClock) reset() { *c = playbackClock{} }

// add adds a snapshot. See aim for the other parameters.
func (c *playbackClock) add(now time.Duration, tick sim.Tick, interval, fixed time.Duration) {
	c.record(now, tick)
	c.measure()
	c.aim(interval, fixed)
	if off := c.target - c.lag; c.n == 1 || off > snapBeyond || off < -snapBeyond {
		c.lag, c.movedAt = c.target, now
	}
}

// record keeps the lag of a snapshot.
func (c *playbackClock) record(now time.Duration, tick sim.Tick) {
	c.lags[c.n%window] = now - time.Duration(tick)*TickDuration
	c.arrivals[c.n%window] = now
	c.n++
}

// measure updates what follows from the lags.
func (c *playbackClock) measure() {
	n := min(c.n, window)
	var sorted [window]time.Duration
	copy(sorted[:], c.lags[:n])
	slices.Sort(sorted[:n])
	late := sorted[n-1-n/lateShare]
	c.deviation = meanDeviation(sorted[:n])
	c.minLag, c.jitter = sorted[0], late-sorted[0]
}

// meanDeviation returns the mean distance from the mean.
func meanDeviation(lags []time.Duration) time.Duration {
	var sum, deviation time.Duration
	for _, lag := range lags {
		sum += lag - lags[0]
	}
	mean := lags[0] + sum/time.Duration(len(lags))
	for _, lag := range lags {
		deviation += (lag - mean).Abs()
	}
	return deviation / time.Duration(len(lags))
}

// aim sets how far in the past to show the others: the interval between two
// snapshots plus the jitter or, unless it is 0, fixed.
func (c *playbackClock) aim(interval, fixed time.Duration) {
	c.delay = interval + c.jitter
	if fixed != 0 {
		c.delay = fixed
	}
	c.target = c.minLag + c.delay
}

// lagAt returns the lag at which the others are shown, as it will have moved by
// now.
func (c *playbackClock) lagAt(now time.Duration) time.Duration {
	step := max(now-c.movedAt, 0) / slewRate
	return c.lag + min(max(c.target-c.lag, -step), step)
}

// advance moves the lag towards its target. It is called every tick, so that
// drawing in between changes nothing.
func (c *playbackClock) advance(now time.Duration) {
	c.lag = c.lagAt(now)
	c.movedAt = max(c.movedAt, now)
}

// time returns the moment on the server's clock at which the others are shown.
func (c *playbackClock) time(now time.Duration) time.Duration {
	if c.n == 0 {
		return 0
	}
	return max(now-c.lagAt(now), 0)
}

// rate returns how many snapshots came in the last second.
func (c *playbackClock) rate(now time.Duration) int {
	n := 0
	for _, at := range c.arrivals[:min(c.n, window)] {
		if now-at < time.Second {
			n++
		}
	}
	return n
}

// arrival returns when the snapshot i before the newest came.
func (c *playbackClock) arrival(i int) time.Duration { return c.arrivals[(c.n-1-i)%window] }
