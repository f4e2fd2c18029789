package server_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/dial"
	"clew/net/replica"
	"clew/net/server"
	"clew/net/session"
	"clew/net/wire"
)

func TestPassword(t *testing.T) {
	withVirtualTime(t, server.Config{Password: "sesame", Greeting: "mind the walls"}, func(t *testing.T, p *pipeListener) {
		ann := newGameClient(t, p.dial(), dial.Msgpack)
		ann.runUntilPhase(t, session.Ended)
		if s := ann.Status(); s.Code != wire.CodePassword || !strings.Contains(s.Reason, "password-protected") {
			t.Errorf("%+v", s)
		}
		ben := newGameClient(t, nil, dial.Text)
		ben.SetPassword("sesame")
		l, err := dial.Wrap(p.dial(), dial.Text)
		if err != nil {
			t.Fatal(err)
		}
		ben.attach(t, l)
		ben.runUntilPhase(t, session.Playing)
		if !slices.ContainsFunc(ben.Events(), func(n replica.Event) bool { return n.Kind == replica.EventNotice && n.Text == "mind the walls" }) {
			t.Error("no greeting")
		}
		ben.Leave()

		nc := newPlainClient(p.dial())
		nc.expect(t, "E|password|this server is password-protected; send the password as a chat message, with 1 for your ID|")
		nc.send(t, "c|1|thyme|")
		nc.expect(t, "E|password|wrong password|")
		nc.send(t, "c|1|sesame|")
		nc.readUntil(t, "I|2|")
		nc.readUntil(t, "E|note|mind the walls|")
		nc.Close()
		if s := p.server.Stats(); !s.HasPassword || s.Refusals[wire.CodePassword] != 1 {
			t.Errorf("%+v", s)
		}
	})
}

// Guesses get slower, only for the address that they come from.
func TestGuessing(t *testing.T) {
	withVirtualTime(t, server.Config{Password: "sesame"}, func(t *testing.T, p *pipeListener) {
		nc := newPlainClient(p.dial())
		nc.readUntil(t, "E|password|")
		answers := map[string]int{}
		for i := range 10 {
			nc.send(t, fmt.Sprintf("c|1|guess %d|", i))
			answers[strings.Split(nc.readLine(t), "|")[1]]++
		}
		if answers["password"] != 5 || answers["busy"] != 5 {
			t.Errorf("%v", answers)
		}
		nc.send(t, "c|1|sesame|")
		nc.expect(t, "E|busy|too many wrong passwords; wait 10 s|")
		other := newPlainClient(p.dialFrom("10.0.0.2"))
		other.readUntil(t, "E|password|")
		other.send(t, "c|1|sesame|")
		other.readUntil(t, "I|1|")
		other.Close()
		advance(11 * time.Second)
		nc.send(t, "c|1|sesame|")
		nc.readUntil(t, "I|2|")
		nc.Close()
	})
}

func TestBanned(t *testing.T) {
	cfg := server.Config{CheckBan: func(origin string, now time.Time) (string, bool) {
		return "you are banned until tomorrow", origin == "10.0.0.9"
	}}
	withVirtualTime(t, cfg, func(t *testing.T, p *pipeListener) {
		if got, want := string(<-readAll(p.dialFrom("10.0.0.9"))), "B|banned: you are banned until tomorrow|\n"; got != want {
			t.Errorf("%q", got)
		}
		other := newPlainClient(p.dial())
		other.readUntil(t, "I|1|")
		other.Close()
		if n := p.server.Stats().Refusals[wire.CodeBanned]; n != 1 {
			t.Errorf("%d refusals", n)
		}
	})
}

