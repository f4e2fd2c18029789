package wire

import "clew/engine/sim"

// SendChat sends chat to the server.
//
//	text     c|ID|TEXT|
//	msgpack  ['c', id, text]
//	plain    c|ID|TEXT|
type SendChat struct {
	ID   sim.ID
	Text string // not just spaces
}

// Type implements Message.
func (*SendChat) Type() byte { return TypeSendChat }

func (m *SendChat) check() *ProtocolError { return firstError(checkID(m.ID), checkChat(m.Text)) }
