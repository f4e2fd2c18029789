package main

import (
	"context"
	"fmt"
	"math"

	"clew/cmd/internal/pick"
	"clew/engine/sim"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// story is a game that was played to its end.
type story struct {
	name     string // what plots and tables call it
	scenario *scenario.Scenario
	trace    *tracer.Trace
	// apart is how far each client's picture of its own player was from the
	// server's truth after each tick, in units; absent while it had no player.
	apart [][]int32
}

const absent = -1

// play plays a scenario until it or ctx ends.
func play(ctx context.Context, name string, s *scenario.Scenario, p *progress) (*story, error) {
	g, err := s.Game(pick.Level)
	if err != nil {
		return nil, err
	}
	t := tracer.Watch(g, g.Rig)
	st := &story{name: name, scenario: s, trace: &t.Trace, apart: make([][]int32, len(s.Clients))}
	const stride = 64
	for !g.Over() {
		if g.Ticks()%stride == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			p.add(min(stride, s.Ticks-g.Ticks()))
		}
		t.Step()
		for i := range g.Clients {
			st.apart[i] = append(st.apart[i], apart(g, i))
		}
	}
	return st, nil
}

// apart is how far a client's picture of its own player is from the truth.
func apart(g *scenario.Game, client int) int32 {
	c := g.Clients[client]
	truth := g.Server.Game.World().Player(c.ID())
	shown := c.Predicted()
	if shown == nil || truth == nil {
		return absent
	}
	if _, switches := g.Scenario().Clients[client].InForce(g.Ticks()); !switches.Prediction {
		if shown = c.Truth(); shown == nil { // what it shows is the last snapshot
			return absent
		}
	}
	dx, dy := int64(truth.X-shown.X), int64(truth.Y-shown.Y)
	return int32(math.Sqrt(float64(dx*dx + dy*dy)))
}

// client is what plots and tables call a client.
func (s *story) client(i int) string {
	if name := s.scenario.Clients[i].Name; name != "" {
		return name
	}
	return fmt.Sprintf("client %d", i+1)
}

// cells is a distance in units as one in cells.
func cells(units float64) float64 { return units / sim.CellUnits }

// millis is a time in ticks as one in milliseconds.
func millis(ticks float64) float64 { return ticks * 1000 / sim.TickRate }
