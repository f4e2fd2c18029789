package server_test

import (
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/server"
	"clew/net/session"
	"clew/net/wire"
)

// withBystander runs attack beside an honest client, which must miss no snapshot and
// be able to walk all the time.
func withBystander(t *testing.T, cfg server.Config, attack func(t *testing.T, p *pipeListener)) {
	withVirtualTime(t, cfg, func(t *testing.T, p *pipeListener) {
		honest := newGameClient(t, p.dialFrom("10.0.0.99"), dial.Msgpack)
		honest.runUntilPhase(t, session.Playing)
		done := make(chan struct{})
		go func() {
			defer close(done)
			attack(t, p)
		}()
		for over := false; !over; {
			honest.keys = sim.Right
			honest.runFor(t, 500*time.Millisecond)
			honest.keys = sim.Left
			honest.runFor(t, 500*time.Millisecond)
			select {
			case <-done:
				over = true
			default:
			}
		}
		honest.checkNoGaps(t, 30)
		if s := honest.Stats(); s.Corrections > 0 || honest.Status().State != session.Playing {
			t.Errorf("the honest client: %+v, %+v", honest.Status(), s)
		}
		honest.Leave()
	})
}

// A client that reads nothing is disconnected after five seconds, and costs the others
// nothing until then.
func TestNeverReads(t *testing.T) {
	for _, hello := range []string{"H|5|deaf|||0|0|0|\n", "\xC1CLW" + string(encodeFrame(t, &wire.Hello{Version: wire.Version})), "r|2|"} {
		withBystander(t, server.Config{}, func(t *testing.T, p *pipeListener) {
			conn := p.dial()
			begin := time.Now()
			io.WriteString(conn, hello)
			for {
				_, err := io.WriteString(conn, "p|1|\n")
				if err != nil {
					break
				}
				advance(100 * time.Millisecond)
			}
			if d := time.Since(begin); d > 6*time.Second {
				t.Errorf("%q: cut off after %v", hello, d)
			}
		})
	}
}

// Ten thousand inputs in order at once: the 65th that is ahead of the game ends the
// connection, and the honest client feels none of them.
func TestTenThousandInputs(t *testing.T) {
	withBystander(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		conn := newPlainClient(p.dial())
		io.WriteString(conn, "H|5|flood|||0|0|0|\n")
		conn.readUntil(t, "I|5|2|")
		var flood strings.Builder
		for i := range 10000 {
			fmt.Fprintf(&flood, "i|2|%d|1|r|0|\n", i*7+1)
		}
		go io.WriteString(conn, flood.String())
		conn.readUntil(t, "B|ahead|")
		advance(2 * time.Second)
		conn.Close()
	})
}

// The same ten thousand inputs again and again, none too far ahead, walk no further
// than one per tick.
func TestRepeatedInputs(t *testing.T) {
	corridor := levelOf(t, "#"+strings.Repeat("#", 250)+"#", "#S"+strings.Repeat(".", 248)+"E#",
		"#"+strings.Repeat("#", 250)+"#", "#"+strings.Repeat("#", 250)+"#", "#"+strings.Repeat("#", 250)+"#")
	withBystander(t, server.Config{Level: corridor}, func(t *testing.T, p *pipeListener) {
		conn := newPlainClient(p.dial())
		go io.Copy(io.Discard, conn)
		io.WriteString(conn, "H|5|flood|||0|0|0|\n")
		advance(100 * time.Millisecond)
		var flood strings.Builder
		for i := range 100 {
			fmt.Fprintf(&flood, "i|2|%d|1|r|0|\n", i+1)
		}
		go func() {
			for err := error(nil); err == nil; {
				_, err = io.WriteString(conn, flood.String())
			}
		}()
		advance(10 * time.Second) // in which 600 inputs may be consumed, and 30 more
		conn.Close()
	})
}

