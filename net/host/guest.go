package host

import (
	"context"
	"errors"
	"net"
	"os"
	"time"

	"clew/engine/maze"
	"clew/net/link"
	"clew/net/link/tcplink"
	"clew/net/wire"
	"clew/net/wire/packwire"
)

// How long a connection may take to show what it speaks.
const (
	silence   = 250 * time.Millisecond // who says nothing for so long speaks plain text
	sniffTime = 5 * time.Second        // who has begun a preamble must end it within this
)

// errClosing: the host stops.
var errClosing = errors.New("host: closing")

// arrival is a connection on its way into the game.
type arrival struct {
	link   *tcplink.Link
	speech *speech
	from   string
}

// guest sees a connection in, and waits for its end. Where there is a bye, it
// is all that the connection gets.
func (h *Host) guest(conn net.Conn, bye *wire.Bye) {
	s, rest, err := h.sniff(conn)
	from := conn.RemoteAddr().String()
	switch {
	case errors.Is(err, errClosing):
		s, bye = plain, h.goodbye()
	case errors.Is(err, os.ErrDeadlineExceeded):
		s, bye = plain, &wire.Bye{Code: wire.CodeTimeout, Text: "it takes you too long to say what you speak"}
	case err != nil:
		h.log.Debug("connection lost before it said anything", "from", from, "reason", err)
		conn.Close()
		return
	}
	conn.SetReadDeadline(time.Time{})
	l := tcplink.New(conn, h.options(s, rest))
	if bye == nil {
		h.log.Debug("connected", "from", from, "wire", s.name)
		select {
		case h.arrivals <- arrival{l, s, from}:
		case <-h.life.Done():
			bye = h.goodbye()
		}
	}
	if bye != nil {
		s.farewell(l, bye)
	}
	<-l.Done()
}

func (h *Host) goodbye() *wire.Bye { return &wire.Bye{Code: wire.CodeStop, Text: h.reason} }

// sniff finds out what the other end speaks, and returns what was read of its
// messages on the way.
func (h *Host) sniff(conn net.Conn) (s *speech, rest []byte, err error) {
	begin := time.Now()
	deadline := begin.Add(silence)
	buf := make([]byte, 0, len(packwire.Magic))
	for {
		n, err := h.read(conn, buf[len(buf):cap(buf)], deadline)
		buf = buf[:len(buf)+n]
		if s, rest := recognize(buf); s != nil {
			return s, rest, nil
		}
		switch {
		case err != nil && len(buf) == 0 && errors.Is(err, os.ErrDeadlineExceeded):
			return plain, nil, nil
		case err != nil:
			return nil, nil, err
		}
		deadline = begin.Add(sniffTime)
	}
}

// read reads until the deadline, or until the host stops.
func (h *Host) read(conn net.Conn, b []byte, deadline time.Time) (int, error) {
	conn.SetReadDeadline(deadline)
	stop := context.AfterFunc(h.life, func() { conn.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	n, err := conn.Read(b)
	if h.life.Err() != nil {
		return n, errClosing
	}
	return n, err
}

// options is how the link is to be. What waits for a client has room for all
// that a newcomer is told at once, and for everybody coming or leaving at once.
func (h *Host) options(s *speech, rest []byte) tcplink.Options {
	const rows, tiles = maze.MaxSize, maze.MaxSize // of the largest level that may come
	people := 2 * h.rules.Load().MaxPlayers
	return tcplink.Options{
		Framing: s.framing,
		Prefix:  rest,
		Reliable: link.Bound{
			Messages: 1024 + people + rows,
			Bytes:    512<<10 + people*128 + rows*(tiles+16),
		},
	}
}
