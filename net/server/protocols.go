package server

import (
	"bytes"
	"strings"

	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/tcp"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// protocol is what a client speaks.
type protocol struct {
	name    string
	mode    authority.Mode
	framing tcp.Framing
	codec   func() wire.Codec
}

// What clients speak.
var (
	protoMsgpack = &protocol{
		name: "msgpack", mode: authority.Game,
		framing: tcp.LengthPrefix(wire.MaxFromClient),
		codec:   func() wire.Codec { return msgpack.New() },
	}
	protoText = &protocol{
		name: "text", mode: authority.Game,
		framing: tcp.Lines(wire.MaxFromClient),
		codec:   func() wire.Codec { return text.NewNumbered() },
	}
	protoPlain = &protocol{
		name: "plain", mode: authority.Plain,
		framing: tcp.Framing{Split: text.SplitPlain, Frame: text.Frame, Max: text.SplitPlainSize},
		codec:   func() wire.Codec { return text.NewPlain() },
	}
)

// detectProtocol tells by the first bytes what a client speaks, and what of them
// belongs to its messages. It is nil while more bytes are needed to know.
func detectProtocol(b []byte) (s *protocol, rest []byte) {
	switch {
	case bytes.HasPrefix(b, []byte(msgpack.Magic)):
		return protoMsgpack, b[len(msgpack.Magic):]
	case bytes.HasPrefix(b, []byte(text.Preface)):
		return protoText, b
	case strings.HasPrefix(msgpack.Magic, string(b)), strings.HasPrefix(text.Preface, string(b)):
		return nil, nil
	}
	return protoPlain, b
}

// sendBye tells the other end why the connection ends, and ends it.
func (s *protocol) sendBye(l *tcp.Link, bye *wire.Bye) {
	if b, err := s.codec().Append(nil, bye); err == nil {
		l.Send(link.Reliable, b)
	}
	l.Close()
}
