package scenario

import (
	"fmt"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/rig"
	"clew/net/rig/cheat"
	"clew/net/wire"
	"clew/net/wire/textwire"
)

// Resolver finds the level that a scenario names.
type Resolver func(name string) (*maze.Level, error)

// Rig is the game at its start. Nothing that the scenario wants to happen later
// does: see Game. A Person has no keys. The Resolver is not asked where the
// scenario has a maze of its own.
func (s *Scenario) Rig(level Resolver) (*rig.Rig, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	l, err := s.level(level)
	if err != nil {
		return nil, fmt.Errorf("scenario %q: %w", s.Name, err)
	}
	cfg := rig.Config{
		Level: l, Seed: s.Seed,
		Interval: interval(s.SnapshotRate),
		Target:   s.QueueTarget, MaxPlayers: MaxClients,
	}
	for i := range s.Clients {
		cfg.Clients = append(cfg.Clients, s.Clients[i].config())
	}
	r := rig.New(cfg)
	for i, c := range r.Clients {
		set(c, s.Clients[i].Settings)
	}
	return r, nil
}

// interval is how many ticks lie between two snapshots, as package host has it.
func interval(rate int) int { return (sim.TickRate + rate/2) / rate }

// set sets a client, but for its keys.
func set(c *rig.Client, s Settings) {
	c.Drift = s.Drift
	c.SetFlaky(s.Flaky)
	c.SetRedundancy(s.Redundancy)
	c.SetDelay(s.Delay)
	c.Set(s.Switches)
}

func (s *Scenario) level(resolve Resolver) (*maze.Level, error) {
	if s.Maze == "" {
		return resolve(s.Level)
	}
	m, err := s.picture()
	if err != nil {
		return nil, err
	}
	return &maze.Level{Name: s.Name, Maze: m}, nil
}

func (c *Client) config() rig.ClientConfig {
	cfg := rig.ClientConfig{
		Name: c.Name, Flaky: c.Flaky, Play: c.Play.Player(),
	}
	if c.Cheat != cheat.None {
		cfg.Lies, cfg.Pace = c.Cheat.Codec, c.Cheat.Pace()
	}
	if c.Wire == Text {
		cfg.Codec = func() wire.Codec { return textwire.NewNumbered() }
	}
	return cfg
}
