package lessons

import (
	"clew/cmd/clew/internal/lab/player"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/lesson"
	"clew/cmd/internal/lab/scenario"
)

// labGame is the Lab's game as a lesson sees it.
type labGame struct{ *player.Player }

// Scenario implements lesson.Game.
func (g labGame) Scenario() *scenario.Scenario {
	return g.Game().(interface{ Scenario() *scenario.Scenario }).Scenario()
}

// OriginalTrace implements lesson.Game.
func (g labGame) OriginalTrace() *eventlog.Trace { return g.Reference().Trace() }

// targets maps the player's kinds to the lesson's.
var targets = map[player.Kind]lesson.Target{
	player.Packet: lesson.TargetPacket, player.Input: lesson.TargetInput, player.Correction: lesson.TargetCorrection,
}

// Selected implements lesson.Game.
func (g labGame) Selected() lesson.Selection {
	p := g.Player.Selected()
	return lesson.Selection{Target: targets[p.Kind], Index: p.Index, Client: p.Client, Seq: p.Seq}
}
