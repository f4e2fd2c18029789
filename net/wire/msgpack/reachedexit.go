package msgpack

import "clew/net/wire"

func (w *writer) reachedExit(m *wire.ReachedExit) {
	w.header(wire.TypeReachedExit, 2)
	w.uint(uint64(m.ID))
	w.uint(uint64(m.Tick))
}

func (r *reader) reachedExit(n int) *wire.ReachedExit {
	r.wantFields(n, 2)
	return &wire.ReachedExit{ID: r.id(), Tick: r.tick("TICK")}
}
