package wire

import "clew/engine/sim"

// Score tells how a player stands, whenever that changes. Every Level makes PLACE,
// GAINED and TICKS 0, which is not told again.
//
//	text     t|ID|PLACE|GAINED|POINTS|TICKS|
//	msgpack  ['t', id, place, gained, points, ticks]
type Score struct {
	ID     sim.ID
	Place  uint32   // in this level, from 1 on; 0: the player has not reached an exit
	Gained uint32   // points in this level, at most MaxPoints
	Points uint32   // of all levels so far, at most MaxPoints
	Ticks  sim.Tick // from entering the level to reaching an exit
}

// Type implements Message.
func (*Score) Type() byte { return TypeScore }

func (m *Score) check() *ProtocolError {
	return firstError(checkID(m.ID), checkRange("GAINED", int64(m.Gained), 0, MaxPoints), checkRange("POINTS", int64(m.Points), 0, MaxPoints))
}
