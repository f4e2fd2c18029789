package text

import (
	"clew/engine/maze"
	"clew/net/wire"
)

func appendRow(dst []byte, m *wire.Row) []byte {
	dst = appendUint(append(dst, "m|"...), uint64(m.Y))
	return appendRaw(dst, m.Tiles)
}

func (r *reader) row() *wire.Row {
	return &wire.Row{Y: r.small("Y"), Tiles: r.raw("ROW", maze.MaxSize)}
}
