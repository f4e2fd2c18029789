package lessonui

import (
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/lesson"
	"clew/cmd/internal/lab/scenario"
)

// labGame is the Lab's game as a lesson sees it.
type labGame struct{ *playback.Player }

// Scenario implements lesson.Game.
func (g labGame) Scenario() *scenario.Scenario {
	return g.Game().(interface{ Scenario() *scenario.Scenario }).Scenario()
}

// OriginalTrace implements lesson.Game.
func (g labGame) OriginalTrace() *eventlog.Trace { return g.Reference().Trace() }

// targets maps the player's kinds to the lesson's.
var targets = map[playback.Kind]lesson.Target{
	playback.Packet: lesson.TargetPacket, playback.Input: lesson.TargetInput, playback.Correction: lesson.TargetCorrection, playback.Entry: lesson.TargetEntry,
}

// Selected implements lesson.Game.
func (g labGame) Selected() lesson.Selection {
	p := g.Player.Selected()
	return lesson.Selection{Target: targets[p.Kind], Index: p.Index, Client: p.Client, Seq: p.Seq}
}
