package msgpack

import "clew/net/wire"

func (w *writer) chat(m *wire.Chat) {
	w.header(wire.TypeChat, 2)
	w.uint(uint64(m.ID))
	w.text(m.Text)
}

func (r *reader) chat(n int) *wire.Chat {
	r.wantFields(n, 2)
	return &wire.Chat{ID: r.id(), Text: r.text("TEXT", wire.MaxTextLen)}
}
