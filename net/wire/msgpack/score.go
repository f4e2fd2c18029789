package msgpack

import "clew/net/wire"

func (w *writer) score(m *wire.Score) {
	w.header(wire.TypeScore, 5)
	w.uint(uint64(m.ID))
	w.uint(uint64(m.Place))
	w.uint(uint64(m.Gained))
	w.uint(uint64(m.Points))
	w.uint(uint64(m.Ticks))
}

func (r *reader) score(n int) *wire.Score {
	r.wantFields(n, 5)
	return &wire.Score{ID: r.id(), Place: r.uint32("PLACE"), Gained: r.uint32("GAINED"), Points: r.uint32("POINTS"), Ticks: r.tick("TICKS")}
}
