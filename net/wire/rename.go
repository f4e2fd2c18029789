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

// Lossy is false.
func (*Rename) Lossy() bool { return false }

func (m *Rename) check() *Fault { return first(checkID(m.ID), nameFault(m.Name)) }
