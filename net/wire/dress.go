package wire

import "clew/engine/sim"

// Dress asks for another look.
//
//	text     k|ID|COLOUR|SHAPE|
//	msgpack  ['k', id, colour, shape]
type Dress struct {
	ID   sim.ID
	Look Look
}

// Lossy is false.
func (*Dress) Lossy() bool { return false }

func (m *Dress) check() *Fault { return first(checkID(m.ID), m.Look.check()) }
