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

// socket is a UDP socket that hands over what it hears.
type socket struct{ conn *net.UDPConn }

// openSocket opens a socket. A shared one can have a port that others have, too. That
// broadcasts may be sent need not be asked for: the net package does.
func openSocket(at netip.AddrPort, shared bool) (*socket, error) {
	var lc net.ListenConfig
	if shared {
		lc.Control = func(_, _ string, c syscall.RawConn) error {
			var failed error
			err := c.Control(func(fd uintptr) { failed = reusePort(fd) })
			return errors.Join(err, failed)
		}
	}
	conn, err := lc.ListenPacket(context.Background(), "udp4", at.String())
	if err != nil {
		return nil, err
	}
	return &socket{conn.(*net.UDPConn)}, nil
}

// openListener opens the socket that hears broadcasts.
func openListener(port uint16) (*socket, error) {
	s, err := openSocket(netip.AddrPortFrom(netip.IPv4Unspecified(), port), true)
	if err != nil {
		return nil, &Error{Kind: CannotListen, Target: strconv.Itoa(int(port)), Err: err}
	}
	return s, nil
}

// read hands over all that is heard until the socket is closed. An error may
// belong to a datagram that was sent long ago and refused, so it ends nothing.
func (s *socket) read(hear func(from netip.AddrPort, b []byte)) {
	buf := make([]byte, 64<<10) // some systems call it an error when one is longer
	for {
		n, from, err := s.conn.ReadFromUDPAddrPort(buf)
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			time.Sleep(10 * time.Millisecond) // should it last, don't spin
		default:
			hear(netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), buf[:n])
		}
	}
}

// send sends to one address. UDP may lose it anyway, so errors tell nobody
// anything.
func (s *socket) send(to netip.AddrPort, b []byte) { s.conn.WriteToUDPAddrPort(b, to) }

// broadcast sends to all on these networks.
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
