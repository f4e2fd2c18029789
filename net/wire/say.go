package wire

import "clew/engine/sim"

// Say is chat on its way to the server.
//
//	text     c|ID|TEXT|
//	msgpack  ['c', id, text]
//	plain    c|ID|TEXT|
type Say struct {
	ID   sim.ID
	Text string // not just spaces
}

// Lossy is false.
func (*Say) Lossy() bool { return false }

func (m *Say) check() *Fault { return first(checkID(m.ID), checkChat(m.Text)) }
