package server

import (
	"fmt"
	"testing"
	"time"
)

// Expired entries are forgotten, and others kept, however many there are.
func TestAddrTable(t *testing.T) {
	now := time.Unix(1e9, 0)
	l := newAddrTable(func(until time.Time, now time.Time) bool { return until.Before(now) })
	l.Set("lasting", now.Add(time.Hour), now)
	most := 0
	for i := range 10_000 {
		now = now.Add(100 * time.Millisecond)
		l.Set(fmt.Sprint("address ", i), now.Add(time.Second), now)
		most = max(most, l.Len())
	}
	if most > minSweep {
		t.Errorf("%d addresses are remembered", most)
	}
	if until, known := l.Get("lasting"); !known || until.Before(now) {
		t.Error("what is not spent was forgotten")
	}
	if _, known := l.Get("address 0"); known {
		t.Error("what is spent was not forgotten")
	}
	for i := range 2 * minSweep { // none of which is spent
		l.Set(fmt.Sprint("busy ", i), now.Add(time.Hour), now)
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

// A flood from more addresses than fit takes no more memory than allowed, and
// pinned entries survive it.
func TestAddrTableFlood(t *testing.T) {
	now := time.Unix(1e9, 0)
	l := newAddrTable(func(int, time.Time) bool { return false })
	l.Pinned = func(entry int) bool { return entry < 1000 }
	most := 0
	for i := range 4 * maxAddrs {
		l.Set(fmt.Sprint("2001:db8:", i), i, now)
		most = max(most, l.Len())
	}
	if most > maxAddrs+minSweep {
		t.Errorf("%d addresses are remembered", most)
	}
	if l.Len() < maxAddrs/2 {
		t.Errorf("only %d are left", l.Len())
	}
	for i := range 1000 {
		if e, known := l.Get(fmt.Sprint("2001:db8:", i)); !known || e != i {
			t.Fatalf("what is needed of address %d was forgotten", i)
		}
	}
}

// If all entries are pinned, adding more stays cheap.
func TestAddrTableAllPinned(t *testing.T) {
	sweeps := 0
	l := newAddrTable(func(entry int, _ time.Time) bool {
		if entry == 0 {
			sweeps++
		}
		return false
	})
	l.Pinned = func(int) bool { return true }
	for i := range 2 * maxAddrs {
		l.Set(fmt.Sprint(i), i, time.Time{})
	}
	if l.Len() != 2*maxAddrs || sweeps > 2*maxAddrs/minSweep {
		t.Errorf("%d entries after %d sweeps", l.Len(), sweeps)
	}
}
