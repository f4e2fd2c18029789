package input

import (
	"math/rand/v2"
	"testing"

	"clew/engine/sim"
)

// socdStep is one tick of a script: what is held, what was struck, who has the
// keyboard, and what should come out.
type socdStep struct {
	held, struck sim.Input
	mute         bool
	want         sim.Input
}

const (
	up    = sim.Up
	down  = sim.Down
	left  = sim.Left
	right = sim.Right
)

func TestSOCD(t *testing.T) {
	tests := map[string][]socdStep{
		"nothing":        {{}},
		"held":           {{held: right, struck: right, want: right}, {held: right, want: right}, {}},
		"two directions": {{held: up | right, struck: up | right, want: up | right}},
		"later wins, then the earlier one again": {
			{held: left, struck: left, want: left},
			{held: left | right, struck: right, want: right},
			{held: left | right, want: right},
			{held: left, want: left},
			{held: left | right, struck: right, want: right},
			{held: right, want: right},
			{held: left | right, struck: left, want: left},
		},
		"the other key of the same direction wins again": {
			{held: left, struck: left, want: left},
			{held: left | right, struck: right, want: right},
			{held: left | right, struck: left, want: left},
		},
		"both axes on their own": {
			{held: left | up, struck: left | up, want: left | up},
			{held: left | up | down, struck: down, want: left | down},
			{held: left | right | up | down, struck: right, want: right | down},
		},
		"opposites at once cancel": {
			{held: left | right, struck: left | right, want: 0},
			{held: left, want: left},
		},
		"a tap shorter than a tick": {{struck: up, want: up}, {}},
		"a tap against a held key":  {{held: left, struck: left, want: left}, {held: left, struck: right, want: right}, {held: left, want: left}},
		"struck is not needed":      {{held: down, want: down}, {held: down | up, want: up}, {held: down, want: down}},
		"mute":                      {{held: right, struck: right, mute: true}, {mute: true}, {}},
		"pressed while mute waits for a new press": {
			{held: down, struck: down, mute: true},
			{held: down},
			{held: down},
			{},
			{held: down, struck: down, want: down},
		},
		"held since before goes on": {
			{held: right, struck: right, want: right},
			{held: right, mute: true},
			{held: right, want: right},
		},
		"pressed again in the tick that mute ends": {
			{held: down, struck: down, mute: true},
			{held: down, struck: down, want: down},
		},
		"a stale key does not hold up its opposite": {
			{held: left, struck: left, mute: true},
			{held: left | right, struck: right, want: right},
			{held: left},
		},
	}
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			var s SOCD
			for i, st := range steps {
				if got := s.Resolve(st.held, st.struck, st.mute); got != st.want {
					t.Fatalf("tick %d: %04b, want %04b", i, got, st.want)
				}
			}
		})
	}
}

func TestSOCDNeverReturnsOpposites(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	var s SOCD
	for range 100_000 {
		held, struck := sim.Input(rng.UintN(16)), sim.Input(rng.UintN(16))
		got := s.Resolve(held, struck, rng.UintN(8) == 0)
		if got&(up|down) == up|down || got&(left|right) == left|right || got&^(held|struck) != 0 {
			t.Fatalf("held %04b, struck %04b: %04b", held, struck, got)
		}
	}
}
