package host_test

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
	"clew/net/endpoint"
	"clew/net/host"
	"clew/net/replica"
	"clew/net/wire"
)

func TestPassword(t *testing.T) {
	virtual(t, host.Config{Password: "sesame", Greeting: "mind the walls"}, func(t *testing.T, p *pipes) {
		ann := play(t, p.dial(), dial.Msgpack)
		ann.untilPhase(t, endpoint.Ended)
		if s := ann.Status(); s.Code != wire.CodePassword || !strings.Contains(s.Reason, "has a password") {
			t.Errorf("%+v", s)
		}
		ben := play(t, nil, dial.Text)
		ben.SetPassword("sesame")
		l, err := dial.Over(p.dial(), dial.Text)
		if err != nil {
			t.Fatal(err)
		}
		ben.attach(t, l)
		ben.untilPhase(t, endpoint.Playing)
		if !slices.ContainsFunc(ben.News(), func(n replica.News) bool { return n.Kind == replica.NewsNote && n.Text == "mind the walls" }) {
			t.Error("no greeting")
		}
		ben.Leave()

		nc := netcat(p.dial())
		nc.sees(t, "E|password|this server has a password: say it, as you would say something in chat, with 1 for your ID|")
		nc.types(t, "c|1|thyme|")
		nc.sees(t, "E|password|this is not the server's password|")
		nc.types(t, "c|1|sesame|")
		nc.until(t, "I|2|")
		nc.until(t, "E|note|mind the walls|")
		nc.Close()
		if s := p.host.Stats(); !s.Locked || s.Refusals[wire.CodePassword] != 1 {
			t.Errorf("%+v", s)
		}
	})
}

// Guesses get slower, for the address that they come from only.
func TestGuessing(t *testing.T) {
	virtual(t, host.Config{Password: "sesame"}, func(t *testing.T, p *pipes) {
		nc := netcat(p.dial())
		nc.until(t, "E|password|")
		answers := map[string]int{}
		for i := range 10 {
			nc.types(t, fmt.Sprintf("c|1|guess %d|", i))
			answers[strings.Split(nc.line(t), "|")[1]]++
		}
		if answers["password"] != 5 || answers["busy"] != 5 {
			t.Errorf("%v", answers)
		}
		nc.types(t, "c|1|sesame|")
		nc.sees(t, "E|busy|too many wrong passwords; wait 10 s|")
		other := netcat(p.dialFrom("10.0.0.2"))
		other.until(t, "E|password|")
		other.types(t, "c|1|sesame|")
		other.until(t, "I|1|")
		other.Close()
		pass(11 * time.Second)
		nc.types(t, "c|1|sesame|")
		nc.until(t, "I|2|")
		nc.Close()
	})
}

func TestBanned(t *testing.T) {
	cfg := host.Config{Banned: func(origin string, now time.Time) (string, bool) {
		return "you are banned until tomorrow", origin == "10.0.0.9"
	}}
	virtual(t, cfg, func(t *testing.T, p *pipes) {
		if got, want := string(<-readAll(p.dialFrom("10.0.0.9"))), "B|banned: you are banned until tomorrow|\n"; got != want {
			t.Errorf("%q", got)
		}
		other := netcat(p.dial())
		other.until(t, "I|1|")
		other.Close()
		if n := p.host.Stats().Refusals[wire.CodeBanned]; n != 1 {
			t.Errorf("%d refusals", n)
		}
	})
}

// What begins with a slash goes to whoever takes commands, and to nobody else.
func TestCommands(t *testing.T) {
	type asked struct{ who, line string }
	got := make(chan asked, 2)
	cfg := host.Config{Command: func(who host.Asker, line string) bool {
		select {
		case got <- asked{who.Name + " from " + who.Origin, line}:
			return true
		default:
			return false
		}
	}}
	virtual(t, cfg, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "U|1|")
		ben := netcat(p.dialFrom("10.0.0.2"))
		ben.until(t, "U|2|")
		ann.until(t, "U|2|")
		ben.types(t, "c|2|/login x|c|2|/who|c|2|/stop|c|2|hello|")
		ben.sees(t, "E|note|the server is busy; try again|")
		ann.sees(t, "C|2|hello|")
		if a, b := <-got, <-got; a != (asked{"walker B from 10.0.0.2", "login x"}) || b.line != "who" {
			t.Errorf("%+v, %+v", a, b)
		}
		ann.Close()
		ben.Close()
	})
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "U|1|")
		ann.types(t, "c|1|/login x|")
		ann.sees(t, "E|note|this server takes no commands|")
		ann.Close()
	})
}