// Invalid bytes of each mode end the connection or get an error, and that is all.
func TestHostileBytes(t *testing.T) {
	const magic, hello = "\xC1CLW", "\x00\x00\x00\x0c\x98H\x05\xa3Ann\xa0\xa0\x00\x00\x00"
	const textHello = "H|5|Ann|||0|0|0|\n"
	attacks := map[string]struct{ sends, hears string }{
		"a claimed length of 2^32-1":      {magic + "\xff\xff\xff\xff", "too long"},
		"a frame a little too long":       {magic + "\x00\x00\x04\x01", "too long"},
		"an array of 2^32-1":              {magic + "\x00\x00\x00\x05\xdd\xff\xff\xff\xff", "form"},
		"a string of 2^32-1":              {magic + "\x00\x00\x00\x08\x98H\x05\xdb\xff\xff\xff\xff", "form"},
		"nested arrays":                   {magic + "\x00\x00\x04\x00" + strings.Repeat("\x91", 1024), "number"},
		"nested maps":                     {magic + "\x00\x00\x04\x00\x92H" + strings.Repeat("\x81", 1022), "number"},
		"an empty frame":                  {magic + "\x00\x00\x00\x00", "form"},
		"bytes after the message":         {magic + "\x00\x00\x00\x0d\x98H\x05\xa3Ann\xa0\xa0\x00\x00\x00\x00", "form"},
		"many bad frames":                 {magic + strings.Repeat("\x00\x00\x00\x01\xc1", 100), "flood"},
		"inputs before Hello":             {magic + "\x00\x00\x00\x06\x95i\x01\x01\x01\x00", "send Hello first"},
		"Hello twice":                     {magic + hello + hello, "you have sent Hello already"},
		"an endless line":                 {"H|5|" + strings.Repeat("x", 5000), "too long"},
		"an endless line of text":         {textHello + strings.Repeat("x", 5000), "too long"},
		"many bad lines":                  {textHello + strings.Repeat("?\n", 100), "flood"},
		"only line ends":                  {textHello + strings.Repeat("\n", 5000), "flood"},
		"for another ID":                  {textHello + "i|1|1|1|r|0|\n", "you are player 2"},
		"a | in a name":                   {"H|5|A|B|||0|0|0|\n", "E|"},
		"a broken escape":                 {"H|5|%7|||0|0|0|\n", "E|"},
		"escape codes in chat":            {textHello + "c|2|\x1b[2J%1B|\n", "E|text|"},
		"a split rune":                    {textHello + "c|2|\xe2\x82|\n", "E|text|"},
		"a split rune, escaped":           {textHello + "c|2|%E2%82|\n", "E|text|"},
		"bidi in a name":                  {textHello + "n|2|\u202eAnn|\n", "E|text|"},
		"a number too big":                {textHello + "i|2|99999999999999999999|1|r|0|\n", "E|number|"},
		"plain: an endless line":          {strings.Repeat("x", 5000), "B|long: no line end came within 512 bytes|"},
		"plain: an endless message":       {"c|1|" + strings.Repeat("x", 5000), "B|long: no line end came within 512 bytes|"},
		"plain: many bad messages":        {strings.Repeat("u|x|", 100), "B|flood: "},
		"plain: unknown types":            {strings.Repeat("z|1|\n", 100), "B|flood: "},
		"plain: escape codes in chat":     {"c|2|\x1b[2J|", "E|text|"},
		"plain: a newline in chat":        {"c|2|a%0Ab|", "E|text|"},
		"plain: too many moves":           {strings.Repeat("r|2|", 200), "E|busy|"},
		"plain: chat without end":         {strings.Repeat("c|2|buy|", 50), "E|busy|"},
		"plain: a zero":                   {"\x00", ""},
		"plain: binary":                   {"\xC1CLX" + strings.Repeat("\xff\xfe\n", 50), "B|flood: "},
		"plain: http":                     {"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n", "E|type|"},
		"plain: goes away in the middle":  {"c|2|hel", ""},
		"plain: only line ends and space": {strings.Repeat(" \r\n", 5000), ""},
	}
	for name, a := range attacks {
		t.Run(name, func(t *testing.T) {
			withBystander(t, server.Config{}, func(t *testing.T, p *pipeListener) {
				conn := p.dial()
				all := readAll(conn)
				conn.SetWriteDeadline(time.Now().Add(3 * time.Second))
				io.WriteString(conn, a.sends)
				advance(2 * time.Second)
				conn.Close()
				if got := string(<-all); !strings.Contains(got, a.hears) {
					t.Errorf("heard %q, want %q", got, a.hears)
				}
			})
		})
	}
}

