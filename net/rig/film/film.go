// Package film holds a whole game that can be gone back and forth in: a
// scenario is played to its end once, with its story and a checkpoint now and
// then; any tick is a checkpoint and a few ticks played again. And the game
// can be played again with one thing changed.
package film

import (
	"fmt"

	"clew/net/link/flakylink"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// every is how many ticks lie between two checkpoints: with 8 clients a jump
// plays at most some 10 ms again, and ten minutes hold 120 checkpoints of a
// quarter of a megabyte.
const every = 300

// Edit changes the fate of one packet of one client.
type Edit struct {
	Client int
	Link   uint64 // the client's connections are counted from 1
	flakylink.Edit
}

// Film is a game that has been played.
type Film struct {
	Story *tracer.Trace
	Edits []Edit

	scenario *scenario.Scenario
	level    scenario.Resolver
	marks    []*scenario.Game // after tick 0, every, 2·every …; never stepped
}

// Shoot plays a scenario to its end, with edits if there are any. It keeps the
// scenario, which must not be changed from here on.
func Shoot(s *scenario.Scenario, level scenario.Resolver, edits ...Edit) (*Film, error) {
	g, err := s.Game(level)
	if err != nil {
		return nil, err
	}
	for _, e := range edits {
		if e.Client < 0 || e.Client >= len(g.Clients) {
			return nil, fmt.Errorf("film: there is no client %d", e.Client)
		}
		g.Clients[e.Client].Edit(e.Link, e.Edit)
	}
	f := &Film{Edits: edits, scenario: s, level: level}
	t := tracer.Watch(g, g.Rig)
	for {
		if g.Ticks()%every == 0 {
			f.marks = append(f.marks, g.Clone())
		}
		if g.Over() {
			break
		}
		t.Step()
	}
	f.Story = &t.Trace
	return f, nil
}

// Ticks is how long the film is.
func (f *Film) Ticks() int { return f.scenario.Ticks }

// At is the game as it stood after a tick, from 0, before the first, to Ticks.
// It is the caller's, who may play it on from there; a tick beyond an end
// is taken for that end.
func (f *Film) At(tick int) *scenario.Game {
	tick = min(max(tick, 0), f.Ticks())
	g := f.marks[tick/every].Clone()
	g.Run(tick - g.Ticks())
	return g
}

// WhatIf is the same game with more edits.
func (f *Film) WhatIf(edits ...Edit) (*Film, error) {
	return Shoot(f.scenario, f.level, append(f.Edits[:len(f.Edits):len(f.Edits)], edits...)...)
}
