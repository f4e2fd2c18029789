package wire

import (
	"clew/engine/maze"
	"clew/engine/sim"
)

// PlayerCell tells a plain text client which cell a player is in.
//
//	plain    U|ID|AVATAR|X|Y|
type PlayerCell struct {
	ID     sim.ID
	Avatar rune
	X, Y   int // 0 to maze.MaxSize-1
}

// Type implements Message.
func (*PlayerCell) Type() byte { return TypePlayerCell }

func (m *PlayerCell) check() *ProtocolError {
	return firstError(
		checkID(m.ID),
		checkAvatar(m.Avatar),
		checkRange("X", int64(m.X), 0, maze.MaxSize-1),
		checkRange("Y", int64(m.Y), 0, maze.MaxSize-1),
	)
}
