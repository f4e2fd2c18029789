package admin

import (
	"bytes"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/server"
)

// fakeListener is a listener whose connections come from wherever they say.
type fakeListener struct {
	conns chan net.Conn
	addr  net.Addr
}

func (p *fakeListener) Accept() (net.Conn, error) {
	c, open := <-p.conns
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p *fakeListener) Close() error   { return nil }
func (p *fakeListener) Addr() net.Addr { return p.addr }

// addrConn is a connection from an address.
type addrConn struct {
	net.Conn
	addr net.Addr
}

func (c addrConn) RemoteAddr() net.Addr { return c.addr }

// All of 127.0.0.0/8 and ::1 count as one address, since any user of this computer can
// guess from all of them.
func TestThisComputerIsOneAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		l := &fakeListener{conns: make(chan net.Conn)}
		r := newRemoteShell(&log)
		done := make(chan struct{})
		go func() { defer close(done); r.Serve(t.Context(), l) }()
		wrong := 0
		for i := range 40 {
			ip := net.IPv4(127, 0, byte(i), 1)
			if i == 20 {
				ip = net.IPv6loopback
			}
			if p := l.dial(ip); p.tryPassword(t, "thyme") {
				wrong++
			}
		}
		if wrong != server.PasswordBurst {
			t.Errorf("%d guesses were looked at, want %d", wrong, server.PasswordBurst)
		}
		time.Sleep(server.PasswordInterval)
		if p := l.dial(net.IPv4(127, 9, 9, 9)); !p.tryPassword(t, "thyme") {
			t.Errorf("none was looked at after %v", server.PasswordInterval)
		}
		close(l.conns)
		<-done
	})
}

func (p *fakeListener) dial(ip net.IP) *testAdmin {
	near, far := net.Pipe()
	p.conns <- addrConn{far, &net.TCPAddr{IP: ip, Port: 1000}}
	return newTestAdmin(near)
}

// tryPassword reports whether a guess was checked, and disconnects.
func (p *testAdmin) tryPassword(t *testing.T, word string) (looked bool) {
	t.Helper()
	defer p.Close()
	p.expect(t, "password: ")
	go p.send(word)
	return p.expect(t, " ") != "too "
}
