package rig

import (
	"testing"

	"clew/engine/sim"
	"clew/net/link/flakylink"
)

// Package rigtest does this for the tests of all other packages.
func init() { BeStrict() }

// A picture that has moved against the keys ends the game of a test.
func TestUnsteadyPictureEndsTheGame(t *testing.T) {
	r := newRig(t, *seedFlag, flakylink.Config{})
	join(t, r)
	c := r.Clients[0]
	c.Play = nil
	r.Run(2 * sim.TickRate)
	ends := func(p pose) (ends bool) {
		defer func() { ends = recover() != nil }()
		r.mustBeSteady(c, p)
		return false
	}
	before := c.pose(r.now)
	if ends(before) {
		t.Errorf("a picture that stands at %v ends the game", before.at)
	}
	before.at.X++
	if !ends(before) {
		t.Error("a picture that has moved without a key does not end the game")
	}
}
