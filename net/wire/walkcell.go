package wire

import "clew/engine/sim"

// WalkCell asks for a walk of one cell. Only plain text clients send it.
//
//	plain    u|ID| or d|ID| or l|ID| or r|ID|
type WalkCell struct {
	ID  sim.ID
	Dir sim.Input // one direction
}

// Unreliable is false.
func (*WalkCell) Unreliable() bool { return false }

func (m *WalkCell) check() *ProtocolError { return firstError(checkID(m.ID), checkDirection(m.Dir)) }
