package wire

import "clew/engine/sim"

// Quit tells the server that the player leaves for good.
//
//	text     q|ID|
//	msgpack  ['q', id]
//	plain    q|ID|
type Quit struct{ ID sim.ID }

// Lossy is false.
func (*Quit) Lossy() bool { return false }

func (m *Quit) check() *Fault { return checkID(m.ID) }
