package host

import (
	"bytes"
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
	silence   = 250 * time.Millisecond // who says nothing for so long speaks plain text …
	sniffTime = 5 * time.Second        // … unless a game mode's first bytes come within this, in which they must end too
)

// gaps are the bytes that mean nothing: whoever has said no others may still speak
// anything.
const gaps = "\r\n "

// errClosing: the host stops.
var errClosing = errors.New("host: closing")

// arrival is a connection on its way into the game.
type arrival struct {
	link   *tcplink.Link
	speech *speech
	from   string
	spoke  func() bool // some byte has come from it; nil: where it matters, that is known
	bye    *wire.Bye   // what it is told unless it comes back with a token; nil: it may come in
}

// guest sees a connection in, and waits for its end. Where the door has a bye for
// it, that is all that the connection gets, unless it may have a token.
func (h *Host) guest(conn net.Conn, e *entry) {
	begin, bye := time.Now(), e.bye
	s, rest, err := h.sniff(conn, begin)
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
	if s == plain && bye == nil {
		u := &undecided{until: begin.Add(sniffTime)}
		l := tcplink.New(conn, h.options(u.framing(), rest))
		h.admits(arrival{l, s, from, u.spoke.Load, nil})
		if <-l.Done(); !l.Released() {
			return
		}
		s, rest = u.speech, u.rest
		h.door.begins(e)
	}
	l := tcplink.New(conn, h.options(s.framing, rest))
	if bye != nil && (s == plain || bye.Code != wire.CodeAddress && bye.Code != wire.CodeBusy) {
		s.farewell(l, bye)
	} else {
		h.admits(arrival{l, s, from, nil, bye})
	}
	<-l.Done()
}

// admits hands an arrival to the loop.
func (h *Host) admits(a arrival) {
	h.log.Debug("connected", "from", a.from, "wire", a.speech.name)
	select {
	case h.arrivals <- a:
	case <-h.life.Done():
		a.speech.farewell(a.link, h.goodbye())
	}
}

func (h *Host) goodbye() *wire.Bye { return &wire.Bye{Code: wire.CodeStop, Text: h.reason} }

// sniff finds out what the other end speaks, and returns what was read of its
// messages on the way. Of a plain text client that may be no more than a gap.
func (h *Host) sniff(conn net.Conn, begin time.Time) (s *speech, rest []byte, err error) {
	deadline := begin.Add(silence)
	buf, gap := make([]byte, 0, len(packwire.Magic)), []byte(nil)
	for {
		n, err := h.read(conn, buf[len(buf):cap(buf)], deadline)
		buf = buf[:len(buf)+n]
		if said := bytes.TrimLeft(buf, gaps); len(said) < len(buf) {
			gap, buf = []byte{'\n'}, buf[:copy(buf, said)]
		}
		if s, rest := recognize(buf); s != nil {
			return s, rest, nil
		}
		switch {
		case err != nil && len(buf) == 0 && errors.Is(err, os.ErrDeadlineExceeded):
			return plain, gap, nil
		case err != nil:
			return nil, nil, err
		}
		if len(buf) > 0 {
			deadline = begin.Add(sniffTime)
		}
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

// receiveBuffer is how many bytes of a client the system may hold that were not
// read yet: some seconds of an honest one's, and little of one that floods.
const receiveBuffer = 64 << 10

// options is how the link is to be. What waits for a client has room for all
// that a newcomer is told at once, and for everybody coming or leaving at once.
func (h *Host) options(f tcplink.Framing, rest []byte) tcplink.Options {
	const rows, tiles = maze.MaxSize, maze.MaxSize // of the largest level that may come
	people := 2 * h.rules.Load().MaxPlayers
	return tcplink.Options{
		Framing: f,
		Prefix:  rest,
		Reliable: link.Bound{
			Messages: 1024 + people + rows,
			Bytes:    512<<10 + people*128 + rows*(tiles+16),
		},
		ReceiveBuffer: receiveBuffer,
	}
}
