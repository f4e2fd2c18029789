// Package history holds a whole game that can be gone back and forth in: a
// scenario is played once, with its story and a checkpoint now and then; any
// tick of it is a checkpoint and a few ticks played again. Where a person
// plays, the film grows as they do.
//
// What if a packet had fared otherwise, or something been set differently from
// a tick on? That is another scenario, and so another film; see package
// scenario for how it is written down.
package history

import (
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// checkpointInterval is how many ticks lie between two checkpoints: with 8 clients a jump
// plays at most some 10 ms again, and ten minutes hold 120 checkpoints of a
// quarter of a megabyte.
const checkpointInterval = 300

// InputFunc are what the persons hold down, see scenario.Game.
type InputFunc func(client, tick int) sim.Input

// History is a game that has been played, up to a tick.
type History struct {
	scenario    *scenario.Scenario
	tracer      *eventlog.Tracer // where it has been played to
	game        *scenario.Game   // which that leads
	checkpoints []*scenario.Game // after tick 0, every, 2·every …; never stepped
}

// New begins a film in which nothing has been played yet. It keeps the
// scenario, which must not be changed from here on. keys may be nil where
// nobody plays; they must give the same answer each time for the same tick.
func New(s *scenario.Scenario, level scenario.LevelLoader, keys InputFunc) (*History, error) {
	g, err := s.Game(level)
	if err != nil {
		return nil, err
	}
	g.HumanInput = keys
	f := &History{scenario: s, tracer: eventlog.NewTracer(g, g.Simulation), game: g}
	f.addCheckpoint()
	return f, nil
}

// Run plays a scenario to its end. Persons hold no keys.
func Run(s *scenario.Scenario, level scenario.LevelLoader) (*History, error) {
	f, err := New(s, level, nil)
	if err != nil {
		return nil, err
	}
	f.Play(s.Ticks)
	return f, nil
}

// Play plays on up to a tick, at most to the end of the scenario.
func (f *History) Play(to int) {
	for to = min(to, f.scenario.Ticks); f.PlayedTicks() < to; f.addCheckpoint() {
		f.tracer.Step()
	}
}

// addCheckpoint makes a checkpoint where one is due.
func (f *History) addCheckpoint() {
	if f.PlayedTicks() == len(f.checkpoints)*checkpointInterval {
		f.checkpoints = append(f.checkpoints, f.game.Clone())
	}
}

// Trace is what has happened in what was played. It must not be changed.
func (f *History) Trace() *eventlog.Trace { return &f.tracer.Trace }

// Scenario is what the film is of. It must not be changed.
func (f *History) Scenario() *scenario.Scenario { return f.scenario }

// Ticks is how long the scenario is.
func (f *History) Ticks() int { return f.scenario.Ticks }

// PlayedTicks is up to which tick the film has been played.
func (f *History) PlayedTicks() int { return f.game.Ticks() }

// At is the game as it stood after a tick, from 0, before the first, to
// Played. It is the caller's, who may play it on from there; a tick beyond an
// end is taken for that end.
func (f *History) At(tick int) *scenario.Game {
	tick = min(max(tick, 0), f.PlayedTicks())
	g := f.checkpoints[tick/checkpointInterval].Clone()
	g.Run(tick - g.Ticks())
	return g
}
