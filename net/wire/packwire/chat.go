package packwire

import "clew/net/wire"

func (w *writer) say(m *wire.Say) {
	w.head(wire.TypeSay, 2)
	w.uint(uint64(m.ID))
	w.text(m.Text)
}

func (r *reader) say(n int) *wire.Say {
	r.fields(n, 2)
	return &wire.Say{ID: r.id(), Text: r.text("TEXT", wire.MaxTextLen)}
}

func (w *writer) chat(m *wire.Chat) {
	w.head(wire.TypeChat, 2)
	w.uint(uint64(m.ID))
	w.text(m.Text)
}

func (r *reader) chat(n int) *wire.Chat {
	r.fields(n, 2)
	return &wire.Chat{ID: r.id(), Text: r.text("TEXT", wire.MaxTextLen)}
}
