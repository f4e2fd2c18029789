package wire

import "clew/engine/sim"

// Quit tells the server that the player leaves for good.
//
//	text     q|ID|
//	msgpack  ['q', id]
//	plain    q|ID|
type Quit struct{ ID sim.ID }

// Unreliable is false.
func (*Quit) Unreliable() bool { return false }

func (m *Quit) check() *ProtocolError { return checkID(m.ID) }
