package wire

import "clew/engine/sim"

// Quit tells the server that the player leaves for good.
//
//	text     q|ID|
//	msgpack  ['q', id]
//	plain    q|ID|
type Quit struct{ ID sim.ID }

// Type implements Message.
func (*Quit) Type() byte { return TypeQuit }

func (m *Quit) check() *ProtocolError { return checkID(m.ID) }
