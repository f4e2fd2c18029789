package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
)

// The delay leaves room for the late snapshots, and for no more.
func TestDelayFollowsTheJitter(t *testing.T) {
	var p playbackClock
	feed := func(jitter time.Duration) {
		for i := range 200 {
			tick := sim.Tick(p.n * 2)
			late := time.Duration(i*7919%100) * jitter / 100
			p.add(time.Duration(tick)*TickDuration+late, tick, 2*TickDuration, 0)
		}
	}
	feed(0)
	if p.jitter != 0 {
		t.Errorf("without jitter: %v", p.jitter)
	}
	feed(100 * time.Millisecond)
	if p.jitter < 80*time.Millisecond || p.jitter > 100*time.Millisecond {
		t.Errorf("with 100 ms of jitter: %v", p.jitter)
	}
	feed(0)
	if p.jitter != 0 {
		t.Errorf("after the jitter: %v", p.jitter)
	}
}
