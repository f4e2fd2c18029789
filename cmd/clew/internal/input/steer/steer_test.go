package steer

import (
	"math/rand/v2"
	"testing"

	"clew/engine/sim"
)

// step is one tick of a script: what is held, what was struck, who has the
// keyboard, and what should come out.
type step struct {
	held, struck sim.Input
	mute         bool
	want         sim.Input
}

const (
	u = sim.Up
	d = sim.Down
	l = sim.Left
	r = sim.Right
)

func TestTick(t *testing.T) {
	tests := map[string][]step{
		"nothing":        {{}},
		"held":           {{held: r, struck: r, want: r}, {held: r, want: r}, {}},
		"two directions": {{held: u | r, struck: u | r, want: u | r}},
		"later wins, then the earlier one again": {
			{held: l, struck: l, want: l},
			{held: l | r, struck: r, want: r},
			{held: l | r, want: r},
			{held: l, want: l},
			{held: l | r, struck: r, want: r},
			{held: r, want: r},
			{held: l | r, struck: l, want: l},
		},
		"the other key of the same direction wins again": {
			{held: l, struck: l, want: l},
			{held: l | r, struck: r, want: r},
			{held: l | r, struck: l, want: l},
		},
		"both axes on their own": {
			{held: l | u, struck: l | u, want: l | u},
			{held: l | u | d, struck: d, want: l | d},
			{held: l | r | u | d, struck: r, want: r | d},
		},
		"opposites at once cancel": {
			{held: l | r, struck: l | r, want: 0},
			{held: l, want: l},
		},
		"a tap shorter than a tick": {{struck: u, want: u}, {}},
		"a tap against a held key":  {{held: l, struck: l, want: l}, {held: l, struck: r, want: r}, {held: l, want: l}},
		"struck is not needed":      {{held: d, want: d}, {held: d | u, want: u}, {held: d, want: d}},
		"mute":                      {{held: r, struck: r, mute: true}, {mute: true}, {}},
		"pressed while mute waits for a new press": {
			{held: d, struck: d, mute: true},
			{held: d},
			{held: d},
			{},
			{held: d, struck: d, want: d},
		},
		"held since before goes on": {
			{held: r, struck: r, want: r},
			{held: r, mute: true},
			{held: r, want: r},
		},
		"pressed anew in the tick that mute ends": {
			{held: d, struck: d, mute: true},
			{held: d, struck: d, want: d},
		},
		"a stale key does not hold up its opposite": {
			{held: l, struck: l, mute: true},
			{held: l | r, struck: r, want: r},
			{held: l},
		},
	}
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			var s Steer
			for i, st := range steps {
				if got := s.Tick(st.held, st.struck, st.mute); got != st.want {
					t.Fatalf("tick %d: %04b, want %04b", i, got, st.want)
				}
			}
		})
	}
}

func TestNeverOpposites(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	var s Steer
	for range 100_000 {
		held, struck := sim.Input(rng.UintN(16)), sim.Input(rng.UintN(16))
		got := s.Tick(held, struck, rng.UintN(8) == 0)
		if got&(u|d) == u|d || got&(l|r) == l|r || got&^(held|struck) != 0 {
			t.Fatalf("held %04b, struck %04b: %04b", held, struck, got)
		}
	}
}
