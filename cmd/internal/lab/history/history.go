// Package history plays a scenario and keeps checkpoints, so that the Lab can go
// back to any tick. The scenario is played once, recording its trace and a
// checkpoint now and then; any tick is a checkpoint plus a few ticks played again.
// If a human plays, the history grows as they do.
//
// To see what would have happened if a packet had been lost, or a setting
// changed, play another scenario; package scenario says how to write that
// down.
package history

import (
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// checkpointInterval is the number of ticks between two checkpoints: with 8
// clients a jump replays at most about 10 ms, and ten minutes need 120
// checkpoints of a quarter of a megabyte.
const checkpointInterval = 300

// InputFunc returns the keys that humans hold; see scenario.Game.
type InputFunc func(client, tick int) sim.Input

// History is a game that has been played up to some tick.
type History struct {
	scenario    *scenario.Scenario
	tracer      *eventlog.Tracer // of what has been played
	game        *scenario.Game   // the game that tracer steps
	checkpoints []*scenario.Game // after ticks 0, checkpointInterval, … ; never stepped
}

// New starts a history in which nothing has been played yet. It keeps the
// scenario, which must not change any more. human may be nil if nobody plays;
// it must return the same keys each time it is asked for a tick.
func New(s *scenario.Scenario, level scenario.LevelLoader, human InputFunc) (*History, error) {
	g, err := s.Game(level)
	if err != nil {
		return nil, err
	}
	g.HumanInput = human
	h := &History{scenario: s, tracer: eventlog.NewTracer(g, g.Simulation), game: g}
	h.addCheckpoint()
	return h, nil
}

// Run plays a scenario to its end. Humans hold no keys.
func Run(s *scenario.Scenario, level scenario.LevelLoader) (*History, error) {
	h, err := New(s, level, nil)
	if err != nil {
		return nil, err
	}
	h.Play(s.Ticks)
	return h, nil
}

// Play plays on up to a tick, but not beyond the end of the scenario.
func (h *History) Play(to int) {
	for to = min(to, h.scenario.Ticks); h.PlayedTicks() < to; h.addCheckpoint() {
		h.tracer.Step()
	}
}

// addCheckpoint adds a checkpoint if one is due.
func (h *History) addCheckpoint() {
	if h.PlayedTicks() == len(h.checkpoints)*checkpointInterval {
		h.checkpoints = append(h.checkpoints, h.game.Clone())
	}
}

// Trace returns the trace of what has been played. It must not be changed.
func (h *History) Trace() *eventlog.Trace { return &h.tracer.Trace }

// Scenario returns the scenario that is played. It must not be changed.
func (h *History) Scenario() *scenario.Scenario { return h.scenario }

// Ticks returns the length of the scenario.
func (h *History) Ticks() int { return h.scenario.Ticks }

// PlayedTicks returns how far the scenario has been played.
func (h *History) PlayedTicks() int { return h.game.Ticks() }

// At returns a copy of the game as it stood after a tick, from 0 (before the
// first) to PlayedTicks; a tick outside that range means the nearest end. The
// caller may play it on.
func (h *History) At(tick int) *scenario.Game {
	tick = min(max(tick, 0), h.PlayedTicks())
	g := h.checkpoints[tick/checkpointInterval].Clone()
	g.Run(tick - g.Ticks())
	return g
}
