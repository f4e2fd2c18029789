package server_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// hello returns a game client's first message, with a token or "".
func hello(token string) string { return fmt.Sprintf("H|%d||%s||0|0|0|\n", wire.Version, token) }

// joinFrom joins from an address, and returns the new ID and token or, if that fails,
// what it received instead.
func joinFrom(t *testing.T, p *pipeListener, from, token string) (n *plainClient, id, again, hears string) {
	t.Helper()
	n = newPlainClient(p.dialNewPort(from))
	io.WriteString(n, hello(token))
	for n.SetReadDeadline(time.Now().Add(time.Second)); ; {
		line, err := n.in.ReadString('\n')
		if fields := strings.Split(line, "|"); fields[0] == "I" {
			go io.Copy(io.Discard, n.in)
			return n, fields[2], fields[8], ""
		}
		if hears += line; err != nil {
			n.Close()
			return n, "", "", hears
		}
	}
}

// Connections that send a first byte and no more occupy all places for pending ones.
// New and returning players get in anyway, and nobody in the game is disconnected.
func TestBegunAndNoMore(t *testing.T) {
	for name, from := range map[string]func(i int) string{
		"16 neighbours":      func(i int) string { return fmt.Sprintf("10.9.0.%d", i+1) },
		"16 IPv4 networks":   func(i int) string { return fmt.Sprintf("10.9.%d.1", i) },
		"16 of a household":  func(i int) string { return fmt.Sprintf("2001:db8:9:%x::1", i) },
		"16 IPv6 households": func(i int) string { return fmt.Sprintf("2001:db8:%x::1", i) },
	} {
		t.Run(name, func(t *testing.T) {
			withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
				stays, _, _, _ := joinFrom(t, p, "10.0.0.1", "")
				lost, id, token, _ := joinFrom(t, p, "10.0.0.2", "")
				lost.Close()
				slow := newPlainClient(p.dialFrom("10.0.3.1")) // the oldest of all, but the only one of its network
				slow.send(t, "H")
				var over atomic.Bool
				var attack sync.WaitGroup
				for i := range 16 {
					for j := range 30 {
						attack.Go(func() {
							for ; !over.Load(); pauseAttack() {
								conn := p.dialFrom(from(i))
								io.WriteString(conn, []string{"H", "H|", "\xC1CLW"}[j%3])
								io.Copy(io.Discard, conn)
								conn.Close()
							}
						})
					}
				}
				advance(3 * time.Second)
				slow.send(t, hello("")[1:])
				slow.readUntil(t, "I|")
				go io.Copy(io.Discard, slow.in)
				defer slow.Close()
				for i := range 20 { // some of the same network
					if n, id, _, hears := joinFrom(t, p, fmt.Sprintf("10.1.%d.1", i/3), ""); id == "" {
						t.Errorf("newcomer %d hears %q", i, hears)
					} else {
						defer n.Close()
					}
				}
				back, again, _, hears := joinFrom(t, p, "10.0.0.2", token)
				if again != id {
					t.Errorf("who comes back as %s is %q, and hears %q", id, again, hears)
				}
				advance(time.Second)
				if n := p.server.Stats(); n.Players != 23 || n.Refusals[wire.CodeFull] == 0 {
					t.Errorf("%+v", n)
				}
				if _, err := io.WriteString(stays, "p|1|0|0|\n"); err != nil {
					t.Error("who was in had to go:", err)
				}
				over.Store(true)
				stays.Close()
				back.Close()
				attack.Wait()
			})
		})
	}
}

func pauseAttack() { <-time.After(100 * time.Millisecond) }

// Connection attempts at a full server are limited in rate as at any other.
func TestConnectionRateAtAFullServer(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 1, MaxSpectators: 1}, func(t *testing.T, p *pipeListener) {
		var gone atomic.Int32
		var conns []net.Conn
		for i := range 258 {
			conn := p.dialFrom(fmt.Sprintf("10.%d.0.1", i%200+1))
			conn.Write([]byte("H"))
			conns = append(conns, conn)
			go func() {
				io.Copy(io.Discard, conn)
				gone.Add(1)
			}()
		}
		for range 200 {
			conn := p.dialFrom("10.250.0.1")
			go conn.Write([]byte("H"))
			conns = append(conns, conn)
		}
		synctest.Wait()
		if n := gone.Load(); n == 0 || n > 20 {
			t.Errorf("for 200 of one address %d others had to go", n)
		}
		for _, c := range conns {
			c.Close()
		}
	})
}

// A token lets its player in, whatever others from the same address have done. A
// client without one is told why it is refused.
func TestTokenBypassesLimits(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 64}, func(t *testing.T, p *pipeListener) {
		lost, id, token, _ := joinFrom(t, p, "10.0.0.1", "")
		lost.Close()
		advance(time.Second)
		var conns []net.Conn
		for range 100 { // more than may, in number and in pace
			conn := p.dial()
			go conn.Write([]byte("H|"))
			conns = append(conns, conn)
		}
		advance(time.Second)
		for _, wrong := range []string{"", "wrong"} {
			if _, id, _, hears := joinFrom(t, p, "10.0.0.1", wrong); id != "" || !strings.HasPrefix(hears, "B|address|") {
				t.Errorf("with the token %q it is %q, and hears %q", wrong, id, hears)
			}
		}
		back, again, _, hears := joinFrom(t, p, "10.0.0.1", token)
		if again != id {
			t.Errorf("who comes back as %s is %q, and hears %q", id, again, hears)
		}
		back.Close()
		for _, c := range conns {
			c.Close()
		}
	})
}
