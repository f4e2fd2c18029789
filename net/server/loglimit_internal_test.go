package server

import (
	"fmt"
	"testing"
	"time"
)

// Addresses that have long been silent are forgotten, and no address is named unless
// it caused most lines.
func TestLogLimiter(t *testing.T) {
	now, q, most, out := time.Unix(1e9, 0), newLogLimiter(), 0, 0
	for i := range 100_000 {
		now = now.Add(10 * time.Millisecond)
		if !q.allow(fmt.Sprint("address ", i), "joined", now) {
			out++
		}
		most = max(most, q.byAddr.limiters.Len())
	}
	if most > 800 {
		t.Errorf("%d addresses are remembered", most)
	}
	if in := 100_000 - out; in > linesTotal+10*1000+1 {
		t.Errorf("%d lines in 1000 s", in)
	}
	sum, ok := q.take(now)
	if !ok || sum.total != out || sum.byMessage["joined"] != out || sum.majority() != "" {
		t.Errorf("%v, mostly from %q", sum, sum.majority())
	}
	if _, ok := q.take(now.Add(time.Hour)); ok {
		t.Error("the same was told twice")
	}
}
