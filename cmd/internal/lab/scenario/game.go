package scenario

import (
	"fmt"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/netsim"
)

// Game is a scenario that is being played. What happens in a tick depends on
// the tick and the keys of humans alone, so that a Clone goes on as the
// original does.
type Game struct {
	*netsim.Simulation

	// HumanInput returns the keys that the Human at a client holds in a tick;
	// clients are counted from 0. If it is nil, humans hold none. It must
	// return the same keys each time it is called for a tick.
	HumanInput func(client, tick int) sim.Input

	scenario *Scenario
	events   map[int][]event // by tick; clones share it
	inputs   [][]inputSpan   // of each client, ascending; clones share it
}

// inputSpan is who moves a player from a tick on.
type inputSpan struct {
	from  int
	human bool
	input netsim.InputFunc // its ticks are counted from 1
}

// event is something that happens before a tick.
type event func(*Game)

// Game returns a game that follows the scenario. It keeps the scenario, which
// must not change any more.
func (s *Scenario) Game(level LevelLoader) (*Game, error) {
	r, err := s.Simulation(level)
	if err != nil {
		return nil, err
	}
	g := &Game{Simulation: r, scenario: s, events: map[int][]event{}}
	for i := range s.Clients {
		g.inputs = append(g.inputs, s.Clients[i].inputSpans())
	}
	g.bindInputs()
	return g, g.schedule(level)
}

// inputSpans returns all inputs of the client's player, in order.
func (c *Client) inputSpans() []inputSpan {
	list := []inputSpan{c.Input.span(1)}
	for _, ch := range c.Changes {
		if ch.Input != nil {
			list = append(list, ch.Input.span(ch.At))
		}
	}
	return list
}

func (p InputSource) span(from int) inputSpan { return inputSpan{from, p.Kind == Human, p.Func()} }

// bindInputs makes the clients ask this game for their keys.
func (g *Game) bindInputs() {
	for i, c := range g.Clients {
		c.Input = func(tick int) sim.Input { return g.InputAt(i, tick) }
	}
}

// InputAt returns the keys that a client's player holds in a tick, whatever
// their source.
func (g *Game) InputAt(client, tick int) sim.Input {
	h := &g.inputs[client][0]
	for i := range g.inputs[client][1:] {
		if next := &g.inputs[client][i+1]; next.from <= tick {
			h = next
		}
	}
	switch {
	case !h.human:
		return h.input(tick - h.from + 1)
	case g.HumanInput != nil:
		return g.HumanInput(client, tick)
	}
	return 0
}

// schedule enters all events of the scenario at their ticks.
func (g *Game) schedule(level LevelLoader) error {
	at := func(tick int, e event) { g.events[tick] = append(g.events[tick], e) }
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
		for _, e := range c.PacketOverrides {
			g.Clients[i].OverridePacket(e.Link, e.Override)
		}
		for _, ch := range c.Changes {
			at(ch.At, func(g *Game) { g.applyChange(i, ch.At) })
		}
		for _, s := range c.Stalls {
			at(s.At, func(g *Game) { g.StallClient(i, s.Ticks) })
		}
		for _, s := range c.Disconnects {
			at(s.At, func(g *Game) { g.Disconnect(i) })
			at(s.end(), func(g *Game) { g.Reconnect(i) })
		}
	}
	return nil
}

// event returns the change as an event.
func (c ServerChange) event(level LevelLoader) (event, error) {
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
			game.SetSnapshotInterval(snapshotInterval(*c.SnapshotRate))
		}
		if c.QueueTarget != nil {
			game.SetInputQueueTarget(*c.QueueTarget)
		}
		if next != nil {
			game.SetLevel(next, g.scenario.Seed+uint64(c.At))
		}
	}, nil
}

// applyChange applies a client's settings from a tick on.
func (g *Game) applyChange(i, tick int) {
	applySettings(g.Clients[i], g.scenario.Clients[i].SettingsAt(tick))
}

// Scenario returns the scenario being played. It must not be changed.
func (g *Game) Scenario() *Scenario { return g.scenario }

// Finished reports whether the game has lasted as long as the scenario says.
// It can be stepped on nevertheless.
func (g *Game) Finished() bool { return g.Ticks() >= g.scenario.Ticks }

// Step applies what is due and runs one tick.
func (g *Game) Step() {
	for _, e := range g.events[g.Ticks()+1] {
		e(g)
	}
	g.Simulation.Step()
}

// Run runs n ticks.
func (g *Game) Run(n int) {
	for range n {
		g.Step()
	}
}

// Clone copies the game as it stands. The two share nothing that changes, but
// both ask the same HumanInput.
func (g *Game) Clone() *Game {
	c := *g
	c.Simulation = g.Simulation.Clone()
	c.bindInputs()
	return &c
}
