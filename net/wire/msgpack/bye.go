package msgpack

import "clew/net/wire"

func (w *writer) bye(m *wire.Bye) {
	w.header(wire.TypeBye, 2)
	w.text(m.Code)
	w.text(m.Text)
}

func (r *reader) bye(n int) *wire.Bye {
	r.wantFields(n, 2)
	return &wire.Bye{Code: r.text("CODE", wire.MaxCodeLen), Text: r.text("TEXT", wire.MaxTextLen)}
}
