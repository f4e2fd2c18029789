package wire

import "clew/engine/sim"

// ReachedExit reports that a player reached an exit, and in which tick.
//
//	text     X|ID|TICK|
//	msgpack  ['X', id, tick]
type ReachedExit struct {
	ID   sim.ID
	Tick sim.Tick
}

// Type implements Message.
func (*ReachedExit) Type() byte { return TypeReachedExit }

func (m *ReachedExit) check() *ProtocolError { return checkID(m.ID) }
