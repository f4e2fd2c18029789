package screen

import (
	"testing"
	"time"
)

// Usually an Update is a tick; after a frame that took long, some are made up.
func TestPace(t *testing.T) {
	var p pace
	at := func(ticks float64) time.Duration { return time.Duration(ticks * float64(tick)) }
	for _, tc := range []struct {
		now  float64
		want int
	}{
		{100, 1}, {101, 1}, {102.5, 1}, {102.9, 1}, {103.1, 1}, // as Ebitengine calls it
		{107, 1},           // two late: nobody sees that
		{111, 6}, {112, 1}, // a long frame
		{400, 1}, {401, 1}, // the window was dragged
	} {
		if got := p.due(at(tc.now)); got != tc.want {
			t.Errorf("at tick %v: %d ticks, want %d", tc.now, got, tc.want)
		}
	}
}
