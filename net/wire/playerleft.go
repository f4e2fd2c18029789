package wire

import "clew/engine/sim"

// PlayerLeft reports that a player has left.
//
//	text     L|ID|
//	msgpack  ['L', id]
//	plain    L|ID|
type PlayerLeft struct{ ID sim.ID }

// Type implements Message.
func (*PlayerLeft) Type() byte { return TypePlayerLeft }

func (m *PlayerLeft) check() *ProtocolError { return checkID(m.ID) }
