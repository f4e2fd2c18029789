package text

import "clew/net/wire"

func appendChat(dst []byte, m *wire.Chat) []byte {
	dst = appendUint(append(dst, "C|"...), uint64(m.ID))
	return appendText(dst, m.Text)
}

func (r *reader) chat() *wire.Chat {
	return &wire.Chat{ID: r.id(), Text: r.text("TEXT", wire.MaxTextLen)}
}
