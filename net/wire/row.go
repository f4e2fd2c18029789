package wire

import "clew/engine/maze"

// Row is one row of the level, with as many of the characters of maze.Tile as
// the Level is wide. The receiver checks that it fits the Level.
//
//	text     m|Y|ROW|
//	msgpack  ['m', y, row]
//	plain    m|Y|ROW|
type Row struct {
	Y     int // 0 to maze.MaxSize-1
	Tiles string
}

// Type implements Message.
func (*Row) Type() byte { return TypeRow }

func (m *Row) check() *ProtocolError {
	if len(m.Tiles) < maze.MinSize || len(m.Tiles) > maze.MaxSize {
		return ProtocolErrorf(CodeText, "ROW has %d tiles, but must have %d to %d", len(m.Tiles), maze.MinSize, maze.MaxSize)
	}
	for i := range len(m.Tiles) {
		if !isTile(m.Tiles[i]) {
			return ProtocolErrorf(CodeText, "invalid tile %q", m.Tiles[i])
		}
	}
	return checkRange("Y", int64(m.Y), 0, maze.MaxSize-1)
}
