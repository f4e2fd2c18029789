package msgpack

import "clew/net/wire"

func (w *writer) sendChat(m *wire.SendChat) {
	w.header(wire.TypeSendChat, 2)
	w.uint(uint64(m.ID))
	w.text(m.Text)
}

func (r *reader) sendChat(n int) *wire.SendChat {
	r.wantFields(n, 2)
	return &wire.SendChat{ID: r.id(), Text: r.text("TEXT", wire.MaxTextLen)}
}
