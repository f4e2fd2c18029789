package host_test

import (
	"strings"
	"testing"
	"time"

	"clew/net/host"
	"clew/net/wire"
)

// A full server lets so many watch, seats the first of those who wait, counts
// them, and can send them away.
func TestWatchers(t *testing.T) {
	virtual(t, host.Config{MaxPlayers: 1, MaxWatchers: 2}, func(t *testing.T, p *pipes) {
		hello := func(from, wish string) *nc {
			n := netcat(p.dialFrom(from))
			n.types(t, "H|3|"+from+"|||0|0|"+wish+"|\n")
			return n
		}
		ann := hello("10.0.0.1", "0")
		ann.until(t, "I|3|1|A|")
		ben, cy := hello("10.0.0.2", "1"), hello("10.0.0.3", "1")
		for _, n := range []*nc{ben, cy} {
			n.until(t, "I|3|0|-|")
		}
		ben.until(t, "W|1|")
		cy.until(t, "W|2|")
		dan := hello("10.0.0.4", "1")
		if rest := dan.rest(t); !strings.Contains(rest, "B|full|2 watch already") {
			t.Errorf("%q", rest)
		}
		dan.Close()
		pass(time.Second)
		if s := p.host.Stats(); s.Watchers != 2 || s.Players != 1 || s.Refusals[wire.CodeFull] != 1 {
			t.Errorf("%+v", s)
		}
		if !p.host.Kick(1, wire.CodeKicked, "bye") {
			t.Error("player 1 is not there")
		}
		ben.until(t, "I|3|2|A|")
		cy.until(t, "W|1|")
		if err := p.host.SetRules(host.Rules{MaxPlayers: 1, MaxWatchers: -1}); err != nil {
			t.Error(err)
		}
		dan = hello("10.0.0.4", "1")
		if rest := dan.rest(t); !strings.Contains(rest, "nobody may watch") {
			t.Errorf("%q", rest)
		}
		dan.Close()
		if n := p.host.Expel(wire.CodeBanned, func(origin string) (string, bool) { return "go", origin == "10.0.0.3" }); n != 1 {
			t.Errorf("%d expelled", n)
		}
		if rest := cy.rest(t); !strings.HasSuffix(rest, "B|banned|go|\n") {
			t.Errorf("%q", rest)
		}
		pass(time.Second)
		if s := p.host.Stats(); s.Watchers != 0 || s.Refusals[wire.CodeBanned] != 0 {
			t.Errorf("%+v", s)
		}
		for _, n := range []*nc{ann, ben, cy} {
			n.Close()
		}
	})
	virtual(t, host.Config{MaxPlayers: 1, MaxWatchers: -1}, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "I|1|")
		ben := netcat(p.dial())
		ben.types(t, "H|3||||0|0|2|\n")
		if rest := ben.rest(t); !strings.Contains(rest, "nobody may watch") {
			ann.Close()
			t.Errorf("%q", rest)
		}
		ann.Close()
		ben.Close()
	})
}
