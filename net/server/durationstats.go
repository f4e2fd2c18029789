package server

import "time"

// durationStats summarizes durations between two reports.
type durationStats struct {
	count int
	sum   time.Duration
	max   time.Duration

	takenAt   time.Duration // time of the last report
	everTaken bool          // there was one
}

func (t *durationStats) add(d time.Duration) {
	t.count++
	t.sum += d
	t.max = max(t.max, d)
}

// take returns the summary and resets it, unless it is empty or the last report
// is less than interval ago.
func (t *durationStats) take(now, interval time.Duration) (taken durationStats, ok bool) {
	if t.count == 0 || t.everTaken && now-t.takenAt < interval {
		return durationStats{}, false
	}
	taken, *t = *t, durationStats{takenAt: now, everTaken: true}
	return taken, true
}
