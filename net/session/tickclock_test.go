package session

import (
	"testing"
	"time"

	"clew/net/replica"
)

func TestPace(t *testing.T) {
	const tick = replica.TickDuration
	var p TickClock
	for _, tc := range []struct {
		now     time.Duration
		ticks   int
		dropped time.Duration
	}{
		{100 * tick, 1, 0},
		{100*tick + tick/2, 0, 0},
		{101 * tick, 1, 0},
		{104*tick + tick/2, 3, 0},
		{105 * tick, 1, 0},
		{110 * tick, 5, 0},
		{120 * tick, 5, 5 * tick},
		{120*tick + tick/2, 0, 0},
		{121 * tick, 1, 0},
		{200*tick + tick/2, 5, 74 * tick},
		{201 * tick, 1, 0},
	} {
		ticks, dropped := p.Due(tc.now)
		if ticks != tc.ticks || dropped != tc.dropped {
			t.Errorf("at tick %.1f: %d ticks, %v dropped; want %d, %v", float64(tc.now)/float64(tick), ticks, dropped, tc.ticks, tc.dropped)
		}
	}
	if w := p.UntilNext(201*tick + tick/4); w != tick-tick/4 {
		t.Errorf("Wait is %v", w)
	}
}
