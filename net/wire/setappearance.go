package wire

import "clew/engine/sim"

// SetAppearance asks for another appearance.
//
//	text     k|ID|COLOUR|SHAPE|
//	msgpack  ['k', id, colour, shape]
type SetAppearance struct {
	ID         sim.ID
	Appearance Appearance
}

// Type implements Message.
func (*SetAppearance) Type() byte { return TypeSetAppearance }

func (m *SetAppearance) check() *ProtocolError {
	return firstError(checkID(m.ID), checkAppearance(m.Appearance))
}
