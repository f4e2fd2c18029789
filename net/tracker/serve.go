package tracker

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"time"
)

// Serve runs a tracker on a UDP socket, which it closes, until ctx ends.
func Serve(ctx context.Context, conn *net.UDPConn) error {
	var key [32]byte
	rand.Read(key[:])
	t, started := New(key), time.Now()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	buf, answer := make([]byte, 64<<10), make([]byte, 0, pageSize)
	for {
		n, from, err := conn.ReadFromUDPAddrPort(buf)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, net.ErrClosed):
			return err
		case err != nil:
			continue // about a datagram that was sent before, and refused
		}
		if answer = t.Handle(answer[:0], time.Since(started), from, buf[:n]); len(answer) > 0 {
			conn.WriteToUDPAddrPort(answer, from)
		}
	}
}

// Listen opens the socket for Serve on host:port, or :port for all addresses.
func Listen(addr string) (*net.UDPConn, error) {
	udp, err := net.ResolveUDPAddr("udp", addr)
	if err != nil {
		return nil, err
	}
	return net.ListenUDP("udp", udp)
}
