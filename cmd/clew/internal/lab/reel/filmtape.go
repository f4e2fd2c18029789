package reel

import (
	"slices"
	"time"

	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig/film"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
	"clew/net/wire"
)

// recording is what the persons held down, by client and tick; that of tick 1
// is at 0.
type recording [][]sim.Input

// held are the keys of a person, see film.Keys.
func (r recording) held(client, tick int) sim.Input {
	if keys := r[client]; tick >= 1 && tick <= len(keys) {
		return keys[tick-1]
	}
	return 0
}

// upTo is a copy of the recording that ends with a tick.
func (r recording) upTo(tick int) recording {
	c := make(recording, len(r))
	for i, keys := range r {
		c[i] = slices.Clone(keys[:min(tick, len(keys))])
	}
	return c
}

// filmTape is a scenario that was played.
type filmTape struct {
	*film.Film
	keys   recording
	level  scenario.Resolver
	reader reader
}

// shoot plays a scenario up to a tick with what the persons held.
func shoot(s *scenario.Scenario, level scenario.Resolver, keys recording, to int) (*filmTape, error) {
	t := &filmTape{keys: keys, level: level}
	f, err := film.Begin(s, level, keys.held)
	if err != nil {
		return nil, err
	}
	f.Play(to)
	t.Film = f
	t.reader = reader{tape: t}
	return t, nil
}

// Title implements Tape.
func (t *filmTape) Title() string { return words.Translate(t.Scenario().Name) }

// Note implements Tape.
func (t *filmTape) Note() string { return words.Translate(t.Scenario().Note) }

// Clients implements Tape.
func (t *filmTape) Clients() int { return len(t.Scenario().Clients) }

// Name implements Tape.
func (t *filmTape) Name(client int) string { return clientName(t.Scenario(), client) }

// clientName is what a scenario's client is called.
func clientName(s *scenario.Scenario, client int) string {
	if n := s.Clients[client].Name; n != "" {
		return n
	}
	return words.F("reel.client", rune('A'+client))
}

// Settings implements Tape.
func (t *filmTape) Settings(client, tick int) scenario.Settings {
	return t.Scenario().Clients[client].InForce(tick)
}

// At implements Tape.
func (t *filmTape) At(tick int) Scene { return scene{t.Film.At(tick)} }

// Message implements Tape.
func (t *filmTape) Message(packet int) (wire.Message, error) { return t.reader.read(packet) }

// scene is a game on a rig.
type scene struct{ *scenario.Game }

// ID implements Scene.
func (s scene) ID(client int) sim.ID { return s.Clients[client].ID() }

// View implements Scene.
func (s scene) View(client int, v *replica.View) { s.Clients[client].View(s.Now(), v) }

// World implements Scene.
func (s scene) World() *sim.World { return s.Server.Game.World() }

// at is a tick's moment on the clock of a rig.
func at(tick int) time.Duration { return time.Duration(tick) * replica.TickTime }

// direction is that of a packet.
func direction(p tracer.Packet) flakylink.Direction {
	if p.Up {
		return flakylink.Up
	}
	return flakylink.Down
}
