package server_test

import (
	"strings"
	"testing"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// A full server accepts a number of spectators, gives places to the first ones in the
// queue, counts them, and can kick them.
func TestSpectators(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 1, MaxSpectators: 2}, func(t *testing.T, p *pipeListener) {
		hello := func(from, wish string) *plainClient {
			n := newPlainClient(p.dialFrom(from))
			n.send(t, "H|5|"+from+"|||0|0|"+wish+"|\n")
			return n
		}
		ann := hello("10.0.0.1", "0")
		ann.readUntil(t, "I|5|1|A|")
		ben, cy := hello("10.0.0.2", "1"), hello("10.0.0.3", "1")
		for _, n := range []*plainClient{ben, cy} {
			n.readUntil(t, "I|5|0|-|")
		}
		ben.readUntil(t, "W|1|")
		cy.readUntil(t, "W|2|")
		dan := hello("10.0.0.4", "1")
		if rest := dan.readAll(t); !strings.Contains(rest, "B|full|there are 2 spectators already") {
			t.Errorf("%q", rest)
		}
		dan.Close()
		advance(time.Second)
		if s := p.server.Stats(); s.Spectators != 2 || s.Players != 1 || s.Refusals[wire.CodeFull] != 1 {
			t.Errorf("%+v", s)
		}
		if !p.server.Kick(1, wire.CodeKicked, "bye") {
			t.Error("player 1 is not there")
		}
		ben.readUntil(t, "I|5|2|A|")
		cy.readUntil(t, "W|1|")
		if err := p.server.Reconfigure(server.RuntimeConfig{MaxPlayers: 1, MaxSpectators: -1}); err != nil {
			t.Error(err)
		}
		dan = hello("10.0.0.4", "1")
		if rest := dan.readAll(t); !strings.Contains(rest, "allows no spectators") {
			t.Errorf("%q", rest)
		}
		dan.Close()
		if n := p.server.KickByAddr(wire.CodeBanned, func(origin string) (string, bool) { return "go", origin == "10.0.0.3" }); n != 1 {
			t.Errorf("%d expelled", n)
		}
		if rest := cy.readAll(t); !strings.HasSuffix(rest, "B|banned|go|\n") {
			t.Errorf("%q", rest)
		}
		advance(time.Second)
		if s := p.server.Stats(); s.Spectators != 0 || s.Refusals[wire.CodeBanned] != 0 {
			t.Errorf("%+v", s)
		}
		for _, n := range []*plainClient{ann, ben, cy} {
			n.Close()
		}
	})
	withVirtualTime(t, server.Config{MaxPlayers: 1, MaxSpectators: -1}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "I|1|")
		ben := newPlainClient(p.dial())
		ben.send(t, "H|5||||0|0|2|\n")
		if rest := ben.readAll(t); !strings.Contains(rest, "allows no spectators") {
			ann.Close()
			t.Errorf("%q", rest)
		}
		ann.Close()
		ben.Close()
	})
}
