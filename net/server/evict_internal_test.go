package server

import (
	"fmt"
	"testing"
	"time"
)

// A full door looks at everybody who waits for each newcomer: that costs little, or
// whoever has many addresses could keep the door busy.
func TestFullDoorAllocatesLittle(t *testing.T) {
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