// A chat line that begins with a slash goes to OnCommand, and to nobody else.
func TestCommands(t *testing.T) {
	type asked struct{ who, line string }
	got := make(chan asked, 2)
	cfg := server.Config{OnCommand: func(who server.CommandSender, line string) bool {
		select {
		case got <- asked{who.Name + " from " + who.AddrKey, line}:
			return true
		default:
			return false
		}
	}}
	withVirtualTime(t, cfg, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "U|1|")
		ben := newPlainClient(p.dialFrom("10.0.0.2"))
		ben.readUntil(t, "U|2|")
		ann.readUntil(t, "U|2|")
		ben.send(t, "c|2|/login x|c|2|/who|c|2|/stop|c|2|hello|")
		ben.expect(t, "E|note|the server is busy; try again|")
		ann.expect(t, "C|2|hello|")
		taken := authority.PlayerInfo{ID: 2, ConnID: 99} // by the connection that ben has now
		p.server.ForwardCommand(authority.Event{Kind: authority.EventCommand, ID: 2, Player: &taken, Text: "stop"})
		p.server.Announce("soon")
		ben.expect(t, "E|note|soon|") // and nothing before
		if a, b := <-got, <-got; a != (asked{"walker B from 10.0.0.2", "login x"}) || b.line != "who" {
			t.Errorf("%+v, %+v", a, b)
		}
		ann.Close()
		ben.Close()
	})
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "U|1|")
		ann.send(t, "c|1|/login x|")
		ann.expect(t, "E|note|this server accepts no commands|")
		ann.Close()
	})
}

// Another level is played from its start by those who were in the one before.
func TestSetLevel(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "U|1|A|1|1|")
		ann.send(t, "r|1|r|1|")
		ann.readUntil(t, "U|1|A|3|1|")
		p.server.SetLevel(levelOf(t, "######", "#E...#", "####.#", "#.S..#", "######"), 1)
		ann.expect(t, "M|6|5|", "m|0|######|", "m|1|#E...#|", "m|2|####.#|", "m|3|#.S..#|", "m|4|######|", "U|1|A|2|3|")
		ann.send(t, "r|1|r|1|u|1|u|1|l|1|l|1|l|1|")
		ann.readUntil(t, "U|1|A|1|1|")
		ann.Close()
	})
}

func TestManage(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "U|1|")
		ben := newPlainClient(p.dialFrom("10.0.0.2"))
		ben.readUntil(t, "U|2|")
		cy := newPlainClient(p.dialFrom("10.0.0.2"))
		cy.readUntil(t, "U|3|")
		dan := newPlainClient(p.dialFrom("10.0.0.2")) // is cut off, and not gone yet
		dan.send(t, "H|5||||0|0|0|\n")
		dan.readUntil(t, "I|5|4|")
		dan.send(t, "p|1|0|0|\n") // it has been there
		dan.Close()
		ann.readUntil(t, "U|4|")
		advance(time.Second)
		people, now := p.server.Players()
		if len(people) != 4 || !people[3].Disconnected || people[3].Label != "10.0.0.2:1000" || now == 0 || people[1].Label != "10.0.0.2:1000" {
			t.Errorf("%+v at %d", people, now)
		}
		p.server.Mute(1, time.Minute)
		ann.send(t, "c|1|hello|")
		ann.readUntil(t, "E|muted|you are muted for another ")
		p.server.Announce("soon")
		p.server.Reply(server.CommandSender{PlayerInfo: authority.PlayerInfo{ID: 1, ConnID: 99}}, "not for this connection")
		p.server.Reply(server.CommandSender{PlayerInfo: people[0]}, "one", "two")
		ann.expect(t, "E|note|soon|", "E|note|one|", "E|note|two|")
		if n := p.server.KickByAddr(wire.CodeBanned, func(origin string) (string, bool) { return "go", origin == "10.0.0.2" }); n != 3 {
			t.Errorf("%d players expelled", n)
		}
		ann.expect(t, "L|2|", "L|3|", "L|4|")
		for _, n := range []*plainClient{ben, cy} {
			if rest := n.readAll(t); !strings.HasSuffix(rest, "B|banned: go|\n") {
				t.Errorf("%q", rest)
			}
			n.Close()
		}
		if p.server.Kick(2, wire.CodeKicked, "") || !p.server.Kick(1, wire.CodeKicked, "bye") {
			t.Error("player 1 is there, and player 2 is not")
		}
		ann.readUntil(t, "B|kicked: bye|")
		ann.Close()
	})
}

