package wire

import "clew/engine/sim"

// Exited tells that a player found the exit, and in which tick.
//
//	text     X|ID|TICK|
//	msgpack  ['X', id, tick]
type Exited struct {
	ID   sim.ID
	Tick sim.Tick
}

// Lossy is false.
func (*Exited) Lossy() bool { return false }

func (m *Exited) check() *Fault { return checkID(m.ID) }
