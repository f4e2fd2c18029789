package msgpack

import "clew/net/wire"

func (w *writer) quit(m *wire.Quit) {
	w.header(wire.TypeQuit, 1)
	w.uint(uint64(m.ID))
}

func (r *reader) quit(n int) *wire.Quit {
	r.wantFields(n, 1)
	return &wire.Quit{ID: r.id()}
}
