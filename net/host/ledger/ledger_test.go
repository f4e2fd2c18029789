package ledger

import (
	"fmt"
	"testing"
	"time"
)

// What is spent is forgotten, what is not is kept, however many there are.
func TestLedger(t *testing.T) {
	now := time.Unix(1e9, 0)
	l := New(func(until time.Time, now time.Time) bool { return until.Before(now) })
	l.Add("lasting", now.Add(time.Hour), now)
	most := 0
	for i := range 10_000 {
		now = now.Add(100 * time.Millisecond)
		l.Add(fmt.Sprint("address ", i), now.Add(time.Second), now)
		most = max(most, l.Len())
	}
	if most > minSweep {
		t.Errorf("%d addresses are remembered", most)
	}
	if until, known := l.Of("lasting"); !known || until.Before(now) {
		t.Error("what is not spent was forgotten")
	}
	if _, known := l.Of("address 0"); known {
		t.Error("what is spent was not forgotten")
	}
	for i := range 2 * minSweep { // none of which is spent
		l.Add(fmt.Sprint("busy ", i), now.Add(time.Hour), now)
	}
	n := 0
	for from, until := range l.All() {
		if until.IsZero() || from == "" {
			t.Errorf("%q: %v", from, until)
		}
		n++
	}
	if n != l.Len() || n < 2*minSweep+1 {
		t.Errorf("%d of %d addresses", n, l.Len())
	}
}
