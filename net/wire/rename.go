package wire

import "clew/engine/sim"

// Rename asks for a name.
//
//	text     n|ID|NAME|
//	msgpack  ['n', id, name]
//	plain    n|ID|NAME|
type Rename struct {
	ID   sim.ID
	Name string
}

// Type implements Message.
func (*Rename) Type() byte { return TypeRename }

func (m *Rename) check() *ProtocolError { return firstError(checkID(m.ID), checkName(m.Name)) }
