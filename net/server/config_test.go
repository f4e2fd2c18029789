package server_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/server"
)

// conditions returns a network that adds lag to the round trip and loses a fifth.
func conditions(lag time.Duration) netem.Config {
	c := netem.Conditions{Latency: lag / 2, Loss: 20}
	return netem.Config{Up: c, Down: c}
}

func TestInterval(t *testing.T) {
	for rate, want := range map[int]int{1: 60, 7: 9, 20: 3, 24: 3, 25: 2, 30: 2, 40: 2, 41: 1, 45: 1, 60: 1} {
		if got := server.SnapshotInterval(rate); got != want {
			t.Errorf("%d a second: every %d ticks, want %d", rate, got, want)
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	for want, change := range map[string]func(*server.Config){
		"no level given":                        func(c *server.Config) { c.Level = nil },
		"the maximum number of players is 2049": func(c *server.Config) { c.MaxPlayers = 2049 },
		"the maximum number of players is -1":   func(c *server.Config) { c.MaxPlayers = -1 },
		"the snapshot rate is 61":               func(c *server.Config) { c.SnapshotRate = 61 },
		"invalid server name: text":             func(c *server.Config) { c.Name = "a\nb" },
		"cannot listen on 1.2.3.4:x":            func(c *server.Config) { c.Addr = "1.2.3.4:x" },
	} {
		cfg := server.Config{Addr: "127.0.0.1:0", Level: smallLevel(t)}
		change(&cfg)
		if h, err := server.Start(t.Context(), cfg); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %q …", err, want)
			if h != nil {
				h.Shutdown("")
			}
		}
	}
}

// A password is accepted with composed or decomposed letters, and its composed form
// must not be too long.
func TestPasswordIsComposed(t *testing.T) {
	apart := strings.Repeat("e\u0301", 30) // 90 bytes, of which 60 are left
	withVirtualTime(t, server.Config{Password: apart}, func(t *testing.T, p *pipeListener) {
		if err := p.server.Reconfigure(server.RuntimeConfig{Password: apart, MaxPlayers: 4}); err != nil {
			t.Error(err)
		}
		nc := newPlainClient(p.dial())
		nc.readUntil(t, "E|password|")
		nc.send(t, "c|1|"+strings.Repeat("\u00e9", 30)+"|")
		nc.readUntil(t, "I|1|")
		nc.Close()
	})
}

// The error for a port in use says what to do.
func TestPortInUse(t *testing.T) {
	h := start(t, server.Config{})
	_, err := server.Start(t.Context(), server.Config{Addr: h.Addr().String(), Level: smallLevel(t)})
	if err == nil || !strings.Contains(err.Error(), "the port is in use") {
		t.Errorf("%v", err)
	}
}

// A level with a name that no message can carry can still be played.
func TestLevelNameThatCannotBeSent(t *testing.T) {
	level := smallLevel(t)
	level.Name = "e\u0301\u0301\u0301\u0301\u0301\u2800 spiral"
	if _, err := maze.Parse(level.Format()); err != nil {
		t.Fatal(err)
	}
	withVirtualTime(t, server.Config{Level: level}, func(t *testing.T, p *pipeListener) {
		conn := newPlainClient(p.dial())
		conn.send(t, "H|5||||0|0|0|\n")
		conn.readUntil(t, "I|5|1|A|")
		conn.expect(t, "M|5|5|e\u0301\u0301\u0301\u0301 spiral|1|")
		conn.Close()
	})
}

// The server stops when its context ends.
func TestContextEnds(t *testing.T) {
	p := newPipeListener()
	ctx, cancel := context.WithCancel(t.Context())
	h, err := server.Start(ctx, server.Config{Listeners: []net.Listener{p}, Level: smallLevel(t)})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-h.Done()
	h.Shutdown("again")
}

// OnStart is called with the game before it begins, and OnEntry once for every tick,
// in order.
func TestRecord(t *testing.T) {
	var last sim.Tick
	joins := 0
	start := func(s *game.State) {
		if level, _ := s.Level(); s.Tick() != 0 || level == nil || last != 0 {
			t.Errorf("OnStart is called at tick %d, after tick %d", s.Tick(), last)
		}
		last = s.Tick()
	}
	record := func(e *game.Entry, after *game.State) {
		if e.Tick != last+1 || after.Tick() != e.Tick {
			t.Errorf("after tick %d comes tick %d, and leads to %d", last, e.Tick, after.Tick())
		}
		last = e.Tick
		for _, c := range e.Changes {
			if c.Kind == game.Join {
				joins++
			}
		}
	}
	withVirtualTime(t, server.Config{OnStart: start, OnEntry: record}, func(t *testing.T, p *pipeListener) {
		person := newPlainClient(p.dial())
		person.readUntil(t, "U|1|")
		advance(time.Second)
		person.Close()
	})
	if joins != 1 || last < 70 {
		t.Errorf("%d joins in %d ticks", joins, last)
	}
}

// The log shows who came and went, quotes texts of strangers, and shows chat only at
// debug level.
func TestLog(t *testing.T) {
	for level, chat := range map[slog.Level]bool{slog.LevelInfo: false, slog.LevelDebug: true} {
		var b bytes.Buffer
		logger := slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: level}))
		withVirtualTime(t, server.Config{Logger: logger, MaxPerAddr: 1}, func(t *testing.T, p *pipeListener) {
			person := newPlainClient(p.dial())
			person.readUntil(t, "U|1|")
			refused := newPlainClient(p.dial())
			refused.readAll(t)
			refused.Close()
			person.send(t, `n|1|level=ERROR "x"|c|1|psst|r|1|r|1|`)
			person.readUntil(t, "U|1|A|3|1|")
			person.send(t, "q|1|")
			person.readUntil(t, "B|")
			person.Close()
		})
		log := b.String()
		for _, want := range []string{
			`msg=joined id=1 name="walker A" from=10.0.0.1:1000`,
			`msg=refused from=10.0.0.1:1000 code=address`,
			`msg=renamed id=1 name="level=ERROR \"x\""`,
			`msg="found the exit" id=1`,
			`msg="connection closed" id=1 name="level=ERROR \"x\"" from=10.0.0.1:1000 code=quit`,
			`msg=left id=1`,
			`msg="game stopped"`,
		} {
			if !strings.Contains(log, want) {
				t.Errorf("%v: the log has no %s", level, want)
			}
		}
		if strings.Contains(log, "psst") != chat {
			t.Errorf("%v: chat in the log: %v", level, !chat)
		}
		if t.Failed() {
			t.Log(log)
		}
	}
}

