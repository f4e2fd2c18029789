package wiretest

import (
	"strings"

	"clew/net/wire"
)

// Mode tells what arrives when a codec carries m; false where it has no form
// for m.
type Mode func(m wire.Message) (wire.Message, bool)

// GameMode is the Carry of the codecs that game clients use: all but what only
// plain text clients know.
func GameMode(m wire.Message) (wire.Message, bool) {
	switch m.(type) {
	case *wire.WalkCell, *wire.PlayerCell:
		return nil, false
	}
	return m, true
}

// PlainMode is the Carry of the plain text codec.
func PlainMode(m wire.Message) (wire.Message, bool) {
	switch m := m.(type) {
	case *wire.Welcome:
		return &wire.Welcome{ID: m.ID, Avatar: m.Avatar}, m.ID > 0
	case *wire.Level:
		return &wire.Level{W: m.W, H: m.H}, true
	case *wire.SendChat:
		escaped := len("c|2147483647||") + len(m.Text) + 2*strings.Count(m.Text, "|") + 2*strings.Count(m.Text, "%")
		return m, escaped <= wire.MaxFromPlainClient
	case *wire.Hello, *wire.Inputs, *wire.Snapshot, *wire.Ping, *wire.Pong, *wire.ConnectionStats, *wire.QueuePosition, *wire.PlayerInfo, *wire.SetAppearance, *wire.ReachedExit:
		return nil, false
	}
	return m, true
}