// Levels follow each other: the Host tells when all are out, and goes on.
func TestLevels(t *testing.T) {
	finished := make(chan bool, 10)
	cfg := host.Config{Finished: func() { finished <- true }}
	virtual(t, cfg, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "U|1|A|1|1|")
		ann.types(t, "r|1|r|1|")
		ann.until(t, "U|1|A|3|1|")
		pass(time.Second)
		if len(finished) != 1 {
			t.Fatalf("told %d times that all are out", len(finished))
		}
		p.host.SetLevel(levelOf(t, "######", "#E...#", "####.#", "#.S..#", "######"), 1)
		ann.sees(t, "M|6|5|", "m|0|######|", "m|1|#E...#|", "m|2|####.#|", "m|3|#.S..#|", "m|4|######|", "U|1|A|2|3|")
		pass(time.Second)
		if len(finished) != 1 {
			t.Error("the new level is over as it begins")
		}
		ann.types(t, "r|1|r|1|u|1|u|1|l|1|l|1|l|1|")
		ann.until(t, "U|1|A|1|1|")
		pass(time.Second)
		if len(finished) != 2 {
			t.Error("nobody was told that all are out of the second level")
		}
		ann.Close()
	})
}

func TestManage(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "U|1|")
		ben := netcat(p.dialFrom("10.0.0.2"))
		ben.until(t, "U|2|")
		cy := netcat(p.dialFrom("10.0.0.2"))
		cy.until(t, "U|3|")
		dan := netcat(p.dialFrom("10.0.0.2")) // is cut off, and not gone yet
		dan.types(t, "H|3||||0|0|0|\n")
		dan.until(t, "I|3|4|")
		dan.types(t, "p|1|0|0|\n") // it has been there
		dan.Close()
		ann.until(t, "U|4|")
		pass(time.Second)
		people, now := p.host.People()
		if len(people) != 4 || !people[3].Away || people[3].Label != "10.0.0.2:1000" || now == 0 || people[1].Label != "10.0.0.2:1000" {
			t.Errorf("%+v at %d", people, now)
		}
		p.host.Mute(1, time.Minute)
		ann.types(t, "c|1|hello|")
		ann.until(t, "E|muted|you may say nothing for ")
		p.host.Announce("soon")
		p.host.Answer(host.Asker{Person: authority.Person{ID: 1, Conn: 99}}, "not for this connection")
		p.host.Answer(host.Asker{Person: people[0]}, "one", "two")
		ann.sees(t, "E|note|soon|", "E|note|one|", "E|note|two|")
		if n := p.host.Expel(wire.CodeBanned, func(origin string) (string, bool) { return "go", origin == "10.0.0.2" }); n != 3 {
			t.Errorf("%d players expelled", n)
		}
		ann.sees(t, "L|2|", "L|3|", "L|4|")
		for _, n := range []*nc{ben, cy} {
			if rest := n.rest(t); !strings.HasSuffix(rest, "B|banned: go|\n") {
				t.Errorf("%q", rest)
			}
			n.Close()
		}
		if p.host.Kick(2, wire.CodeKicked, "") || !p.host.Kick(1, wire.CodeKicked, "bye") {
			t.Error("player 1 is there, and player 2 is not")
		}
		ann.until(t, "B|kicked: bye|")
		ann.Close()
	})
}

