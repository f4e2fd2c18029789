package text

import "clew/net/wire"

func appendSendChat(dst []byte, m *wire.SendChat) []byte {
	dst = appendUint(append(dst, "c|"...), uint64(m.ID))
	return appendText(dst, m.Text)
}

func (r *reader) sendChat() *wire.SendChat {
	return &wire.SendChat{ID: r.id(), Text: r.text("TEXT", wire.MaxTextLen)}
}
