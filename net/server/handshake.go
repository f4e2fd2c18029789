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

// Limits on how long a client may take to show its protocol.
const (
	plainTimeout     = 250 * time.Millisecond // a client silent for this long is taken for plain text …
	handshakeTimeout = 5 * time.Second        // … unless the complete preamble of another protocol arrives within this
)

// blanks are bytes that don't tell protocols apart and may come before any.
const blanks = "\r\n "

var errStopping = errors.New("host: closing")

// readyConn is a connection whose protocol is known, on its way to the loop.
type readyConn struct {
	link     *tcp.Link
	protocol *protocol
	addr     string
	received func() bool // reports whether any byte has arrived; nil if that doesn't matter
	bye      *wire.Bye   // the reason to refuse the client unless it resumes a session; nil: none
}

// serveConn detects the protocol of a connection, hands it to the loop and waits
// for its end. A client that is refused gets its Bye, unless the protocol lets
// it resume a session.
func (s *Server) serveConn(conn net.Conn, slot *connSlot) {
	begin, bye := time.Now(), slot.bye
	proto, rest, err := s.sniff(conn, begin)
	addr := conn.RemoteAddr().String()
	switch {
	case errors.Is(err, errStopping):
		proto, bye = protoPlain, s.shutdownBye()
	case errors.Is(err, os.ErrDeadlineExceeded):
		proto, bye = protoPlain, &wire.Bye{Code: wire.CodeTimeout, Text: "no complete handshake within 5 seconds"}
	case err != nil:
		s.log.Debug("connection lost in handshake", "from", addr, "error", err)
		conn.Close()
		return
	}
	conn.SetReadDeadline(time.Time{})
	if proto == protoPlain && bye == nil {
		sniffer := &lateSniffer{deadline: begin.Add(handshakeTimeout)}
		l := tcp.New(conn, s.linkOptions(sniffer.framing(), rest))
		s.handOver(readyConn{l, proto, addr, sniffer.received.Load, nil})
		if <-l.Done(); !l.Detached() {
			return
		}
		proto, rest = sniffer.protocol, sniffer.rest
		s.conns.markPending(slot)
	}
	l := tcp.New(conn, s.linkOptions(proto.framing, rest))
	if bye != nil && (proto == protoPlain || bye.Code != wire.CodeAddressLimit && bye.Code != wire.CodeBusy) {
		proto.sendBye(l, bye)
	} else {
		s.handOver(readyConn{l, proto, addr, nil, bye})
	}
	<-l.Done()
}

// handOver passes a connection to the loop.
func (s *Server) handOver(c readyConn) {
	s.log.Debug("connected", "from", c.addr, "wire", c.protocol.name)
	select {
	case s.ready <- c:
	case <-s.ctx.Done():
		c.protocol.sendBye(c.link, s.shutdownBye())
	}
}

func (s *Server) shutdownBye() *wire.Bye { return &wire.Bye{Code: wire.CodeShutdown, Text: s.reason} }

// sniff detects the client's protocol, and returns the bytes of its messages that
// were read on the way. For plain text these may be just a line end.
func (s *Server) sniff(conn net.Conn, begin time.Time) (proto *protocol, rest []byte, err error) {
	deadline := begin.Add(plainTimeout)
	buf, blank := make([]byte, 0, len(msgpack.Magic)), []byte(nil)
	for {
		n, err := s.readUntil(conn, buf[len(buf):cap(buf)], deadline)
		buf = buf[:len(buf)+n]
		if text := bytes.TrimLeft(buf, blanks); len(text) < len(buf) {
			blank, buf = []byte{'\n'}, buf[:copy(buf, text)]
		}
		if proto, rest := detectProtocol(buf); proto != nil {
			return proto, rest, nil
		}
		switch {
		case err != nil && len(buf) == 0 && errors.Is(err, os.ErrDeadlineExceeded):
			return protoPlain, blank, nil
		case err != nil:
			return nil, nil, err
		}
		if len(buf) > 0 {
			deadline = begin.Add(handshakeTimeout)
		}
	}
}

// readUntil reads until the deadline or the server's shutdown.
func (s *Server) readUntil(conn net.Conn, b []byte, deadline time.Time) (int, error) {
	conn.SetReadDeadline(deadline)
	stop := context.AfterFunc(s.ctx, func() { conn.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	n, err := conn.Read(b)
	if s.ctx.Err() != nil {
		return n, errStopping
	}
	return n, err
}

// receiveBuffer is the size of the socket's receive buffer in bytes: seconds of
// an honest client's input, and little of a flood.
const receiveBuffer = 64 << 10

// linkOptions returns the options of a link. Its send queue has room for all
// that a new client is sent at once, and for all players joining or leaving.
func (s *Server) linkOptions(f tcp.Framing, rest []byte) tcp.Options {
	const rows, tiles = maze.MaxSize, maze.MaxSize // of the largest possible level
	changes := 2 * s.runtime.Load().MaxPlayers
	return tcp.Options{
		Framing: f,
		Prefix:  rest,
		Reliable: link.Limit{
			Messages: 1024 + changes + rows,
			Bytes:    512<<10 + changes*128 + rows*(tiles+16),
		},
		ReceiveBuffer: receiveBuffer,
	}
}
