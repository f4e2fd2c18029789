package server

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"time"

	"clew/net/link/tcp"
	"clew/net/wire/text"
)

// errLateHandshake ends the plain text side of a connection that turns out to
// have a game client at its other end.
var errLateHandshake = fmt.Errorf("%w: a game client's first bytes came late", tcp.ErrDetach)

// lateSniffer reads a connection that was taken for plain text because it was
// silent: until the deadline its first bytes may still select another protocol.
type lateSniffer struct {
	deadline time.Time
	received atomic.Bool // any byte, even a line end

	decided  bool
	protocol *protocol // of the late game client
	rest     []byte    // bytes of its messages read so far
}

// framing returns plain text framing that releases the connection if another
// protocol's preamble arrives in time.
func (l *lateSniffer) framing() tcp.Framing {
	f := protoPlain.framing
	f.Split = l.split
	return f
}

// split splits plain text messages, and before them detects a game client's
// preamble. A preamble that arrives too late counts as a plain text message of
// unknown type, and is answered at once even without a line end.
func (l *lateSniffer) split(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) > 0 {
		l.received.Store(true)
	}
	if l.decided {
		return text.SplitPlain(data, atEOF)
	}
	trimmed := bytes.TrimLeft(data, blanks)
	blank := len(data) - len(trimmed)
	if len(trimmed) == 0 {
		return blank, nil, nil
	}
	s, rest := detectProtocol(trimmed)
	if s == nil && !atEOF {
		return blank, nil, nil
	}
	l.decided = true
	switch {
	case s == nil || s == protoPlain:
		return text.SplitPlain(data, atEOF)
	case time.Now().Before(l.deadline):
		l.protocol, l.rest = s, bytes.Clone(rest)
		return 0, nil, errLateHandshake
	}
	preamble := len(trimmed) - len(rest)
	if preamble == 0 { // the text protocol's preamble ends with its line
		return text.SplitPlain(data, atEOF)
	}
	return blank + preamble, trimmed[:preamble], nil
}
