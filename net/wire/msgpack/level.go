package msgpack

import (
	"clew/engine/maze"
	"clew/net/wire"
)

func (w *writer) level(m *wire.Level) {
	w.header(wire.TypeLevel, 4)
	w.uint(uint64(m.W))
	w.uint(uint64(m.H))
	w.text(m.Name)
	w.uint(uint64(m.Number))
}

func (r *reader) level(n int) *wire.Level {
	r.wantFields(n, 4)
	return &wire.Level{W: r.small("W"), H: r.small("H"), Name: r.text("NAME", wire.MaxNameLen), Number: r.uint32("LEVEL")}
}

func (w *writer) row(m *wire.Row) {
	w.header(wire.TypeRow, 2)
	w.uint(uint64(m.Y))
	w.text(m.Tiles)
}

func (r *reader) row(n int) *wire.Row {
	r.wantFields(n, 2)
	return &wire.Row{Y: r.small("Y"), Tiles: r.text("ROW", maze.MaxSize)}
}
