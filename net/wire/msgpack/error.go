package msgpack

import "clew/net/wire"

func (w *writer) error(m *wire.Error) {
	w.header(wire.TypeError, 2)
	w.text(m.Code)
	w.text(m.Text)
}

func (r *reader) error(n int) *wire.Error {
	r.wantFields(n, 2)
	return &wire.Error{Code: r.text("CODE", wire.MaxCodeLen), Text: r.text("TEXT", wire.MaxTextLen)}
}
