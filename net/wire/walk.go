package wire

import "clew/engine/sim"

// Walk asks for a walk of one cell. Only plain text clients send it.
//
//	plain    u|ID| or d|ID| or l|ID| or r|ID|
type Walk struct {
	ID  sim.ID
	Dir sim.Input // one direction
}

// Lossy is false.
func (*Walk) Lossy() bool { return false }

func (m *Walk) check() *Fault { return first(checkID(m.ID), checkDirection(m.Dir)) }