// Who was muted does not get its voice back by coming again, and nobody else
// loses it.
func TestMuteOutlastsLeaving(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		come := func(from string, id int) (said string) {
			n := netcat(p.dialFrom(from))
			n.until(t, fmt.Sprintf("U|%d|", id))
			n.types(t, fmt.Sprintf("c|%d|hello|q|%d|", id, id))
			return n.rest(t)
		}
		ann := netcat(p.dial())
		ann.until(t, "U|1|")
		ben := netcat(p.dialFrom("10.0.0.2"))
		ben.until(t, "U|2|")
		if !p.host.Mute(2, time.Minute) || p.host.Mute(9, time.Minute) {
			t.Error("player 2 is there, and player 9 is not")
		}
		ben.Close()
		go io.Copy(io.Discard, ann)
		pass(time.Second)
		if said := come("10.0.0.2", 3); !strings.Contains(said, "E|muted|") {
			t.Errorf("back again: %q", said)
		}
		if said := come("10.0.0.3", 4); strings.Contains(said, "E|muted|") {
			t.Errorf("somebody else: %q", said)
		}
		pass(time.Minute)
		if said := come("10.0.0.2", 5); strings.Contains(said, "E|muted|") {
			t.Errorf("after a minute: %q", said)
		}
		p.host.Mute(1, 100*365*24*time.Hour) // longer than ticks can be counted
		if said := come("10.0.0.1", 6); !strings.Contains(said, "E|muted|you may say nothing for 7") {
			t.Errorf("for a hundred years: %q", said)
		}
		ann.Close()
	})
}

// It is told at once that a host ends, though a client that does not read makes
// it last.
func TestEnding(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "U|1|")
		begin := time.Now()
		go p.host.Shutdown("bye")
		<-p.host.Ending()
		told := time.Since(begin)
		<-p.host.Done()
		if told != 0 || time.Since(begin) < time.Second {
			t.Errorf("told after %v, done after %v", told, time.Since(begin))
		}
		ann.Close()
	})
}

func TestRules(t *testing.T) {
	virtual(t, host.Config{MaxPlayers: 5}, func(t *testing.T, p *pipes) {
		ann := netcat(p.dial())
		ann.until(t, "I|1|")
		for _, bad := range []host.Rules{{MaxPlayers: sim.MaxPlayers + 1}, {Password: "a\nb"}, {Greeting: "a\nb"}, {Password: strings.Repeat("x", 65)}} {
			if err := p.host.SetRules(bad); err == nil {
				t.Errorf("%+v: no error", bad)
			}
		}
		if err := p.host.SetRules(host.Rules{MaxPlayers: 1, Greeting: "hi"}); err != nil {
			t.Fatal(err)
		}
		ben := netcat(p.dialFrom("10.0.0.2"))
		ben.until(t, "E|full|")
		ben.Close()
		ann.Close()
		if s := p.host.Stats(); s.MaxPlayers != 1 {
			t.Errorf("%+v", s)
		}
	})
}

func TestStats(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		begin := time.Now()
		ann := play(t, p.dial(), dial.Msgpack)
		ann.untilPhase(t, endpoint.Playing)
		ann.plays(t, 2*time.Second)
		ann.Say("hello")
		ann.plays(t, time.Second)
		s := p.host.Stats()
		if s.Players != 1 || s.Connections != 1 || s.Level != "Closet" || s.Away != 0 || s.Finished != 0 {
			t.Errorf("%+v", s.Load)
		}
		if s.Ticks < 180 || s.TickTimes[len(s.TickTimes)-1] != s.Ticks || time.Since(s.Beat) > 20*time.Millisecond || !s.Beat.After(begin) {
			t.Errorf("%d ticks, %v, beat %v", s.Ticks, s.TickTimes, s.Beat)
		}
		if s.In["hello"].Messages != 1 || s.In["inputs"].Messages < 170 || s.In["say"].Bytes < 7 ||
			s.Out["snapshot"].Messages < 85 || s.Out["row"].Messages != 5 || s.Out["snapshot"].Bytes < 85*10 {
			t.Errorf("in %v, out %v", s.In, s.Out)
		}
		ann.Leave()
	})
}

// After the end nothing happens any more, and nobody waits for it.
func TestManageAfterTheEnd(t *testing.T) {
	h := start(t, host.Config{})
	h.Shutdown("over")
	h.Announce("hello?")
	if people, _ := h.People(); len(people) != 0 || h.Kick(1, wire.CodeKicked, "") {
		t.Errorf("%v", people)
	}
}
