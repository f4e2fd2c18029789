package msgpack

import "clew/net/wire"

func (w *writer) record(m *wire.Record) {
	w.header(wire.TypeRecord, 2)
	w.text(m.Name)
	w.uint(uint64(m.Ticks))
}

func (r *reader) record(n int) *wire.Record {
	r.wantFields(n, 2)
	return &wire.Record{Name: r.text("NAME", wire.MaxNameLen), Ticks: r.tick("TICKS")}
}
