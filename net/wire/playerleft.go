package wire

import "clew/engine/sim"

// PlayerLeft tells that a player is gone.
//
//	text     L|ID|
//	msgpack  ['L', id]
//	plain    L|ID|
type PlayerLeft struct{ ID sim.ID }

// Type implements Message.
func (*PlayerLeft) Type() byte { return TypePlayerLeft }

func (m *PlayerLeft) check() *ProtocolError { return checkID(m.ID) }
