package tutor

import (
	"clew/cmd/clew/internal/lab/reel"
	"clew/net/rig/lesson"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// labGame is the game in a Lab as a lesson looks at it.
type labGame struct{ *reel.Player }

// Scenario implements lesson.Game.
func (g labGame) Scenario() *scenario.Scenario {
	return g.Game().(interface{ Scenario() *scenario.Scenario }).Scenario()
}

// OriginalTrace implements lesson.Game.
func (g labGame) OriginalTrace() *tracer.Trace { return g.Reference().Trace() }

// targets are the lessons' names of what can be picked out.
var targets = map[reel.Kind]lesson.Target{
	reel.Packet: lesson.TargetPacket, reel.Input: lesson.TargetInput, reel.Correction: lesson.TargetCorrection,
}

// Selected implements lesson.Game.
func (g labGame) Selected() lesson.Selection {
	p := g.Player.Selected()
	return lesson.Selection{Target: targets[p.Kind], Index: p.Index, Client: p.Client, Seq: p.Seq}
}
