package scenario

import (
	"fmt"

	"clew/engine/maze"
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
	hands    [][]hand        // of each client, ascending; clones share it
}

// hand is who moves a player from a tick on.
type hand struct {
	from   int
	person bool
	play   rig.Player // its ticks are counted from 1
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
		g.hands = append(g.hands, s.Clients[i].hands())
	}
	g.takeHands()
	return g, g.plan(level)
}

// hands are all who move the client's player, in their order.
func (c *Client) hands() []hand {
	list := []hand{c.Play.hand(1)}
	for _, ch := range c.Changes {
		if ch.Play != nil {
			list = append(list, ch.Play.hand(ch.At))
		}
	}
	return list
}

func (p Play) hand(from int) hand { return hand{from, p.Kind == Person, p.Player()} }

// takeHands lets the clients ask this game for their keys.
func (g *Game) takeHands() {
	for i, c := range g.Clients {
		c.Play = func(tick int) sim.Input { return g.Held(i, tick) }
	}
}

// Held is what a client's player holds down in a tick, whoever moves it then.
func (g *Game) Held(client, tick int) sim.Input {
	h := &g.hands[client][0]
	for i := range g.hands[client][1:] {
		if next := &g.hands[client][i+1]; next.from <= tick {
			h = next
		}
	}
	switch {
	case !h.person:
		return h.play(tick - h.from + 1)
	case g.Keys != nil:
		return g.Keys(client, tick)
	}
	return 0
}

// plan writes down what is due when.
func (g *Game) plan(level Resolver) error {
	at := func(tick int, e event) { g.due[tick] = append(g.due[tick], e) }
	for _, s := range g.scenario.ServerStalls {
		at(s.At, func(g *Game) { g.StallServer(s.Ticks) })
	}
	for _, ch := range g.scenario.Changes {
		do, err := ch.event(level)
		if err != nil {
			return fmt.Errorf("scenario %q: at tick %d: %w", g.scenario.Name, ch.At, err)
		}
		at(ch.At, do)
	}
	for i, c := range g.scenario.Clients {
		for _, e := range c.Packets {
			g.Clients[i].Edit(e.Link, e.Edit)
		}
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
	return nil
}

// event is the change as something that happens.
func (c ServerChange) event(level Resolver) (event, error) {
	var next *maze.Level
	if c.Level != nil {
		var err error
		if next, err = level(*c.Level); err != nil {
			return nil, err
		}
	}
	return func(g *Game) {
		game := g.Server.Game
		if c.SnapshotRate != nil {
			game.SetInterval(interval(*c.SnapshotRate))
		}
		if c.QueueTarget != nil {
			game.SetTarget(*c.QueueTarget)
		}
		if next != nil {
			game.SetLevel(next, g.scenario.Seed+uint64(c.At))
		}
	}, nil
}

// change brings into force what is to be from a tick on.
func (g *Game) change(i, tick int) {
	set(g.Clients[i], g.scenario.Clients[i].InForce(tick))
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
	c.takeHands()
	return &c
}
