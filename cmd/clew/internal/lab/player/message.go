package player

import (
	"fmt"

	"clew/cmd/internal/lab/scenario"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// Message is what is in a packet: in the text form, and in msgpack with each
// field's bytes.
type Message struct {
	Text    string
	Msgpack []byte
	Parts   []msgpack.Part // of Pack, in their order
}

// Message is what is in a packet. The error is one line for people.
func (r *Player) Message(packet int) (Message, error) {
	m, err := r.game.Message(packet)
	if err != nil {
		return Message{}, err
	}
	text, err := text.NewNumbered().Append(nil, m)
	if err != nil {
		return Message{}, err
	}
	pack, err := msgpack.New().Append(nil, m)
	if err != nil {
		return Message{}, err
	}
	parts, err := msgpack.Dissect(pack)
	return Message{string(text), pack, parts}, err
}

// messageReader finds out what was in a packet, by playing the game again up to the
// tick in which it left: a film keeps no messages.
type messageReader struct {
	game *scenarioGame

	replay   *scenario.Game
	from     int // of the packets of the last tick, the first in Trace.Packets
	messages [][]byte
	clients  []int // who sent or gets each
}

func (m *messageReader) read(packet int) (wire.Message, error) {
	sent := m.game.Trace().Packets[packet].Sent
	if m.replay == nil || m.replay.Ticks() > sent {
		if err := m.rewind(); err != nil {
			return nil, err
		}
	}
	for m.replay.Ticks() < sent {
		m.from += len(m.messages)
		m.messages, m.clients = m.messages[:0], m.clients[:0]
		m.replay.Step()
	}
	i := packet - m.from
	if i < 0 || i >= len(m.messages) {
		return nil, fmt.Errorf("packet %d did not come by when the game was played again", packet)
	}
	return m.replay.Clients[m.clients[i]].Codec().Decode(m.messages[i])
}

// rewind begins the game anew.
func (m *messageReader) rewind() error {
	g, err := m.game.Scenario().Game(m.game.level)
	if err != nil {
		return err
	}
	g.HumanInput = m.game.inputs.at
	m.replay, m.from, m.messages, m.clients = g, 0, m.messages[:0], m.clients[:0]
	g.Observe(m)
	return nil
}

// Packet implements rig.Observer.
func (m *messageReader) Packet(client int, _ netem.PacketEvent, msg []byte) {
	m.messages = append(m.messages, append([]byte(nil), msg...))
	m.clients = append(m.clients, client)
}

// Input implements rig.Observer.
func (*messageReader) Input(authority.InputEvent) {}