// A server that was stopped catches up a little, drops the rest of the time, and
// logs that without filling the log.
func TestFallsBehind(t *testing.T) {
	var b bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&b, nil))
	ticks := 0
	withVirtualTime(t, server.Config{Logger: logger, OnEntry: func(_ *game.Entry, after *game.State) {
		if ticks++; after.Tick() == 60 {
			<-time.After(2 * time.Second)
		}
	}}, func(t *testing.T, p *pipeListener) {
		advance(4 * time.Second)
		if ticks < 118 || ticks > 128 {
			t.Errorf("%d ticks, want 60 a second for two seconds and 5 more", ticks)
		}
	})
	for what, want := range map[string]string{
		"fell behind": "count=1 dropped=1.9", "slow ticks": "count=1 max=2s budget=16.666666ms",
	} {
		if log := b.String(); strings.Count(log, what) != 1 || !strings.Contains(log, want) {
			t.Errorf("want %q once, with %s:\n%s", what, want, log)
		}
	}
}

// A server that keeps falling behind logs that once a second.
func TestFallsBehindAllTheTime(t *testing.T) {
	var b bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&b, nil))
	withVirtualTime(t, server.Config{Logger: logger, OnEntry: func(*game.Entry, *game.State) {
		<-time.After(40 * time.Millisecond)
	}}, func(t *testing.T, p *pipeListener) { advance(10 * time.Second) })
	for _, what := range []string{"fell behind", "slow ticks"} {
		if n := strings.Count(b.String(), what); n < 8 || n > 11 {
			t.Errorf("%q %d times in 10 s", what, n)
		}
	}
}

// The game survives a listener that is closed.
func TestListenerDies(t *testing.T) {
	var b bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&b, nil))
	withVirtualTime(t, server.Config{Logger: logger}, func(t *testing.T, p *pipeListener) {
		person := newPlainClient(p.dial())
		person.readUntil(t, "U|1|")
		p.Close()
		advance(time.Second)
		person.send(t, "r|1|")
		person.expect(t, "U|1|A|2|1|")
		person.Close()
	})
	if !strings.Contains(b.String(), "no new connections") {
		t.Error(b.String())
	}
}

func ExampleStart() {
	level, _ := maze.Parse([]byte("name: Closet\n\n#####\n#S.E#\n#####\n#####\n#####\n"))
	h, err := server.Start(context.Background(), server.Config{Addr: "127.0.0.1:0", Level: level})
	if err != nil {
		fmt.Println(err)
		return
	}
	conn, _ := net.Dial("tcp", h.Addr().String())
	first := make([]byte, len("I|1|A|"))
	io.ReadFull(conn, first)
	fmt.Println(string(first))
	conn.Close()
	h.Shutdown("you closed the game")
	// Output: I|1|A|
}
