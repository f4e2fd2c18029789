package reel

import (
	"fmt"

	"clew/net/authority"
	"clew/net/link/flakylink"
	"clew/net/rig/scenario"
	"clew/net/wire"
	"clew/net/wire/packwire"
	"clew/net/wire/textwire"
)

// Message is what is in a packet: in the text form, and in msgpack with each
// field's bytes.
type Message struct {
	Text  string
	Pack  []byte
	Parts []packwire.Part // of Pack, in their order
}

// Message is what is in a packet. The error is one line for people.
func (r *Reel) Message(packet int) (Message, error) {
	m, err := r.tape.Message(packet)
	if err != nil {
		return Message{}, err
	}
	text, err := textwire.NewNumbered().Append(nil, m)
	if err != nil {
		return Message{}, err
	}
	pack, err := packwire.New().Append(nil, m)
	if err != nil {
		return Message{}, err
	}
	parts, err := packwire.Dissect(pack)
	return Message{string(text), pack, parts}, err
}

// reader finds out what was in a packet, by playing the game again up to the
// tick in which it left: a film keeps no messages.
type reader struct {
	tape *filmTape

	game     *scenario.Game
	from     int // of the packets of the last tick, the first in Trace.Packets
	messages [][]byte
	clients  []int // who sent or gets each
}

func (m *reader) read(packet int) (wire.Message, error) {
	sent := m.tape.Story().Packets[packet].Sent
	if m.game == nil || m.game.Ticks() > sent {
		if err := m.rewind(); err != nil {
			return nil, err
		}
	}
	for m.game.Ticks() < sent {
		m.from += len(m.messages)
		m.messages, m.clients = m.messages[:0], m.clients[:0]
		m.game.Step()
	}
	i := packet - m.from
	if i < 0 || i >= len(m.messages) {
		return nil, fmt.Errorf("packet %d did not come by when the game was played again", packet)
	}
	return m.game.Clients[m.clients[i]].Codec().Decode(m.messages[i])
}

// rewind begins the game anew.
func (m *reader) rewind() error {
	g, err := m.tape.Scenario().Game(m.tape.level)
	if err != nil {
		return err
	}
	g.Keys = m.tape.keys.held
	m.game, m.from, m.messages, m.clients = g, 0, m.messages[:0], m.clients[:0]
	g.Watch(m)
	return nil
}

// Packet implements rig.Watcher.
func (m *reader) Packet(client int, _ flakylink.Event, msg []byte) {
	m.messages = append(m.messages, append([]byte(nil), msg...))
	m.clients = append(m.clients, client)
}

// Input implements rig.Watcher.
func (*reader) Input(authority.Observation) {}
