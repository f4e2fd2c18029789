package wire

import "clew/engine/sim"

// Line tells who watches until there is a place which one it has in the line of
// those who do. It comes when that changes.
//
//	text     W|PLACE|
//	msgpack  ['W', place]
type Line struct {
	Place uint32 // 1 to sim.MaxPlayers; 1 is next
}

// Lossy is false.
func (*Line) Lossy() bool { return false }

func (m *Line) check() *Fault { return checkRange("PLACE", int64(m.Place), 1, sim.MaxPlayers) }
