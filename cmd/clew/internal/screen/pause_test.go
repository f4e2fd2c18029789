package screen

import (
	"testing"
	"time"
)

// The game's time goes on after a pause where it was.
func TestPauseHoldsTime(t *testing.T) {
	const s = time.Second
	var p pause
	for _, step := range []struct {
		now  time.Duration
		on   bool
		want time.Duration
	}{{1 * s, false, 1 * s}, {2 * s, true, 2 * s}, {9 * s, true, 2 * s}, {10 * s, false, 2 * s}, {11 * s, false, 3 * s}, {12 * s, true, 4 * s}, {20 * s, false, 4 * s}, {21 * s, false, 5 * s}} {
		p.set(step.now, step.on)
		if got := p.gameTime(step.now); got != step.want {
			t.Errorf("at %v: %v, want %v", step.now, got, step.want)
		}
	}
}