// A muted player who rejoins stays muted, and nobody else is.
func TestMuteOutlastsLeaving(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		come := func(from string, id int) (said string) {
			n := newPlainClient(p.dialFrom(from))
			n.readUntil(t, fmt.Sprintf("U|%d|", id))
			n.send(t, fmt.Sprintf("c|%d|hello|q|%d|", id, id))
			return n.readAll(t)
		}
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "U|1|")
		ben := newPlainClient(p.dialFrom("10.0.0.2"))
		ben.readUntil(t, "U|2|")
		if !p.server.Mute(2, time.Minute) || p.server.Mute(9, time.Minute) {
			t.Error("player 2 is there, and player 9 is not")
		}
		ben.Close()
		go io.Copy(io.Discard, ann)
		advance(time.Second)
		if said := come("10.0.0.2", 3); !strings.Contains(said, "E|muted|") {
			t.Errorf("back again: %q", said)
		}
		if said := come("10.0.0.3", 4); strings.Contains(said, "E|muted|") {
			t.Errorf("somebody else: %q", said)
		}
		advance(time.Minute)
		if said := come("10.0.0.2", 5); strings.Contains(said, "E|muted|") {
			t.Errorf("after a minute: %q", said)
		}
		p.server.Mute(1, 100*365*24*time.Hour) // longer than ticks can be counted
		if said := come("10.0.0.1", 6); !strings.Contains(said, "E|muted|you are muted for another 7") {
			t.Errorf("for a hundred years: %q", said)
		}
		ann.Close()
	})
}

// Stopping is closed at once, even if a client that does not read delays the shutdown.
func TestEnding(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "U|1|")
		begin := time.Now()
		go p.server.Shutdown("bye")
		<-p.server.Stopping()
		told := time.Since(begin)
		<-p.server.Done()
		if told != 0 || time.Since(begin) < time.Second {
			t.Errorf("told after %v, done after %v", told, time.Since(begin))
		}
		ann.Close()
	})
}

func TestRules(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 5}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dial())
		ann.readUntil(t, "I|1|")
		for _, bad := range []server.RuntimeConfig{{MaxPlayers: sim.MaxPlayers + 1}, {Password: "a\nb"}, {Greeting: "a\nb"}, {Password: strings.Repeat("x", 65)}} {
			if err := p.server.Reconfigure(bad); err == nil {
				t.Errorf("%+v: no error", bad)
			}
		}
		if err := p.server.Reconfigure(server.RuntimeConfig{MaxPlayers: 1, Greeting: "hi"}); err != nil {
			t.Fatal(err)
		}
		ben := newPlainClient(p.dialFrom("10.0.0.2"))
		ben.readUntil(t, "E|full|")
		ben.Close()
		ann.Close()
		if s := p.server.Stats(); s.MaxPlayers != 1 {
			t.Errorf("%+v", s)
		}
	})
}

func TestStats(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		begin := time.Now()
		ann := newGameClient(t, p.dial(), dial.Msgpack)
		ann.runUntilPhase(t, session.Playing)
		ann.runFor(t, 2*time.Second)
		ann.SendChat("hello")
		ann.runFor(t, time.Second)
		s := p.server.Stats()
		if s.Players != 1 || s.Connections != 1 || s.Level != "Closet" || s.Disconnected != 0 || s.Finished != 0 {
			t.Errorf("%+v", s.Gauges)
		}
		if s.Ticks < 180 || s.TickCounts[len(s.TickCounts)-1] != s.Ticks || time.Since(s.LastTick) > 20*time.Millisecond || !s.LastTick.After(begin) {
			t.Errorf("%d ticks, %v, beat %v", s.Ticks, s.TickCounts, s.LastTick)
		}
		if s.Received["hello"].Messages != 1 || s.Received["inputs"].Messages < 170 || s.Received["send_chat"].Bytes < 7 ||
			s.Sent["snapshot"].Messages < 85 || s.Sent["row"].Messages != 5 || s.Sent["snapshot"].Bytes < 85*10 {
			t.Errorf("in %v, out %v", s.Received, s.Sent)
		}
		ann.Leave()
	})
}

// After the shutdown, methods for administrators do nothing and return.
func TestManageAfterTheEnd(t *testing.T) {
	h := start(t, server.Config{})
	h.Shutdown("over")
	h.Announce("hello?")
	if people, _ := h.Players(); len(people) != 0 || h.Kick(1, wire.CodeKicked, "") {
		t.Errorf("%v", people)
	}
}
