package msgpack

import "clew/net/wire"

func (w *writer) rename(m *wire.Rename) {
	w.header(wire.TypeRename, 2)
	w.uint(uint64(m.ID))
	w.text(m.Name)
}

func (r *reader) rename(n int) *wire.Rename {
	r.wantFields(n, 2)
	return &wire.Rename{ID: r.id(), Name: r.text("NAME", wire.MaxNameLen)}
}
