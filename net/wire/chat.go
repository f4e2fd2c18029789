package wire

import "clew/engine/sim"

// Chat delivers chat from a player. A plain text client does not get its own; a
// game client does, and knows by it that the chat was accepted.
//
//	text     C|ID|TEXT|
//	msgpack  ['C', id, text]
//	plain    C|ID|TEXT|
type Chat struct {
	ID   sim.ID
	Text string // not just spaces
}

// Type implements Message.
func (*Chat) Type() byte { return TypeChat }

func (m *Chat) check() *ProtocolError { return firstError(checkID(m.ID), checkChat(m.Text)) }
