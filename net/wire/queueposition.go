package wire

import "clew/engine/sim"

// QueuePosition tells who watches until there is a place which one it has in the line of
// those who do. It comes when that changes.
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
