package text

import "clew/net/wire"

func appendError(dst []byte, m *wire.Error) []byte {
	dst = appendRaw(append(dst, "E|"...), m.Code)
	return appendText(dst, m.Text)
}

func (r *reader) error() *wire.Error {
	return &wire.Error{Code: r.raw("CODE", wire.MaxCodeLen), Text: r.text("TEXT", wire.MaxTextLen)}
}
