package server_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// A plain text client that turns into a late game client and then sends no more is
// evicted for new clients like all pending connections.
func TestLateAndNoMore(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 64}, func(t *testing.T, p *pipeListener) {
		for i := range 340 {
			conn := p.dialNewPort(fmt.Sprintf("10.9.%d.1", i/30))
			go func() {
				<-time.After(400 * time.Millisecond) // it is a plain text client's by now
				io.WriteString(conn, "H|")
				io.Copy(io.Discard, conn)
				conn.Close()
			}()
			if i%60 == 59 {
				advance(500 * time.Millisecond)
			}
		}
		advance(500 * time.Millisecond)
		for i := range 5 {
			n, id, _, hears := joinFrom(t, p, fmt.Sprintf("10.1.%d.1", i), "")
			if id == "" {
				t.Fatalf("newcomer %d hears %q", i, hears)
			}
			defer n.Close()
		}
	})
}

// Any number of players can resume with their tokens, and so can the next one.
func TestTokensBypassLimits(t *testing.T) {
	const players = 8
	withVirtualTime(t, server.Config{MaxPlayers: 64}, func(t *testing.T, p *pipeListener) {
		var tokens []string
		for range players {
			n, _, token, _ := joinFrom(t, p, "10.0.0.1", "")
			n.Close()
			tokens = append(tokens, token)
		}
		advance(time.Second)
		for range 80 { // more than may, in number and in pace
			conn := p.dial()
			go conn.Write([]byte("H|"))
			defer conn.Close()
		}
		synctest.Wait()
		for i, token := range tokens {
			n, id, _, hears := joinFrom(t, p, "10.0.0.1", token)
			if id == "" {
				t.Errorf("who comes back as number %d hears %q", i, hears)
			}
			defer n.Close()
		}
	})
}

// Having players taken over by other addresses gains an address nothing: each answers
// for the players that joined from it.
func TestTokensMoveNoShare(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 8, MaxPerAddr: 2}, func(t *testing.T, p *pipeListener) {
		for i := range 4 {
			n, id, token, hears := joinFrom(t, p, "10.0.0.1", "")
			if in := i < 2; in != (id != "") || !in && !strings.Contains(hears, "|"+wire.CodeAddressLimit+"|") {
				t.Fatalf("player %d of one address is %q, and hears %q", i, id, hears)
			}
			defer n.Close()
			if id == "" {
				continue
			}
			moved, again, _, hears := joinFrom(t, p, "10.0.9.1", token)
			if again != id {
				t.Fatalf("it may not come from elsewhere: %q", hears)
			}
			defer moved.Close()
		}
	})
}
