package host

import (
	"bytes"
	"strings"

	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/tcplink"
	"clew/net/wire"
	"clew/net/wire/packwire"
	"clew/net/wire/textwire"
)

// protocol is what a client speaks.
type protocol struct {
	name    string
	mode    authority.Mode
	framing tcplink.Framing
	codec   func() wire.Codec
}

// What clients speak.
var (
	protoMsgpack = &protocol{
		name: "msgpack", mode: authority.Game,
		framing: tcplink.LengthPrefix(wire.MaxFromClient),
		codec:   func() wire.Codec { return packwire.New() },
	}
	protoText = &protocol{
		name: "text", mode: authority.Game,
		framing: tcplink.Lines(wire.MaxFromClient),
		codec:   func() wire.Codec { return textwire.NewNumbered() },
	}
	protoPlain = &protocol{
		name: "plain", mode: authority.Plain,
		framing: tcplink.Framing{Split: textwire.SplitPlain, Frame: textwire.Frame, Max: textwire.SplitPlainSize},
		codec:   func() wire.Codec { return textwire.NewPlain() },
	}
)

// detectProtocol tells by the first bytes what a client speaks, and what of them
// belongs to its messages. It is nil while more bytes are needed to know.
func detectProtocol(b []byte) (s *protocol, rest []byte) {
	switch {
	case bytes.HasPrefix(b, []byte(packwire.Magic)):
		return protoMsgpack, b[len(packwire.Magic):]
	case bytes.HasPrefix(b, []byte(textwire.Preface)):
		return protoText, b
	case strings.HasPrefix(packwire.Magic, string(b)), strings.HasPrefix(textwire.Preface, string(b)):
		return nil, nil
	}
	return protoPlain, b
}

// sendBye tells the other end why the connection ends, and ends it.
func (s *protocol) sendBye(l *tcplink.Link, bye *wire.Bye) {
	if b, err := s.codec().Append(nil, bye); err == nil {
		l.Send(link.Reliable, b)
	}
	l.Close()
}
