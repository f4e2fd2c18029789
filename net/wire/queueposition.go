package wire

import "clew/engine/sim"

// QueuePosition tells a spectator that waits for a place its position in the
// queue, whenever that changes.
//
//	text     W|POSITION|
//	msgpack  ['W', position]
type QueuePosition struct {
	Position uint32 // 1 to sim.MaxPlayers; 1 is next
}

// Type implements Message.
func (*QueuePosition) Type() byte { return TypeQueuePosition }

func (m *QueuePosition) check() *ProtocolError {
	return checkRange("POSITION", int64(m.Position), 1, sim.MaxPlayers)
}
