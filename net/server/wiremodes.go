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

// protocol is how a client encodes its messages.
type protocol struct {
	name    string
	mode    authority.Mode
	framing tcp.Framing
	codec   func() wire.Codec
}

// The protocols of clients.
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

// detectProtocol returns the protocol that a connection's first bytes select, and
// the bytes that belong to its messages. It returns nil if it needs more bytes.
func detectProtocol(b []byte) (p *protocol, rest []byte) {
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

// sendBye sends the reason for the end of a connection, and closes it.
func (p *protocol) sendBye(l *tcp.Link, bye *wire.Bye) {
	if b, err := p.codec().Append(nil, bye); err == nil {
		l.Send(link.Reliable, b)
	}
	l.Close()
}
