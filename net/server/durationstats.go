package server

import "time"

// durationStats counts durations, to be told of now and then rather than one by one.
type durationStats struct {
	count int
	sum   time.Duration
	max   time.Duration

	takenAt   time.Duration // when they were last told of
	everTaken bool          // they were
}

func (t *durationStats) add(d time.Duration) {
	t.count++
	t.sum += d
	t.max = max(t.max, d)
}

// take empties the tally, if it has something and the last time was long
// enough ago, and returns what was in it.
func (t *durationStats) take(now, every time.Duration) (was durationStats, ok bool) {
	if t.count == 0 || t.everTaken && now-t.takenAt < every {
		return durationStats{}, false
	}
	was, *t = *t, durationStats{takenAt: now, everTaken: true}
	return was, true
}
