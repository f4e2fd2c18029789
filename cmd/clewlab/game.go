package main

import (
	"context"
	"fmt"

	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// gameResult is a game that was played to its end.
type gameResult struct {
	name     string // what plots and tables call it
	scenario *scenario.Scenario
	trace    *eventlog.Trace
	series   []*eventlog.Series // of each client
}

// play plays a scenario until it or ctx ends.
func play(ctx context.Context, name string, s *scenario.Scenario, p *progress) (*gameResult, error) {
	g, err := s.Game(cli.LoadLevel)
	if err != nil {
		return nil, err
	}
	t := eventlog.NewTracer(g, g.Simulation)
	if err := p.playOut(ctx, g, s.Ticks, t.Step); err != nil {
		return nil, err
	}
	st := &gameResult{name: name, scenario: s, trace: &t.Trace}
	for i := range s.Clients {
		st.series = append(st.series, t.Series(i))
	}
	return st, nil
}

// client returns the name of a client in plots and tables.
func (s *gameResult) client(i int) string {
	if name := s.scenario.Clients[i].Name; name != "" {
		return name
	}
	return fmt.Sprintf("client %d", i+1)
}

// cells converts units to cells.
func cells(units float64) float64 { return units / sim.CellUnits }

// millis converts ticks to milliseconds.
func millis(ticks float64) float64 { return ticks * 1000 / sim.TickRate }
