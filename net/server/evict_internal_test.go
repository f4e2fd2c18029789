package server

import (
	"fmt"
	"testing"
	"time"
)

// Evicting looks at all pending connections for each new one. It must be cheap, or
// many addresses could keep the limiter busy.
func TestEvictionAllocatesLittle(t *testing.T) {
	d, now, n := newConnLimiter(32, 64, 16), time.Unix(1e9, 0), 0
	enter := func() {
		n++
		d.acquire(connInfo{addrKey: fmt.Sprintf("2001:db8:%x:%x::/64", n%700, n), evict: func() {}}, nil, now)
	}
	for range 500 {
		enter()
	}
	if got := testing.AllocsPerRun(500, enter); got > 60 {
		t.Errorf("%.0f allocations for a newcomer", got)
	}
}
