package msgpack

import "clew/net/wire"

func (w *writer) setAppearance(m *wire.SetAppearance) {
	w.header(wire.TypeSetAppearance, 3)
	w.uint(uint64(m.ID))
	w.appearance(m.Appearance)
}

func (r *reader) setAppearance(n int) *wire.SetAppearance {
	r.wantFields(n, 3)
	return &wire.SetAppearance{ID: r.id(), Appearance: r.appearance()}
}
