package server_test

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/server"
	"clew/net/session"
)

// These run over real sockets.

func dialTCP(t testing.TB, h *server.Server) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", h.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// The example of the seed protocol, line by line.
func TestSeedProtocolExample(t *testing.T) {
	h := start(t, server.Config{})
	first := newPlainClient(dialTCP(t, h))
	first.expect(t, "I|1|A|", "M|5|5|", "m|0|#####|", "m|1|#S.E#|", "m|2|#####|", "m|3|#####|", "m|4|#####|", "U|1|A|1|1|")
	first.send(t, "r|1|r|1|")
	first.expect(t, "U|1|A|2|1|", "U|1|A|3|1|")

	second := newPlainClient(dialTCP(t, h))
	second.expect(t,
		"I|2|B|",
		"M|5|5|",
		"m|0|#####|",
		"m|1|#S.E#|",
		"m|2|#####|",
		"m|3|#####|",
		"m|4|#####|",
		"U|1|A|3|1|",
		"U|2|B|1|1|")
	second.send(t, "r|2|\r\n")
	second.expect(t, "U|2|B|2|1|")
	second.send(t, "u|2|")
	second.expect(t, "U|2|B|2|1|")
	second.send(t, "r|1|\n")
	second.expect(t, "E|id|you are player 2|")

	first.expect(t, "U|2|B|1|1|", "U|2|B|2|1|")
	second.send(t, "c|2|50%25 there%7C|q|2|")
	if got := second.readAll(t); got != "B|quit: you left|\n" {
		t.Errorf("the last word is %q", got)
	}
	first.expect(t, "C|2|50%25 there%7C|", "L|2|")
}

// A game client of each mode and a person with nc see each other walk.
func TestAllModesWalkTogether(t *testing.T) {
	for _, w := range []dial.Wire{dial.Msgpack, dial.Text} {
		t.Run(w.String(), func(t *testing.T) {
			h := start(t, server.Config{})
			person := newPlainClient(dialTCP(t, h))
			person.readUntil(t, "U|1|A|1|1|")

			l, err := dial.Dial(t.Context(), h.Addr().String(), w)
			if err != nil {
				t.Fatal(err)
			}
			p := newGameClient(t, nil, w)
			p.attach(t, l)
			p.runUntilPhase(t, session.Playing)
			person.expect(t, "U|2|B|1|1|")
			p.keys = sim.Right
			p.runUntil(t, "at the exit", func() bool { return p.AuthoritativePlayer().ExitTick > 0 })
			person.expect(t, "U|2|B|2|1|", "U|2|B|3|1|")
			person.send(t, "r|1|")
			person.expect(t, "U|1|A|2|1|")
			if s := p.Stats(); s.Corrections != 0 || s.RTT <= 0 {
				t.Errorf("%d corrections, a round trip of %v", s.Corrections, s.RTT)
			}
			p.Leave()
			dial.WaitClosed(l)
			person.expect(t, "L|2|")
		})
	}
}

// A client whose connection dies resumes in place.
func TestResume(t *testing.T) {
	h := start(t, server.Config{})
	p := newGameClient(t, nil, dial.Msgpack)
	redial := func() net.Conn {
		conn := dialTCP(t, h)
		l, err := dial.Wrap(conn, dial.Msgpack)
		if err != nil {
			t.Fatal(err)
		}
		p.attach(t, l)
		return conn
	}
	conn := redial()
	p.runUntilPhase(t, session.Playing)
	p.keys = sim.Right
	p.runUntil(t, "at the exit", func() bool { return p.AuthoritativePlayer().ExitTick > 0 })
	p.keys = 0
	p.runUntil(t, "standing", func() bool { return !p.AuthoritativePlayer().Moving })
	id, at := p.ID(), *p.AuthoritativePlayer()

	conn.(*net.TCPConn).SetLinger(0) // a reset, as when the network dies
	conn.Close()
	p.runUntilPhase(t, session.Reconnecting)
	redial()
	p.runUntilPhase(t, session.Playing)
	if p.ID() != id || *p.AuthoritativePlayer() != at {
		t.Errorf("player %d came back as player %d at %+v, was at %+v", id, p.ID(), *p.AuthoritativePlayer(), at)
	}
	p.Leave()
}

// A shutdown tells all clients, and closes everything.
func TestShutdownOverTCP(t *testing.T) {
	h := start(t, server.Config{})
	person, sniffed := newPlainClient(dialTCP(t, h)), newPlainClient(dialTCP(t, h))
	sniffed.send(t, "H")
	person.readUntil(t, "U|1|")
	begin := time.Now()
	h.Shutdown("tea\nis ready")
	if d := time.Since(begin); d > 3*time.Second {
		t.Errorf("it took %v", d)
	}
	if got := person.readAll(t); !strings.HasSuffix(got, "B|stop: tea is ready|\n") {
		t.Errorf("the last word is %q", got)
	}
	if got := sniffed.readAll(t); got != "B|stop: tea is ready|\n" {
		t.Errorf("who had not said anything hears %q", got)
	}
	if conn, err := net.Dial("tcp", h.Addr().String()); err == nil {
		conn.Close()
		t.Error("it still listens")
	}
}

// Over real sockets, whose kernels hide much, a client that never reads is disconnected
// and a flood achieves nothing, while an honest client beside them misses no tick.
func TestHonestBesideHostileOverTCP(t *testing.T) {
	h := start(t, server.Config{})
	l, err := dial.Dial(t.Context(), h.Addr().String(), dial.Msgpack)
	if err != nil {
		t.Fatal(err)
	}
	honest := newGameClient(t, nil, dial.Msgpack)
	honest.attach(t, l)
	honest.runUntilPhase(t, session.Playing)

	stalled := dialTCP(t, h).(*net.TCPConn)
	stalled.SetReadBuffer(4 << 10)
	io.WriteString(stalled, "H|5|deaf|||0|0|0|\n")
	flood := dialTCP(t, h)
	go io.Copy(flood, io.LimitReader(endlessReader("u|7|x|garbage\n"), 1<<20))
	honest.runUntil(t, "so far", func() bool { return len(honest.snapshots) > 45 })
	honest.checkNoGaps(t, 45)
	honest.Leave()
	if _, err := l.Receive(); err != link.ErrClosed {
		t.Error("the link is still open")
	}
}

// endlessReader reads the same text again and again.
type endlessReader string

func (e endlessReader) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) {
		n += copy(b[n:], e)
	}
	return n, nil
}
