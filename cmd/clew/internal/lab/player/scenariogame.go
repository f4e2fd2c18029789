package player

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

// humanInputs is what the persons held down, by client and tick; that of tick 1
// is at 0.
type humanInputs [][]sim.Input

// at are the keys of a person, see history.InputFunc.
func (r humanInputs) at(client, tick int) sim.Input {
	if keys := r[client]; tick >= 1 && tick <= len(keys) {
		return keys[tick-1]
	}
	return 0
}

// upTo is a copy of the recording that ends with a tick.
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

// playScenario plays a scenario up to a tick with what the persons held.
func playScenario(s *scenario.Scenario, level scenario.LevelLoader, keys humanInputs, to int) (*scenarioGame, error) {
	t := &scenarioGame{inputs: keys, level: level}
	f, err := history.New(s, level, keys.at)
	if err != nil {
		return nil, err
	}
	f.Play(to)
	t.History = f
	t.reader = messageReader{game: t}
	return t, nil
}

// Title implements Tape.
func (t *scenarioGame) Title() string { return i18n.Translate(t.Scenario().Name) }

// Note implements Tape.
func (t *scenarioGame) Note() string { return i18n.Translate(t.Scenario().Description) }

// Clients implements Tape.
func (t *scenarioGame) Clients() int { return len(t.Scenario().Clients) }

// Name implements Tape.
func (t *scenarioGame) Name(client int) string { return clientName(t.Scenario(), client) }

// clientName is what a scenario's client is called.
func clientName(s *scenario.Scenario, client int) string {
	if n := s.Clients[client].Name; n != "" {
		return n
	}
	return i18n.Tf("reel.client", rune('A'+client))
}

// Settings implements Tape.
func (t *scenarioGame) Settings(client, tick int) scenario.Settings {
	return t.Scenario().Clients[client].SettingsAt(tick)
}

// State implements Tape.
func (t *scenarioGame) State(tick int) State { return scenarioState{t.History.At(tick)} }

// Message implements Tape.
func (t *scenarioGame) Message(packet int) (wire.Message, error) { return t.reader.read(packet) }

// scenarioState is a game on a rig.
type scenarioState struct{ *scenario.Game }

// ID implements Scene.
func (s scenarioState) ID(client int) sim.ID { return s.Clients[client].ID() }

// View implements Scene.
func (s scenarioState) View(client int, v *replica.View) { s.Clients[client].View(s.Now(), v) }

// World implements Scene.
func (s scenarioState) World() *sim.World { return s.Server.Game.World() }

// at is a tick's moment on the clock of a rig.
func at(tick int) time.Duration { return time.Duration(tick) * replica.TickDuration }

// direction is that of a packet.
func direction(p eventlog.Packet) netem.Direction {
	if p.Up {
		return netem.Up
	}
	return netem.Down
}
