package scenario

import (
	"clew/engine/sim"
	"clew/net/rig"
)

// Game is a scenario that is being played. What happens in a tick depends on
// the tick, the keys of the persons, and nothing else, so that a Clone goes on
// as the original does.
type Game struct {
	*rig.Rig

	// Keys are what a Person at a client holds down in a tick; clients are
	// counted from 0. Where it is nil, nothing. It must give the same answer
	// each time it is asked for the same tick.
	Keys func(client, tick int) sim.Input

	scenario *Scenario
	due      map[int][]event // by tick; clones share it
}

// event is something that happens before a tick.
type event func(*Game)

// Game makes a game that goes as the scenario says. It keeps the scenario,
// which must not be changed from here on.
func (s *Scenario) Game(level Resolver) (*Game, error) {
	r, err := s.Rig(level)
	if err != nil {
		return nil, err
	}
	g := &Game{Rig: r, scenario: s, due: map[int][]event{}}
	for i := range s.Clients {
		if s.Clients[i].Play.Kind == Person {
			r.Clients[i].Play = g.person(i)
		}
	}
	g.plan()
	return g, nil
}

// person is the keys of whoever sits at a client.
func (g *Game) person(client int) rig.Player {
	return func(tick int) sim.Input {
		if g.Keys == nil {
			return 0
		}
		return g.Keys(client, tick)
	}
}

// plan writes down what is due when.
func (g *Game) plan() {
	at := func(tick int, e event) { g.due[tick] = append(g.due[tick], e) }
	for _, s := range g.scenario.ServerStalls {
		at(s.At, func(g *Game) { g.StallServer(s.Ticks) })
	}
	for i, c := range g.scenario.Clients {
		for _, ch := range c.Changes {
			at(ch.At, func(g *Game) { g.change(i, ch.At) })
		}
		for _, s := range c.Stalls {
			at(s.At, func(g *Game) { g.StallClient(i, s.Ticks) })
		}
		for _, s := range c.Cuts {
			at(s.At, func(g *Game) { g.Pull(i) })
			at(s.end(), func(g *Game) { g.Plug(i) })
		}
	}
}

// change brings into force what is to be from a tick on.
func (g *Game) change(i, tick int) {
	flaky, switches := g.scenario.Clients[i].InForce(tick)
	g.Clients[i].SetFlaky(flaky)
	g.Clients[i].Set(switches)
}

// Scenario is what is being played. It must not be changed.
func (g *Game) Scenario() *Scenario { return g.scenario }

// Over reports whether the game has lasted as long as the scenario says. It
// can be stepped on all the same.
func (g *Game) Over() bool { return g.Ticks() >= g.scenario.Ticks }

// Step brings about what is due, and lets one tick pass.
func (g *Game) Step() {
	for _, e := range g.due[g.Ticks()+1] {
		e(g)
	}
	g.Rig.Step()
}

// Run lets n ticks pass.
func (g *Game) Run(n int) {
	for range n {
		g.Step()
	}
}

// Clone makes a copy of the game as it stands. From here on the two have
// nothing to do with each other, but that both ask the same Keys.
func (g *Game) Clone() *Game {
	c := *g
	c.Rig = g.Rig.Clone()
	for i := range g.scenario.Clients {
		if g.scenario.Clients[i].Play.Kind == Person && c.Clients[i].Play != nil {
			c.Clients[i].Play = c.person(i)
		}
	}
	return &c
}
