package playback

import (
	"slices"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/history"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// humanInputs are the inputs of the humans by client and tick, from tick 1.
type humanInputs [][]sim.Input

// at returns the input of a client in a tick.
func (r humanInputs) at(client, tick int) sim.Input {
	if keys := r[client]; tick >= 1 && tick <= len(keys) {
		return keys[tick-1]
	}
	return 0
}

// upTo returns a copy that ends with a tick.
func (r humanInputs) upTo(tick int) humanInputs {
	c := make(humanInputs, len(r))
	for i, keys := range r {
		c[i] = slices.Clone(keys[:min(tick, len(keys))])
	}
	return c
}

// scenarioGame is a scenario that was played.
type scenarioGame struct {
	*history.History
	inputs humanInputs
	level  scenario.LevelLoader
	reader messageReader
}

// playScenario plays a scenario up to a tick with the humans' inputs.
func playScenario(s *scenario.Scenario, level scenario.LevelLoader, inputs humanInputs, to int) (*scenarioGame, error) {
	t := &scenarioGame{inputs: inputs, level: level}
	f, err := history.New(s, level, inputs.at)
	if err != nil {
		return nil, err
	}
	f.Play(to)
	t.History = f
	t.reader = messageReader{game: t}
	return t, nil
}

// Title implements Game.
func (g *scenarioGame) Title() string { return i18n.Translate(g.Scenario().Name) }

// Note implements Game.
func (g *scenarioGame) Note() string { return i18n.Translate(g.Scenario().Description) }

// Clients implements Game.
func (g *scenarioGame) Clients() int { return len(g.Scenario().Clients) }

// Name implements Game.
func (g *scenarioGame) Name(client int) string { return clientName(g.Scenario(), client) }

// clientName returns the name of a scenario's client.
func clientName(s *scenario.Scenario, client int) string {
	if n := s.Clients[client].Name; n != "" {
		return n
	}
	return i18n.Tf("explain.client", rune('A'+client))
}

// Settings implements Game.
func (g *scenarioGame) Settings(client, tick int) scenario.Settings {
	return g.Scenario().Clients[client].SettingsAt(tick)
}

// State implements Game.
func (g *scenarioGame) State(tick int) State { return scenarioState{g.History.At(tick)} }

// Message implements Game.
func (g *scenarioGame) Message(packet int) (wire.Message, error) { return g.reader.read(packet) }

// scenarioState is a simulated game as a State.
type scenarioState struct{ *scenario.Game }

// ID implements State.
func (s scenarioState) ID(client int) sim.ID { return s.Clients[client].ID() }

// View implements State.
func (s scenarioState) View(client int, v *replica.View) { s.Clients[client].View(s.Now(), v) }

// World implements State.
func (s scenarioState) World() *sim.World { return s.Server.Game.World() }

// at returns a tick's time on the simulation's clock.
func at(tick int) time.Duration { return time.Duration(tick) * replica.TickDuration }

// direction returns a packet's direction.
func direction(p eventlog.Packet) netem.Direction {
	if p.Up {
		return netem.Up
	}
	return netem.Down
}
