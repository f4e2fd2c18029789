package server

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"time"

	"clew/net/link/tcp"
	"clew/net/wire/text"
)

// errLateHandshake ends the plain text side of a connection whose other end turns out to
// be a game client.
var errLateHandshake = fmt.Errorf("%w: a game client's first bytes came late", tcp.ErrDetach)

// lateSniffer is the reading side of a connection that is taken for plain text and
// has said nothing yet: until the time is up, its first bytes may still choose
// another mode.
type lateSniffer struct {
	deadline time.Time
	received atomic.Bool // some byte has come, be it a line end

	decided  bool
	protocol *protocol // that of a game client that came late
	rest     []byte    // what was read of its messages
}

// framing is that of plain text, from which the connection is released when a game
// mode's first bytes come in time.
func (u *lateSniffer) framing() tcp.Framing {
	f := protoPlain.framing
	f.Split = u.split
	return f
}

// split finds the messages of a plain text client, and before them the first
// bytes of a game client. Where those come too late that is an unknown type in
// plain text, which is told at once, even where no line end follows.
func (u *lateSniffer) split(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) > 0 {
		u.received.Store(true)
	}
	if u.decided {
		return text.SplitPlain(data, atEOF)
	}
	said := bytes.TrimLeft(data, blanks)
	gap := len(data) - len(said)
	if len(said) == 0 {
		return gap, nil, nil
	}
	s, rest := detectProtocol(said)
	if s == nil && !atEOF {
		return gap, nil, nil
	}
	u.decided = true
	switch {
	case s == nil || s == protoPlain:
		return text.SplitPlain(data, atEOF)
	case time.Now().Before(u.deadline):
		u.protocol, u.rest = s, bytes.Clone(rest)
		return 0, nil, errLateHandshake
	}
	preamble := len(said) - len(rest)
	if preamble == 0 { // the one of text ends with its line
		return text.SplitPlain(data, atEOF)
	}
	return gap + preamble, said[:preamble], nil
}
