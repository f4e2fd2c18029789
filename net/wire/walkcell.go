package wire

import "clew/engine/sim"

// WalkCell asks to walk one cell. Only plain text clients send it.
//
//	plain    u|ID| or d|ID| or l|ID| or r|ID|
type WalkCell struct {
	ID  sim.ID
	Dir sim.Input // one direction
}

// Type implements Message: each direction has a letter of its own.
func (m *WalkCell) Type() byte {
	switch m.Dir {
	case sim.Down:
		return TypeWalkDown
	case sim.Left:
		return TypeWalkLeft
	case sim.Right:
		return TypeWalkRight
	}
	return TypeWalkUp
}

func (m *WalkCell) check() *ProtocolError { return firstError(checkID(m.ID), checkDirection(m.Dir)) }
