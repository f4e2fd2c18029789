package server_test

import (
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"clew/net/dial"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/server"
	"clew/net/session"
	"clew/net/wire"
)

// delayed is a connection whose first bytes arrive late, and in two parts.
type delayed struct {
	net.Conn
	turn chan []byte // what was written before its time; closed afterwards
}

// delay delays what is written to conn by d, and the bytes after the first cut a little
// longer.
func delay(conn net.Conn, d time.Duration, cut int) net.Conn {
	c := &delayed{conn, make(chan []byte, 1)}
	c.turn <- nil
	go func() {
		<-time.After(d)
		held := <-c.turn
		cut := min(cut, len(held))
		conn.Write(held[:cut])
		<-time.After(30 * time.Millisecond)
		conn.Write(held[cut:])
		close(c.turn)
	}()
	return c
}

func (c *delayed) Write(b []byte) (int, error) {
	held, early := <-c.turn
	if !early {
		return c.Conn.Write(b)
	}
	c.turn <- append(held, b...)
	return len(b), nil
}

// SetWriteDeadline does nothing: to the writer, delayed bytes are written.
func (c *delayed) SetWriteDeadline(time.Time) error { return nil }

// runLateClient plays over a connection whose first bytes come late, and over prompt
// ones if it reconnects.
func runLateClient(t *testing.T, p *pipeListener, w dial.Wire, d time.Duration, cut int, use func(*gameClient)) {
	c := &gameClient{begin: time.Now()}
	c.Client = session.NewClient(session.ClientConfig{Name: "Ann", Spectate: wire.SpectateIfFull, NewCodec: dial.CodecFor(w)})
	c.SetPassword("sesame")
	var l link.Link
	ticker := time.NewTicker(replica.TickDuration)
	defer ticker.Stop()
	for end := time.Now().Add(14 * time.Second); time.Now().Before(end); <-ticker.C {
		if c.ShouldDial(c.now()) {
			conn := p.dial()
			if c.LinkNumber() == 0 {
				conn = delay(conn, d, cut)
			}
			var err error
			if l, err = dial.Wrap(conn, w); err != nil {
				t.Fatal(err)
			}
			c.SetLink(c.now(), l)
		}
		c.Tick(c.now(), 0)
		if s := c.Status().State; s == session.Playing || s == session.Ended {
			break
		}
	}
	use(c)
	c.Leave()
	dial.WaitClosed(l)
	advance(max(0, d+100*time.Millisecond-c.now())) // until all that was held back has gone
}

// delays are when the first bytes of a game client come, which is late after
// 250 ms and too late after 5 s.
var delays = []time.Duration{
	100 * time.Millisecond, 240 * time.Millisecond, 300 * time.Millisecond, time.Second,
	2900 * time.Millisecond, 4900 * time.Millisecond, 6 * time.Second,
}

// forEachDelay runs use with each delay, cutting the first bytes in the middle of the
// preamble, and with one delay cutting them anywhere.
func forEachDelay(t *testing.T, cfg server.Config, use func(t *testing.T, p *pipeListener, w dial.Wire, d time.Duration, cut int)) {
	for _, w := range []dial.Wire{dial.Msgpack, dial.Text} {
		run := func(d time.Duration, cut int) {
			t.Run(fmt.Sprint(w, " after ", d, " cut at ", cut), func(t *testing.T) {
				withVirtualTime(t, cfg, func(t *testing.T, p *pipeListener) { use(t, p, w, d, cut) })
			})
		}
		for _, d := range delays {
			run(d, 1)
		}
		for cut := range 26 {
			run(time.Second, cut)
		}
	}
}

// A game client whose first bytes come late joins as a game client, and leaves no other
// player behind.
func TestLatecomer(t *testing.T) {
	forEachDelay(t, server.Config{}, func(t *testing.T, p *pipeListener, w dial.Wire, d time.Duration, cut int) {
		person := newPlainClient(p.dial())
		person.readUntil(t, "U|1|")
		heard := make(chan string)
		go func() {
			var all strings.Builder
			for {
				s, err := person.in.ReadString('\n')
				all.WriteString(s)
				if err != nil {
					heard <- all.String()
					return
				}
			}
		}()
		runLateClient(t, p, w, d, cut, func(c *gameClient) {
			if s := c.Status(); s.State != session.Playing {
				t.Fatalf("%+v", s)
			}
			people, _ := p.server.Players()
			if len(people) != 2 || people[1].Name != "Ann" || people[1].ID != c.ID() {
				t.Errorf("in the game are %+v", people)
			}
			if links := c.LinkNumber(); links != 1 && d < 5*time.Second || links != 2 && d > 5*time.Second {
				t.Errorf("it took %d connections", links)
			}
		})
		advance(time.Second)
		person.Close()
		log := <-heard
		for id := 2; id < 5; id++ {
			came, left := strings.Count(log, fmt.Sprintf("U|%d|", id)), strings.Count(log, fmt.Sprintf("L|%d|", id))
			if came > 1 || came != left {
				t.Errorf("the other hears %q", log)
			}
		}
	})
}

