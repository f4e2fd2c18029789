package tutor

import (
	"clew/cmd/clew/internal/lab/reel"
	"clew/net/rig/lesson"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// game is the game in a Lab as a lesson looks at it.
type game struct{ *reel.Reel }

// Scenario implements lesson.Game.
func (g game) Scenario() *scenario.Scenario {
	return g.Tape().(interface{ Scenario() *scenario.Scenario }).Scenario()
}

// First implements lesson.Game.
func (g game) First() *tracer.Trace { return g.Reference().Story() }

// things are the lessons' names of what can be picked out.
var things = map[reel.Kind]lesson.Thing{
	reel.Packet: lesson.Packet, reel.Input: lesson.Input, reel.Correction: lesson.Correction,
}

// Picked implements lesson.Game.
func (g game) Picked() lesson.Pick {
	p := g.Reel.Picked()
	return lesson.Pick{What: things[p.Kind], Index: p.Index, Client: p.Client, Seq: p.Seq}
}
