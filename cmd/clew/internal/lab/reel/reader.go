package reel

import (
	"clew/net/authority"
	"clew/net/link/flakylink"
	"clew/net/rig/film"
	"clew/net/rig/scenario"
	"clew/net/wire/textwire"
)

// reader finds out what was in a packet, by playing the game again up to the
// tick in which it left: a film keeps no messages.
type reader struct {
	film     *film.Film
	scenario *scenario.Scenario
	level    scenario.Resolver

	game    *scenario.Game
	letters *textwire.Numbered
	from    int // of the packets of the last tick, the first in Trace.Packets
	texts   []string
}

// Message is what is in a packet, in the text form.
func (r *Reel) Message(packet int) string {
	return r.reader.read(packet)
}

func (m *reader) read(packet int) string {
	sent := m.film.Story.Packets[packet].Sent
	if m.game == nil || m.game.Ticks() > sent {
		if err := m.rewind(); err != nil {
			return err.Error()
		}
	}
	for m.game.Ticks() < sent {
		m.from += len(m.texts)
		m.texts = m.texts[:0]
		m.game.Step()
	}
	if i := packet - m.from; i >= 0 && i < len(m.texts) {
		return m.texts[i]
	}
	return ""
}

// rewind begins the game anew.
func (m *reader) rewind() error {
	g, err := m.scenario.Game(m.level)
	if err != nil {
		return err
	}
	for _, e := range m.film.Edits {
		g.Clients[e.Client].Edit(e.Link, e.Edit)
	}
	m.game, m.from, m.texts = g, 0, m.texts[:0]
	m.letters = textwire.NewNumbered()
	g.Watch(m)
	return nil
}

// Packet implements rig.Watcher.
func (m *reader) Packet(client int, _ flakylink.Event, msg []byte) {
	text, err := m.text(client, msg)
	if err != nil {
		text = err.Error()
	}
	m.texts = append(m.texts, text)
}

func (m *reader) text(client int, msg []byte) (string, error) {
	decoded, err := m.game.Clients[client].Codec().Decode(msg)
	if err != nil {
		return "", err
	}
	b, err := m.letters.Append(nil, decoded)
	return string(b), err
}

// Input implements rig.Watcher.
func (*reader) Input(authority.Observation) {}
