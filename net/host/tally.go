package host

import "time"

// tally counts durations, to be told of now and then rather than one by one.
type tally struct {
	n    int
	sum  time.Duration
	most time.Duration

	taken time.Duration // when they were last told of
	ever  bool          // they were
}

func (t *tally) add(d time.Duration) {
	t.n++
	t.sum += d
	t.most = max(t.most, d)
}

// take empties the tally, if it has something and the last time was long
// enough ago, and returns what was in it.
func (t *tally) take(now, every time.Duration) (was tally, ok bool) {
	if t.n == 0 || t.ever && now-t.taken < every {
		return tally{}, false
	}
	was, *t = *t, tally{taken: now, ever: true}
	return was, true
}
