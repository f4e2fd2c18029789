package wire

import "clew/engine/sim"

// Chat is chat from player ID. An author in plain text does not get it; one in a
// game client does, and knows by it that it was said.
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
