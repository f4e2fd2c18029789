package session

import (
	"testing"
	"time"

	"clew/net/replica"
)

func TestTickClock(t *testing.T) {
	const tick = replica.TickDuration
	var c TickClock
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
		ticks, dropped := c.Due(tc.now)
		if ticks != tc.ticks || dropped != tc.dropped {
			t.Errorf("at tick %.1f: %d ticks, %v dropped; want %d, %v", float64(tc.now)/float64(tick), ticks, dropped, tc.ticks, tc.dropped)
		}
	}
	if d := c.UntilNext(201*tick + tick/4); d != tick-tick/4 {
		t.Errorf("UntilNext is %v", d)
	}
}

// A window is called about once a tick: usually each call is a tick, and after a
// long frame some are made up for.
func TestTickClockWithSlack(t *testing.T) {
	c := TickClock{Slack: 2}
	for _, tc := range []struct {
		now  float64
		want int
	}{
		{100, 1}, {101, 1}, {102.5, 1}, {102.9, 1}, {103.1, 1}, // a call a tick, not evenly
		{107, 1},           // two late: nobody sees that
		{111, 6}, {112, 1}, // a long frame
		{400, 1}, {401, 1}, // the window was dragged
		{401.1, 1}, {401.2, 1}, {401.3, 1}, {401.4, 1}, {401.5, 1}, {402.6, 1}, // called too often
	} {
		if got, _ := c.Due(time.Duration(tc.now * float64(replica.TickDuration))); got != tc.want {
			t.Errorf("at tick %v: %d ticks, want %d", tc.now, got, tc.want)
		}
	}
}
