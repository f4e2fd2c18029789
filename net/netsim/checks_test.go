package netsim

import (
	"testing"

	"clew/engine/sim"
	"clew/net/link/netem"
)

// Package netsimtest does this for the tests of all other packages.
func init() { EnableChecks() }

// A picture that has moved against the keys ends the game of a test.
func TestCheckPanics(t *testing.T) {
	r := newSimulation(t, *seedFlag, netem.Config{})
	join(t, r)
	c := r.Clients[0]
	c.Input = nil
	r.Run(2 * sim.TickRate)
	ends := func(p selfView) (ends bool) {
		defer func() { ends = recover() != nil }()
		r.checkSelfView(c, p)
		return false
	}
	before := c.selfView(r.now)
	if ends(before) {
		t.Errorf("a picture that stands at %v ends the game", before.pos)
	}
	before.pos.X++
	if !ends(before) {
		t.Error("a picture that has moved without a key does not end the game")
	}
}
