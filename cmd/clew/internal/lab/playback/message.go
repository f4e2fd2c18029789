package playback

import (
	"fmt"

	"clew/cmd/internal/lab/scenario"
	"clew/engine/game"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// Message is the content of a packet or an entry: its text form, and its msgpack form with
// each field's bytes.
type Message struct {
	Text    string
	Msgpack []byte
	Parts   []msgpack.Part // of Msgpack, in order
}

// Message returns the content of a packet.
func (p *Player) Message(packet int) (Message, error) {
	m, err := p.game.Message(packet)
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

// messageReader finds the content of packets by replaying the game up to the
// tick in which they were sent, since a history keeps no messages.
type messageReader struct {
	game *scenarioGame

	replay   *scenario.Game
	from     int // index in Trace.Packets of the last tick's first packet
	messages [][]byte
	clients  []int // of each message
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
		return nil, fmt.Errorf("packet %d was not sent in the replay", packet)
	}
	return m.replay.Clients[m.clients[i]].Codec().Decode(m.messages[i])
}

// rewind restarts the replay.
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

// Packet implements netsim.Observer.
func (m *messageReader) Packet(client int, _ netem.PacketEvent, msg []byte) {
	m.messages = append(m.messages, append([]byte(nil), msg...))
	m.clients = append(m.clients, client)
}

// Input implements netsim.Observer.
func (*messageReader) Input(authority.InputEvent) {}

// Entry implements netsim.Observer.
func (*messageReader) Entry(*game.Entry) {}
