package discovery

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"syscall"
	"time"
)

// socket is a UDP socket that passes on what it receives.
type socket struct{ conn *net.UDPConn }

// openSocket opens a socket. A shared one can have the same port as others.
// Package net allows broadcasts on all of them.
func openSocket(at netip.AddrPort, shared bool) (*socket, error) {
	var lc net.ListenConfig
	if shared {
		lc.Control = func(_, _ string, c syscall.RawConn) error {
			var reuseErr error
			err := c.Control(func(fd uintptr) { reuseErr = reusePort(fd) })
			return errors.Join(err, reuseErr)
		}
	}
	conn, err := lc.ListenPacket(context.Background(), "udp4", at.String())
	if err != nil {
		return nil, err
	}
	return &socket{conn.(*net.UDPConn)}, nil
}

// openListener opens the socket for broadcasts.
func openListener(port uint16) (*socket, error) {
	s, err := openSocket(netip.AddrPortFrom(netip.IPv4Unspecified(), port), true)
	if err != nil {
		return nil, &Error{Kind: CannotListen, Target: strconv.Itoa(int(port)), Err: err}
	}
	return s, nil
}

// read passes on datagrams until the socket is closed. It ignores other errors,
// which may be about a datagram that was sent long ago and refused.
func (s *socket) read(hear func(from netip.AddrPort, b []byte)) {
	buf := make([]byte, 64<<10) // some systems return an error for longer ones
	for {
		n, from, err := s.conn.ReadFromUDPAddrPort(buf)
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			time.Sleep(10 * time.Millisecond) // don't spin if it lasts
		default:
			hear(netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), buf[:n])
		}
	}
}

// send sends to one address. It ignores errors, since UDP may lose datagrams anyway.
func (s *socket) send(to netip.AddrPort, b []byte) { s.conn.WriteToUDPAddrPort(b, to) }

// broadcast sends to everybody on these networks.
func (s *socket) broadcast(ps networks, port uint16, b []byte, t *errorLog) {
	for _, p := range ps {
		for _, to := range p.broadcastAddrs {
			_, err := s.conn.WriteToUDPAddrPort(b, netip.AddrPortFrom(to, port))
			if err != nil && !errors.Is(err, net.ErrClosed) {
				t.add(&Error{Kind: BroadcastBlocked, Target: p.iface, Err: err})
			}
		}
	}
}

func (s *socket) close() { s.conn.Close() }