// A level with many rows and many players joining at once exceed the default send
// queue; nobody is dropped for it.
func TestManyAtOnce(t *testing.T) {
	const n = 800
	rows := slices.Repeat([]string{"#####"}, maze.MaxSize)
	rows[1] = "#S.E#"
	withVirtualTime(t, server.Config{Level: levelOf(t, rows...), MaxPlayers: n, MaxPerAddr: -1}, func(t *testing.T, p *pipeListener) {
		var all []<-chan []byte
		var conns []net.Conn
		for range n {
			conn := p.dial()
			all, conns = append(all, readAll(conn)), append(conns, conn)
		}
		advance(2 * time.Second)
		p.server.Shutdown("enough")
		whole := 0
		for i := range all {
			if got := string(<-all[i]); strings.Contains(got, "B|stop: enough|\n") {
				whole++
			}
			conns[i].Close()
		}
		if whole != n {
			t.Errorf("%d of %d stayed to the end", whole, n)
		}
	})
}

// A shutdown says goodbye in each mode, even to silent clients, and waits for none that
// does not read.
func TestShutdownTellsEveryone(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		says := []string{"", "\xC1", "H|5|", "H|5|Ann|||0|0|0|\n", "\xC1CLW", "\xC1CLW" + string(encodeFrame(t, &wire.Hello{Version: wire.Version})), "c|1|hi|"}
		var all []<-chan []byte
		for _, s := range says {
			conn := p.dial()
			all = append(all, readAll(conn))
			io.WriteString(conn, s)
		}
		advance(500 * time.Millisecond)
		undecided := readAll(p.dial())
		stalled := p.dial()
		io.WriteString(stalled, "H|5|deaf|||0|0|0|\n")
		advance(100 * time.Millisecond)

		begin := time.Now()
		p.server.Shutdown("night falls")
		if d := time.Since(begin); d > 1100*time.Millisecond {
			t.Errorf("it took %v", d)
		}
		stalled.Close()
		for i, a := range append(all, undecided) {
			got := string(<-a)
			if !strings.Contains(got, "night falls") || !strings.Contains(got, "stop") {
				t.Errorf("%q: %q", slices.Concat(says, []string{"undecided"})[i], got)
			}
		}
	})
}

// Goodbyes arrive despite simulated loss.
func TestNetem(t *testing.T) {
	bad := conditions(200 * time.Millisecond)
	withVirtualTime(t, server.Config{Netem: bad}, func(t *testing.T, p *pipeListener) {
		honest := newGameClient(t, p.dial(), dial.Text)
		honest.runUntilPhase(t, session.Playing)
		honest.keys = sim.Right
		honest.runFor(t, 5*time.Second)
		s := honest.Stats()
		if s.RTT < 200*time.Millisecond || s.RTT > 290*time.Millisecond {
			t.Errorf("the round trip is %v", s.RTT)
		}
		lost := 0
		for i, tick := range honest.snapshots[1:] {
			lost += int(tick-honest.snapshots[i])/2 - 1
		}
		if lost < 10 || lost > 60 {
			t.Errorf("%d of about 150 snapshots were lost", lost)
		}
		go p.server.Shutdown("over")
		honest.runUntilPhase(t, session.Ended)
		if s := honest.Status(); s.Code != wire.CodeShutdown || s.Reason != "over" {
			t.Errorf("%+v", s)
		}
		synctest.Wait()
	})
}
