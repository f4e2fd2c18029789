package wire

import "clew/engine/sim"

// PlayerLeft tells that a player is gone.
//
//	text     L|ID|
//	msgpack  ['L', id]
//	plain    L|ID|
type PlayerLeft struct{ ID sim.ID }

// Unreliable is false.
func (*PlayerLeft) Unreliable() bool { return false }

func (m *PlayerLeft) check() *ProtocolError { return checkID(m.ID) }
