package msgpack

import "clew/net/wire"

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
