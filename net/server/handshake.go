package server

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"time"

	"clew/engine/maze"
	"clew/net/link"
	"clew/net/link/tcp"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// How long a connection may take to show what it speaks.
const (
	plainTimeout     = 250 * time.Millisecond // who says nothing for so long speaks plain text …
	handshakeTimeout = 5 * time.Second        // … unless a game mode's first bytes come within this, in which they must end too
)

// blanks are the bytes that mean nothing: whoever has said no others may still speak
// anything.
const blanks = "\r\n "

// errStopping: the host stops.
var errStopping = errors.New("host: closing")

// readyConn is a connection on its way into the game.
type readyConn struct {
	link     *tcp.Link
	protocol *protocol
	addr     string
	received func() bool // some byte has come from it; nil: where it matters, that is known
	bye      *wire.Bye   // what it is told unless it comes back with a token; nil: it may come in
}

// serveConn sees a connection in, and waits for its end. Where the door has a bye for
// it, that is all that the connection gets, unless it may have a token.
func (h *Server) serveConn(conn net.Conn, e *connSlot) {
	begin, bye := time.Now(), e.bye
	s, rest, err := h.sniff(conn, begin)
	from := conn.RemoteAddr().String()
	switch {
	case errors.Is(err, errStopping):
		s, bye = protoPlain, h.shutdownBye()
	case errors.Is(err, os.ErrDeadlineExceeded):
		s, bye = protoPlain, &wire.Bye{Code: wire.CodeTimeout, Text: "it takes you too long to say what you speak"}
	case err != nil:
		h.log.Debug("connection lost before it said anything", "from", from, "reason", err)
		conn.Close()
		return
	}
	conn.SetReadDeadline(time.Time{})
	if s == protoPlain && bye == nil {
		u := &lateSniffer{deadline: begin.Add(handshakeTimeout)}
		l := tcp.New(conn, h.linkOptions(u.framing(), rest))
		h.handOver(readyConn{l, s, from, u.received.Load, nil})
		if <-l.Done(); !l.Detached() {
			return
		}
		s, rest = u.protocol, u.rest
		h.conns.markPending(e)
	}
	l := tcp.New(conn, h.linkOptions(s.framing, rest))
	if bye != nil && (s == protoPlain || bye.Code != wire.CodeAddressLimit && bye.Code != wire.CodeBusy) {
		s.sendBye(l, bye)
	} else {
		h.handOver(readyConn{l, s, from, nil, bye})
	}
	<-l.Done()
}

// handOver hands an arrival to the loop.
func (h *Server) handOver(a readyConn) {
	h.log.Debug("connected", "from", a.addr, "wire", a.protocol.name)
	select {
	case h.ready <- a:
	case <-h.ctx.Done():
		a.protocol.sendBye(a.link, h.shutdownBye())
	}
}

func (h *Server) shutdownBye() *wire.Bye { return &wire.Bye{Code: wire.CodeShutdown, Text: h.reason} }

// sniff finds out what the other end speaks, and returns what was read of its
// messages on the way. Of a plain text client that may be no more than a gap.
func (h *Server) sniff(conn net.Conn, begin time.Time) (s *protocol, rest []byte, err error) {
	deadline := begin.Add(plainTimeout)
	buf, gap := make([]byte, 0, len(msgpack.Magic)), []byte(nil)
	for {
		n, err := h.readUntil(conn, buf[len(buf):cap(buf)], deadline)
		buf = buf[:len(buf)+n]
		if said := bytes.TrimLeft(buf, blanks); len(said) < len(buf) {
			gap, buf = []byte{'\n'}, buf[:copy(buf, said)]
		}
		if s, rest := detectProtocol(buf); s != nil {
			return s, rest, nil
		}
		switch {
		case err != nil && len(buf) == 0 && errors.Is(err, os.ErrDeadlineExceeded):
			return protoPlain, gap, nil
		case err != nil:
			return nil, nil, err
		}
		if len(buf) > 0 {
			deadline = begin.Add(handshakeTimeout)
		}
	}
}

// readUntil reads until the deadline, or until the host stops.
func (h *Server) readUntil(conn net.Conn, b []byte, deadline time.Time) (int, error) {
	conn.SetReadDeadline(deadline)
	stop := context.AfterFunc(h.ctx, func() { conn.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	n, err := conn.Read(b)
	if h.ctx.Err() != nil {
		return n, errStopping
	}
	return n, err
}

// receiveBuffer is how many bytes of a client the system may hold that were not
// read yet: some seconds of an honest one's, and little of one that floods.
const receiveBuffer = 64 << 10

// linkOptions is how the link is to be. What waits for a client has room for all
// that a newcomer is told at once, and for everybody coming or leaving at once.
func (h *Server) linkOptions(f tcp.Framing, rest []byte) tcp.Options {
	const rows, tiles = maze.MaxSize, maze.MaxSize // of the largest level that may come
	people := 2 * h.runtime.Load().MaxPlayers
	return tcp.Options{
		Framing: f,
		Prefix:  rest,
		Reliable: link.Limit{
			Messages: 1024 + people + rows,
			Bytes:    512<<10 + people*128 + rows*(tiles+16),
		},
		ReceiveBuffer: receiveBuffer,
	}
}
