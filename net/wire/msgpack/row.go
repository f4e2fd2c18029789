package msgpack

import (
	"clew/engine/maze"
	"clew/net/wire"
)

func (w *writer) row(m *wire.Row) {
	w.header(wire.TypeRow, 2)
	w.uint(uint64(m.Y))
	w.text(m.Tiles)
}

func (r *reader) row(n int) *wire.Row {
	r.wantFields(n, 2)
	return &wire.Row{Y: r.small("Y"), Tiles: r.text("ROW", maze.MaxSize)}
}
