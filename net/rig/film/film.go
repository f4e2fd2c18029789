// Package film holds a whole game that can be gone back and forth in: a
// scenario is played once, with its story and a checkpoint now and then; any
// tick of it is a checkpoint and a few ticks played again. Where a person
// plays, the film grows as they do.
//
// What if a packet had fared otherwise, or something been set differently from
// a tick on? That is another scenario, and so another film; see package
// scenario for how it is written down.
package film

import (
	"clew/engine/sim"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// every is how many ticks lie between two checkpoints: with 8 clients a jump
// plays at most some 10 ms again, and ten minutes hold 120 checkpoints of a
// quarter of a megabyte.
const every = 300

// Keys are what the persons hold down, see scenario.Game.
type Keys func(client, tick int) sim.Input

// Film is a game that has been played, up to a tick.
type Film struct {
	scenario *scenario.Scenario
	lead     *tracer.Tracer   // where it has been played to
	game     *scenario.Game   // which that leads
	marks    []*scenario.Game // after tick 0, every, 2·every …; never stepped
}

// Begin begins a film in which nothing has been played yet. It keeps the
// scenario, which must not be changed from here on. keys may be nil where
// nobody plays; they must give the same answer each time for the same tick.
func Begin(s *scenario.Scenario, level scenario.Resolver, keys Keys) (*Film, error) {
	g, err := s.Game(level)
	if err != nil {
		return nil, err
	}
	g.Keys = keys
	f := &Film{scenario: s, lead: tracer.Watch(g, g.Rig), game: g}
	f.mark()
	return f, nil
}

// Shoot plays a scenario to its end. Persons hold no keys.
func Shoot(s *scenario.Scenario, level scenario.Resolver) (*Film, error) {
	f, err := Begin(s, level, nil)
	if err != nil {
		return nil, err
	}
	f.Play(s.Ticks)
	return f, nil
}

// Play plays on up to a tick, at most to the end of the scenario.
func (f *Film) Play(to int) {
	for to = min(to, f.scenario.Ticks); f.Played() < to; f.mark() {
		f.lead.Step()
	}
}

// mark makes a checkpoint where one is due.
func (f *Film) mark() {
	if f.Played() == len(f.marks)*every {
		f.marks = append(f.marks, f.game.Clone())
	}
}

// Story is what has happened in what was played. It must not be changed.
func (f *Film) Story() *tracer.Trace { return &f.lead.Trace }

// Scenario is what the film is of. It must not be changed.
func (f *Film) Scenario() *scenario.Scenario { return f.scenario }

// Ticks is how long the scenario is.
func (f *Film) Ticks() int { return f.scenario.Ticks }

// Played is up to which tick the film has been played.
func (f *Film) Played() int { return f.game.Ticks() }

// At is the game as it stood after a tick, from 0, before the first, to
// Played. It is the caller's, who may play it on from there; a tick beyond an
// end is taken for that end.
func (f *Film) At(tick int) *scenario.Game {
	tick = min(max(tick, 0), f.Played())
	g := f.marks[tick/every].Clone()
	g.Run(tick - g.Ticks())
	return g
}
