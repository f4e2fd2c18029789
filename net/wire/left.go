package wire

import "clew/engine/sim"

// Left tells that a player is gone.
//
//	text     L|ID|
//	msgpack  ['L', id]
//	plain    L|ID|
type Left struct{ ID sim.ID }

// Lossy is false.
func (*Left) Lossy() bool { return false }

func (m *Left) check() *Fault { return checkID(m.ID) }
