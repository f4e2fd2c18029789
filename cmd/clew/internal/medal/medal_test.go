package medal_test

import (
	"testing"

	"clew/cmd/clew/internal/medal"
	"clew/engine/maze"
	"clew/engine/sim"
)

// On a straight way of 45 steps, the shortest time is 480 ticks: 8 s.
func TestPars(t *testing.T) {
	m, err := maze.FromRows([]string{
		"################################################",
		"################################################",
		"#S............................................E#",
		"################################################",
		"################################################",
	})
	if err != nil {
		t.Fatal(err)
	}
	p := medal.Of(m)
	if want := (medal.Pars{medal.Bronze: 32 * sim.TickRate, medal.Silver: 16 * sim.TickRate, medal.Gold: 10 * sim.TickRate}); p != want {
		t.Errorf("%v, want %v", p, want)
	}
	for _, tc := range []struct {
		time sim.Tick
		want medal.Medal
	}{{0, medal.None}, {1, medal.Gold}, {600, medal.Gold}, {601, medal.Silver}, {960, medal.Silver}, {961, medal.Bronze}, {1920, medal.Bronze}, {1921, medal.None}} {
		if got := p.For(tc.time); got != tc.want {
			t.Errorf("%d ticks: %d, want %d", tc.time, got, tc.want)
		}
	}
}
