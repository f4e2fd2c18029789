package wire

import "clew/engine/maze"

// Level starts a level; its Rows follow at once, in order. It comes after
// Welcome, and again when the game continues in another level.
//
//	text     M|W|H|NAME|LEVEL|
//	msgpack  ['M', w, h, name, level]
//	plain    M|W|H|
type Level struct {
	W, H   int    // cells, maze.MinSize to maze.MaxSize
	Name   string // may be empty
	Number uint32 // identifies the level in its Snapshots
}

// Type implements Message.
func (*Level) Type() byte { return TypeLevel }

func (m *Level) check() *ProtocolError {
	return firstError(
		checkRange("W", int64(m.W), maze.MinSize, maze.MaxSize),
		checkRange("H", int64(m.H), maze.MinSize, maze.MaxSize),
		checkTitle(m.Name),
	)
}
