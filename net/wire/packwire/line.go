package packwire

import "clew/net/wire"

func (w *writer) line(m *wire.Line) {
	w.head(wire.TypeLine, 1)
	w.uint(uint64(m.Place))
}

func (r *reader) line(n int) *wire.Line {
	r.fields(n, 1)
	return &wire.Line{Place: r.uint32("PLACE")}
}
