package admin

import (
	"bytes"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/host/guess"
)

// porter is a listener whose connections come from wherever they say.
type porter struct {
	conns chan net.Conn
	addr  net.Addr
}

func (p *porter) Accept() (net.Conn, error) {
	c, open := <-p.conns
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p *porter) Close() error   { return nil }
func (p *porter) Addr() net.Addr { return p.addr }

// comes is a connection from an address.
type comes struct {
	net.Conn
	from net.Addr
}

func (c comes) RemoteAddr() net.Addr { return c.from }

// Whoever is on this computer has all of 127.0.0.0/8 to guess from, and ::1: that
// is one address at the port.
func TestThisComputerIsOneOrigin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		l := &porter{conns: make(chan net.Conn)}
		r := remote(&log)
		done := make(chan struct{})
		go func() { defer close(done); r.Serve(t.Context(), l) }()
		wrong := 0
		for i := range 40 {
			ip := net.IPv4(127, 0, byte(i), 1)
			if i == 20 {
				ip = net.IPv6loopback
			}
			if p := l.dial(ip); p.guesses(t, "thyme") {
				wrong++
			}
		}
		if wrong != guess.Burst {
			t.Errorf("%d guesses were looked at, want %d", wrong, guess.Burst)
		}
		time.Sleep(guess.Every)
		if p := l.dial(net.IPv4(127, 9, 9, 9)); !p.guesses(t, "thyme") {
			t.Errorf("none was looked at after %v", guess.Every)
		}
		close(l.conns)
		<-done
	})
}

func (p *porter) dial(ip net.IP) *person {
	near, far := net.Pipe()
	p.conns <- comes{far, &net.TCPAddr{IP: ip, Port: 1000}}
	return newPerson(near)
}

// guesses reports whether a guess was looked at, and leaves.
func (p *person) guesses(t *testing.T, word string) (looked bool) {
	t.Helper()
	defer p.Close()
	p.sees(t, "password: ")
	go p.types(word)
	return p.sees(t, " ") != "too "
}
