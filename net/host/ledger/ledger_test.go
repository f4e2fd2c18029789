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

// A flood from more addresses than memory has room for takes no more than there
// is, and what is needed is still there after it.
func TestFlood(t *testing.T) {
	now := time.Unix(1e9, 0)
	l := New(func(int, time.Time) bool { return false })
	l.Needed = func(entry int) bool { return entry < 1000 }
	most := 0
	for i := range 4 * Most {
		l.Add(fmt.Sprint("2001:db8:", i), i, now)
		most = max(most, l.Len())
	}
	if most > Most+minSweep {
		t.Errorf("%d addresses are remembered", most)
	}
	if l.Len() < Most/2 {
		t.Errorf("only %d are left", l.Len())
	}
	for i := range 1000 {
		if e, known := l.Of(fmt.Sprint("2001:db8:", i)); !known || e != i {
			t.Fatalf("what is needed of address %d was forgotten", i)
		}
	}
}

// Where all that is there is needed, adding more stays cheap.
func TestAllNeeded(t *testing.T) {
	sweeps := 0
	l := New(func(entry int, _ time.Time) bool {
		if entry == 0 {
			sweeps++
		}
		return false
	})
	l.Needed = func(int) bool { return true }
	for i := range 2 * Most {
		l.Add(fmt.Sprint(i), i, time.Time{})
	}
	if l.Len() != 2*Most || sweeps > 2*Most/minSweep {
		t.Errorf("%d entries after %d sweeps", l.Len(), sweeps)
	}
}
