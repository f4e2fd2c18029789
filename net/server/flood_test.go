package server_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// The lecture's client sends a move for each repetition of a held key, 40 a second. It
// stays connected, and gets a limited number of errors.
func TestHeldKeyIsNoFlood(t *testing.T) {
	wall := strings.Repeat("#", 60)
	level := levelOf(t, wall, "#S"+strings.Repeat(".", 56)+"E#", wall, wall, wall)
	withVirtualTime(t, server.Config{Level: level}, func(t *testing.T, p *pipeListener) {
		person := newPlainClient(p.dial())
		person.readUntil(t, "I|1|")
		person.SetReadDeadline(time.Time{})
		answers := make(chan int, 1)
		go func() {
			b, _ := io.ReadAll(person.in)
			answers <- strings.Count(string(b), "E|busy|")
		}()
		for i := range 5 * 60 * 40 {
			person.send(t, fmt.Sprintf("%c|1|", "rl"[i/200%2]))
			advance(25 * time.Millisecond)
		}
		if n := p.server.Stats().Players; n != 1 {
			t.Errorf("%d play after 5 minutes", n)
		}
		person.Close()
		if n := <-answers; n < 5*60*15 || n > 5*60*21 {
			t.Errorf("%d answers in 5 minutes", n)
		}
	})
}

// A client that keeps sending refused messages is disconnected, in each mode, and an
// honest player feels nothing of it; nor of useless messages.
func TestFloods(t *testing.T) {
	hello, magic := fmt.Sprintf("H|%d|flood|||0|0|0|\n", wire.Version), "\xC1CLW"+string(encodeFrame(t, &wire.Hello{Version: wire.Version}))
	long := strings.Repeat("x", wire.MaxTextLen)
	many := strings.Repeat("r|0|", wire.MaxInputFrames)
	for name, flood := range map[string]struct {
		hello, sends string
		ends         bool
	}{
		"plain: chat":     {"\n", "c|2|" + long + "|", true},
		"plain: names":    {"\n", "n|2|Ann|", true},
		"plain: walks":    {"\n", "r|2|", true},
		"text: chat":      {hello, "c|2|" + long + "|\n", true},
		"text: commands":  {hello, "c|2|/who|\n", true},
		"text: names":     {hello, "n|2|Ann|\n", true},
		"text: looks":     {hello, "k|2|1|1|\n", true},
		"text: pings":     {hello, "p|1|0|0|\n", false},
		"text: inputs":    {hello, fmt.Sprintf("i|2|1|%d|%s\n", wire.MaxInputFrames, many), false},
		"msgpack: chat":   {magic, string(encodeFrame(t, &wire.SendChat{ID: 2, Text: long})), true},
		"msgpack: names":  {magic, string(encodeFrame(t, &wire.Rename{ID: 2, Name: "Ann"})), true},
		"msgpack: looks":  {magic, string(encodeFrame(t, &wire.SetAppearance{ID: 2})), true},
		"msgpack: pings":  {magic, string(encodeFrame(t, &wire.Ping{Time: 1})), false},
		"msgpack: inputs": {magic, string(encodeFrame(t, &wire.Inputs{ID: 2, First: 1, Frames: make([]wire.InputFrame, wire.MaxInputFrames)})), false},
	} {
		t.Run(name, func(t *testing.T) {
			withBystander(t, server.Config{}, func(t *testing.T, p *pipeListener) {
				conn := p.dial()
				all := readAll(conn)
				io.WriteString(conn, flood.hello)
				advance(time.Second)
				ended := make(chan time.Duration, 1)
				begin := time.Now()
				go func() {
					burst := strings.Repeat(flood.sends, 16)
					for err := error(nil); err == nil; {
						_, err = io.WriteString(conn, burst)
					}
					ended <- time.Since(begin)
				}()
				advance(15 * time.Second)
				in := 0
				for _, kind := range p.server.Stats().Received {
					in += int(kind.Messages)
				}
				if most := 15*300 + 1000 + 17*120; in > most { // the flood's and those of the honest player
					t.Errorf("%d messages are read, want at most %d", in, most)
				}
				conn.Close()
				got := string(<-all)
				if is := <-ended < 14*time.Second; is != flood.ends {
					t.Errorf("cut off: %t; it heard at last %q", is, got[max(0, len(got)-200):])
				}
				if n := strings.Count(got, "busy"); n > 12*21 {
					t.Errorf("it was told %d times", n)
				}
			})
		})
	}
}

// buffered is a connection whose kernel buffer can be set.
type buffered struct {
	addrConn
	asked chan int
}

func (b buffered) SetReadBuffer(n int) error {
	b.asked <- n
	return nil
}

// The kernel buffers little of a client's unread data: a flood waits at its sender,
// not in the server's memory.
func TestKernelHoldsLittle(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		near, far := net.Pipe()
		asked := make(chan int, 1)
		p.conns <- buffered{addrConn{far, &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 1000}}, asked}
		person := newPlainClient(near)
		person.readUntil(t, "I|1|")
		select {
		case n := <-asked:
			if n != 64<<10 {
				t.Errorf("the kernel may hold %d bytes", n)
			}
		default:
			t.Error("the kernel may hold as much as it likes")
		}
		person.Close()
	})
}
