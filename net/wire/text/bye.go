package text

import (
	"strings"

	"clew/net/wire"
)

func appendBye(dst []byte, m *wire.Bye) []byte {
	dst = appendRaw(append(dst, "B|"...), m.Code)
	return appendText(dst, m.Text)
}

func (r *reader) bye() *wire.Bye {
	return &wire.Bye{Code: r.raw("CODE", wire.MaxCodeLen), Text: r.text("TEXT", wire.MaxTextLen)}
}

// In plain text a Bye has one field, in which the code comes first.

func appendPlainBye(dst []byte, m *wire.Bye) []byte {
	dst = append(append(append(dst, "B|"...), m.Code...), ": "...)
	return appendText(dst, m.Text)
}

func (r *reader) plainBye() *wire.Bye {
	s := r.text("REASON", wire.MaxCodeLen+len(": ")+wire.MaxTextLen)
	code, text, ok := strings.Cut(s, ": ")
	if !ok {
		r.fail(wire.CodeMalformed, "REASON does not start with a code and a colon")
	}
	return &wire.Bye{Code: code, Text: text}
}
