package server_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// openings are how clients start, and what the server then says first.
var openings = map[string]struct{ bytes, answer string }{
	"msgpack": {"\xC1CLW\x00\x00\x00\x0c\x98H\x05\xa3Ann\xa0\xa0\x00\x00\x00", "\x00\x00\x00"},
	"text":    {"H|5|Ann|||0|0|0|\n", "I|5|1|A|60|2|"},
	"plain":   {"r|1|", "I|1|A|\n"},
	"nothing": {"", "I|1|A|\n"},
	// Almost a preamble, but not.
	"magic astray": {"\xC1CLX\n", "I|1|A|\n"},
	"magic cut":    {"\xC1\n", "I|1|A|\n"},
	"a helper":     {"Help\n", "I|1|A|\n"},
	"an H":         {"H\n", "I|1|A|\n"},
}

// The detected mode does not depend on how the first bytes are split.
func TestModeByFirstBytes(t *testing.T) {
	for name, o := range openings {
		for cut := range len(o.bytes) + 1 {
			t.Run(fmt.Sprint(name, " cut at ", cut), func(t *testing.T) {
				withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
					conn := p.dial()
					sent := make(chan struct{})
					go func() {
						defer close(sent)
						conn.Write([]byte(o.bytes[:cut]))
						<-time.After(200 * time.Millisecond)
						conn.Write([]byte(o.bytes[cut:]))
					}()
					got := make([]byte, len(o.answer))
					if _, err := conn.Read(got); err != nil || string(got) != o.answer {
						t.Errorf("got %q, %v, want %q", got, err, o.answer)
					}
					conn.Close()
					<-sent
				})
			})
		}
	}
}

// A preamble may arrive byte by byte, with pauses longer than the silence that means
// plain text, but not forever.
func TestSlowPreamble(t *testing.T) {
	for name, o := range map[string]struct {
		pause time.Duration
		bytes string
		want  string
		takes time.Duration
	}{
		"ends in time":     {time.Second, "\xC1CLW", "", 8 * time.Second}, // 3 s, and 5 s for the Hello
		"takes too long":   {2 * time.Second, "\xC1CLW", "B|timeout: ", 5 * time.Second},
		"stops after an H": {0, "H", "B|timeout: ", 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
				conn := p.dial()
				begin := time.Now()
				all := readAll(conn)
				sent := make(chan struct{})
				go func() {
					defer close(sent)
					for i := range len(o.bytes) {
						if i > 0 {
							<-time.After(o.pause)
						}
						conn.Write([]byte(o.bytes[i : i+1]))
					}
				}()
				got := string(<-all)
				if !strings.HasPrefix(got, o.want) || o.want == "" && !strings.Contains(got, "no Hello within 5 s") {
					t.Errorf("got %q", got)
				}
				if d := time.Since(begin).Round(100 * time.Millisecond); d != o.takes {
					t.Errorf("it took %v, want %v", d, o.takes)
				}
				<-sent
			})
		})
	}
}

// A game client that sends its preamble and no more is disconnected after 5 s; one
// that has joined and then sends nothing, after 15 s.
func TestSilentGameClient(t *testing.T) {
	for name, c := range map[string]struct {
		says  string
		takes time.Duration
	}{
		"before Hello": {"\xC1CLW", 5 * time.Second},
		"after Hello":  {"\xC1CLW" + string(encodeFrame(t, &wire.Hello{Version: wire.Version})), 15 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
				conn := p.dial()
				begin := time.Now()
				all := readAll(conn)
				conn.Write([]byte(c.says))
				msgs := decodeFrames(t, <-all)
				bye, ok := msgs[len(msgs)-1].(*wire.Bye)
				if !ok || bye.Code != wire.CodeTimeout {
					t.Errorf("the last word is %#v", msgs[len(msgs)-1])
				}
				if d := time.Since(begin).Round(100 * time.Millisecond); d != c.takes {
					t.Errorf("it took %v, want %v", d, c.takes)
				}
			})
		})
	}
}

// Both kinds of game clients are told about another version in the stable format.
func TestOtherVersion(t *testing.T) {
	const text = "this server speaks version 5 of the protocol, you speak 9; use the same release of Clew"
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		conn := p.dial()
		all := readAll(conn)
		conn.Write([]byte("H|9|all of this|may differ|in version 9|\n"))
		if got, want := string(<-all), "E|version|"+text+"|\nB|version|"+text+"|\n"; got != want {
			t.Errorf("text: %q, want %q", got, want)
		}
		conn = p.dial()
		all = readAll(conn)
		conn.Write(append([]byte("\xC1CLW"), encodeFrame(t, &wire.Hello{Version: 9})...))
		msgs := decodeFrames(t, <-all)
		if len(msgs) != 2 || *msgs[0].(*wire.Error) != (wire.Error{Code: "version", Text: text}) ||
			*msgs[1].(*wire.Bye) != (wire.Bye{Code: "version", Text: text}) {
			t.Errorf("msgpack: %#v", msgs)
		}
	})
}

// A connection that ends without a byte leaves nothing behind.
func TestComesAndGoes(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPerAddr: 2}, func(t *testing.T, p *pipeListener) {
		for range 3 {
			p.dial().Close()
			synctest.Wait()
		}
		person := newPlainClient(p.dial())
		person.expect(t, "I|1|A|")
		person.Close()
	})
}