// The password that a late client sends counts.
func TestLatecomerWithPassword(t *testing.T) {
	forEachDelay(t, server.Config{Password: "sesame"}, func(t *testing.T, p *pipeListener, w dial.Wire, d time.Duration, cut int) {
		runLateClient(t, p, w, d, cut, func(c *gameClient) {
			if s := c.Status(); s.State != session.Playing || p.server.Stats().Refusals[wire.CodePassword] != 0 {
				t.Errorf("%+v", s)
			}
		})
	})
}

// When the game is full, a late client can still become a spectator for a while; later
// it is told what a plain text client is told.
func TestLatecomerToFullGame(t *testing.T) {
	forEachDelay(t, server.Config{MaxPlayers: 1}, func(t *testing.T, p *pipeListener, w dial.Wire, d time.Duration, cut int) {
		person := newPlainClient(p.dialFrom("10.0.0.2"))
		person.send(t, "c|1|hi|")
		person.readUntil(t, "U|1|")
		defer person.Close()
		runLateClient(t, p, w, d, cut, func(c *gameClient) {
			s := c.Status()
			if _, watches := c.Spectating(); d < 3*time.Second {
				if s.State != session.Playing || !watches {
					t.Errorf("%+v", s)
				}
			} else if s.State != session.Ended || s.Code != wire.CodeFull || !strings.HasPrefix(s.Reason, "the game is full") {
				t.Errorf("%+v", s)
			}
		})
	})
}

// A plain text client stays one, whatever it sends and whenever.
func TestNoLatecomer(t *testing.T) {
	for says, want := range map[string]string{
		"\xC1CLX\n":   "E|type|",
		"H\n":         "E|type|",
		"Help\n":      "E|type|",
		"r|1|\xC1CLW": "U|1|A|2|1|",
		"c|1|H|":      "",
	} {
		for cut := range len(says) + 1 {
			withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
				conn := delay(p.dial(), time.Second, cut)
				n := newPlainClient(conn)
				n.send(t, says)
				n.readUntil(t, "U|1|A|1|1|")
				advance(2 * time.Second)
				if want != "" {
					n.readUntil(t, want)
				}
				if people, _ := p.server.Players(); len(people) != 1 || people[0].ID != 1 {
					t.Errorf("after %q: %+v", says, people)
				}
				conn.Close()
				advance(time.Second)
			})
		}
	}
}

// Line ends and spaces decide nothing: the mode is open after them too. A late preamble
// is answered at once, in either mode.
func TestLateFirstBytes(t *testing.T) {
	hello := map[string]string{
		"msgpack": "\xC1CLW\x00\x00\x00\x0c\x98H\x05\xa3Ann\xa0\xa0\x00\x00\x00",
		"text":    "H|5|Ann|||0|0|0|\n",
	}
	for name, h := range hello {
		for _, gap := range []string{"", "\n", " \r\n ", strings.Repeat("\r\n", 5000)} {
			for _, d := range []time.Duration{0, time.Second, 6 * time.Second} {
				withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
					conn := p.dial()
					sent := make(chan struct{})
					go func() {
						defer close(sent)
						conn.Write([]byte(gap))
						<-time.After(d)
						conn.Write([]byte(gap + h))
					}()
					n := newPlainClient(conn)
					if d > 5*time.Second {
						n.readUntil(t, "E|type|")
						conn.Close()
					} else if name == "text" {
						n.readUntil(t, "I|5|")
						n.Close()
					} else {
						for b := byte(1); b != 0; {
							b, _ = n.in.ReadByte()
						}
						advance(time.Second)
						if people, _ := p.server.Players(); len(people) != 1 || people[0].Name != "Ann" {
							t.Errorf("%s after %q and %v: %+v", name, gap, d, people)
						}
						n.Close()
					}
					<-sent
				})
			}
		}
	}
}
