package msgpack

import "clew/net/wire"

func (w *writer) playerLeft(m *wire.PlayerLeft) {
	w.header(wire.TypePlayerLeft, 1)
	w.uint(uint64(m.ID))
}

func (r *reader) playerLeft(n int) *wire.PlayerLeft {
	r.wantFields(n, 1)
	return &wire.PlayerLeft{ID: r.id()}
}
