package wiretest

import (
	"strings"

	"clew/net/wire"
)

// Mode returns what arrives when m travels in a mode of the protocol. It
// reports false when m has no form there.
type Mode func(m wire.Message) (wire.Message, bool)

// GameMode is the Mode of msgpack and numbered text.
func GameMode(m wire.Message) (wire.Message, bool) { return m, wire.TypeOf(m).Game }

// PlainMode is the Mode of plain text.
func PlainMode(m wire.Message) (wire.Message, bool) {
	switch m := m.(type) {
	case *wire.Welcome:
		return &wire.Welcome{ID: m.ID, Avatar: m.Avatar}, m.ID > 0
	case *wire.Level:
		return &wire.Level{W: m.W, H: m.H}, true
	case *wire.SendChat:
		escaped := len("c|2147483647||") + len(m.Text) + 2*strings.Count(m.Text, "|") + 2*strings.Count(m.Text, "%")
		return m, escaped <= wire.MaxFromPlainClient
	}
	return m, wire.TypeOf(m).Plain
}
