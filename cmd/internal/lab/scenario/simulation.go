package scenario

import (
	"fmt"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/netsim"
	"clew/net/wire"
	"clew/net/wire/text"
)

// LevelLoader loads the level that a scenario names.
type LevelLoader func(name string) (*maze.Level, error)

// Simulation returns the game at its start. The scenario's later events don't
// happen in it, see Game, and humans hold no keys. The LevelLoader is not used
// if the scenario has a maze of its own.
func (s *Scenario) Simulation(level LevelLoader) (*netsim.Simulation, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	l, err := s.loadLevel(level)
	if err != nil {
		return nil, fmt.Errorf("scenario %q: %w", s.Name, err)
	}
	cfg := netsim.Config{
		Level: l, Seed: s.Seed,
		SnapshotInterval: snapshotInterval(s.SnapshotRate),
		InputQueueTarget: s.QueueTarget, MaxPlayers: MaxClients, JoinInOrder: true,
	}
	for i := range s.Clients {
		cfg.Clients = append(cfg.Clients, s.Clients[i].config())
	}
	r := netsim.New(cfg)
	for i, c := range r.Clients {
		applySettings(c, s.Clients[i].Settings)
	}
	return r, nil
}

// snapshotInterval returns the ticks between two snapshots, rounded like
// package server does.
func snapshotInterval(rate int) int { return (sim.TickRate + rate/2) / rate }

// applySettings applies all settings but the input.
func applySettings(c *netsim.Client, s Settings) {
	c.Drift = s.Drift
	c.SetNetem(s.Netem)
	c.SetInputRedundancy(s.Redundancy)
	c.SetInterpolationDelay(s.InterpolationDelay)
	c.SetSwitches(s.Switches)
}

func (c *Client) config() netsim.ClientConfig {
	cfg := netsim.ClientConfig{
		Name: c.Name, Netem: c.Netem, Input: c.Input.Func(),
	}
	if c.Cheat != NoCheat {
		cfg.CheatCodec, cfg.Speed = c.Cheat.Codec, c.Cheat.Speed()
	}
	if c.Wire == Text {
		cfg.Codec = func() wire.Codec { return text.NewNumbered() }
	}
	return cfg
}
