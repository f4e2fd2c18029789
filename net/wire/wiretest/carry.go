package wiretest

import (
	"strings"

	"clew/net/wire"
)

// Carry tells what arrives when a codec carries m; false where it has no form
// for m.
type Carry func(m wire.Message) (wire.Message, bool)

// InGame is the Carry of the codecs that game clients use: all but what only
// plain text clients know.
func InGame(m wire.Message) (wire.Message, bool) {
	switch m.(type) {
	case *wire.Walk, *wire.Cell:
		return nil, false
	}
	return m, true
}

// InPlain is the Carry of the plain text codec.
func InPlain(m wire.Message) (wire.Message, bool) {
	switch m := m.(type) {
	case *wire.Welcome:
		return &wire.Welcome{ID: m.ID, Avatar: m.Avatar}, m.ID > 0
	case *wire.Level:
		return &wire.Level{W: m.W, H: m.H}, true
	case *wire.Say:
		escaped := len("c|2147483647||") + len(m.Text) + 2*strings.Count(m.Text, "|") + 2*strings.Count(m.Text, "%")
		return m, escaped <= wire.MaxPlain
	case *wire.Hello, *wire.Inputs, *wire.Snapshot, *wire.Ping, *wire.Pong, *wire.Health, *wire.Line, *wire.Who, *wire.Dress, *wire.Exited:
		return nil, false
	}
	return m, true
}
