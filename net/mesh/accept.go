package mesh

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"clew/net/link"
	"clew/net/link/tcp"
	"clew/net/peerwire"
	"clew/net/session"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

const (
	plainTimeout     = 250 * time.Millisecond // who is silent for so long is no peer …
	handshakeTimeout = 5 * time.Second        // … and who has begun like one has so long to go on

	maxPending        = 64 // connections that have not shown what they are …
	maxPendingPerAddr = 8  // … and of one address

	acceptPause = 50 * time.Millisecond // after an error, such as too many open files
)

// The ways in which those who dial frame their messages.
var (
	msgpackFraming = tcp.LengthPrefix(peerwire.MaxLen)
	textFraming    = tcp.Lines(peerwire.MaxLen)
	guestFraming   = tcp.Framing{Split: text.SplitPlain, Frame: text.Frame, Max: text.SplitPlainSize}
	lectureFraming = tcp.Framing{Split: splitAny, Frame: text.Frame, Max: text.SplitPlainSize}
)

// splitAny is a bufio.SplitFunc that splits nothing: each message is what has come.
func splitAny(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	n := min(len(data), text.SplitPlainSize)
	return n, data[:n], nil
}

// pending counts the connections that have not shown what they are.
type pending struct {
	mu     sync.Mutex
	all    int
	ofAddr map[netip.Addr]int
}

// add counts one more, and returns false if that is too many. Nobody is limited on
// this computer.
func (p *pending) add(a netip.Addr) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ofAddr == nil {
		p.ofAddr = map[netip.Addr]int{}
	}
	if p.all >= maxPending || !a.IsLoopback() && p.ofAddr[a] >= maxPendingPerAddr {
		return false
	}
	p.all++
	p.ofAddr[a]++
	return true
}

func (p *pending) remove(a netip.Addr) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all--
	if p.ofAddr[a]--; p.ofAddr[a] == 0 {
		delete(p.ofAddr, a)
	}
}

// accept takes connections until the listener is closed.
func (m *Mesh) accept() {
	for {
		conn, err := m.listener.Accept()
		switch {
		case m.ctx.Err() != nil:
			if err == nil {
				conn.Close()
			}
			return
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			m.log.Warn("accept failed", "error", err.Error())
			if !m.sleep(acceptPause) {
				return
			}
			continue
		}
		from := remoteOf(conn)
		if !m.pending.add(from.Addr()) {
			conn.Close()
			continue
		}
		m.wg.Go(func() {
			defer m.pending.remove(from.Addr())
			m.admit(conn, from)
		})
	}
}

// remoteOf returns the address of the other end, IPv4 as such.
func remoteOf(conn net.Conn) netip.AddrPort {
	a, ok := conn.RemoteAddr().(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	ap := a.AddrPort()
	return netip.AddrPortFrom(ap.Addr().Unmap().WithZone(""), ap.Port())
}

// admit finds out who has dialed, and hands the link to the loop.
func (m *Mesh) admit(conn net.Conn, from netip.AddrPort) {
	kind, rest, err := m.sniff(conn)
	if err != nil {
		conn.Close()
		return
	}
	conn.SetReadDeadline(time.Time{})
	if m.ctx.Err() != nil {
		conn.Close()
		return
	}
	if kind != nil {
		l := newLink(conn, *kind, rest)
		m.hand(l, func(s *session.Mesh, now time.Duration) { s.Accept(now, l, from) })
		return
	}
	if guid, ok := m.lecturePeerAt(from.Addr()); ok {
		l := newLink(conn, lectureFraming, rest)
		m.hand(l, func(s *session.Mesh, now time.Duration) { s.AcceptLecturePeer(now, l, from, guid, false) })
		return
	}
	l := newLink(conn, guestFraming, rest)
	m.hand(l, func(s *session.Mesh, now time.Duration) { s.AcceptGuest(now, l, from) })
}

// hand has the loop take a link, which is closed if there is no loop any more.
func (m *Mesh) hand(l link.Link, take func(s *session.Mesh, now time.Duration)) {
	if !m.tell(take) {
		l.Close()
	}
}

// newLink returns a link over a connection.
func newLink(conn net.Conn, f tcp.Framing, rest []byte) *tcp.Link {
	return tcp.New(conn, tcp.Options{
		Framing: f, Prefix: rest, ReceiveBuffer: 256 << 10,
		Reliable: link.Limit{Messages: 1024, Bytes: 2 * peerwire.MaxLen},
	})
}

// sniff reads the first bytes of a connection: of which form a peer's messages are, or
// nil if it is no peer's. The rest are bytes that belong to its messages.
func (m *Mesh) sniff(conn net.Conn) (kind *tcp.Framing, rest []byte, err error) {
	begin := time.Now()
	deadline := begin.Add(plainTimeout)
	buf := make([]byte, 0, len(msgpack.Magic))
	for {
		conn.SetReadDeadline(deadline)
		stop := context.AfterFunc(m.ctx, func() { conn.SetReadDeadline(time.Unix(1, 0)) })
		n, err := conn.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		stop()
		if m.ctx.Err() != nil {
			return nil, nil, errClosing
		}
		switch b := string(buf); {
		case strings.HasPrefix(b, msgpack.Magic):
			return &msgpackFraming, nil, nil
		case strings.HasPrefix(b, peerwire.TextPreface):
			return &textFraming, buf, nil
		case !strings.HasPrefix(msgpack.Magic, b) && !strings.HasPrefix(peerwire.TextPreface, b):
			return nil, buf, nil
		case err != nil && len(buf) == 0 && errors.Is(err, os.ErrDeadlineExceeded):
			return nil, nil, nil
		case err != nil:
			return nil, nil, err
		}
		if len(buf) > 0 {
			deadline = begin.Add(handshakeTimeout)
		}
	}
}

// sleep waits, and returns false if the Mesh closes meanwhile.
func (m *Mesh) sleep(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-m.ctx.Done():
		return false
	}
}
