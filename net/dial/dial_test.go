package dial_test

import (
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"clew/net/dial"
	"clew/net/link"
	"clew/net/wire"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestParseAddr(t *testing.T) {
	for typed, want := range map[string]string{
		"":                   "localhost:8856",
		"maze.example":       "maze.example:8856",
		" maze.example:99 ":  "maze.example:99",
		":8856":              "localhost:8856",
		"10.0.0.7":           "10.0.0.7:8856",
		"::1":                "[::1]:8856",
		"[::1]":              "[::1]:8856",
		"[::1]:12":           "[::1]:12",
		"fe80::1%eth0":       "[fe80::1%eth0]:8856",
		"maze.example:":      `invalid port ""`,
		"maze.example:0":     `invalid port "0"`,
		"maze.example:70000": `invalid port "70000"`,
		"maze.example:http":  `invalid port "http"`,
		"http://maze":        `invalid port "//maze"`,
		"a:b:c":              `invalid address "a:b:c"`,
		"maze/x":             `invalid address "maze/x"`,
		"[::1":               `[::1]:8856`,
	} {
		got, err := dial.ParseAddr(typed)
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("ParseAddr(%q) = %q, want %q", typed, got, want)
		}
	}
}

// The first bytes announce the wire mode without waiting for a message, and messages
// are framed.
func TestFirstBytes(t *testing.T) {
	for w, c := range map[dial.Wire]struct{ first, then string }{
		dial.Msgpack: {"\xC1CLW", "\x00\x00\x00\x09\x98H\x05\xa0\xa0\xa0\x00\x00\x00\x00\x00\x00\x03\x92q\x01"},
		dial.Text:    {"H|", "5||||0|0|0|\nq|1|\n"},
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		l, err := dial.Dial(t.Context(), listener.Addr().String(), w)
		if err != nil {
			t.Fatal(err)
		}
		far, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		first := make([]byte, len(c.first))
		far.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, err := io.ReadFull(far, first); err != nil || string(first) != c.first {
			t.Errorf("%v sends %q, %v before it is told to, want %q", w, first, err, c.first)
		}
		for _, m := range []wire.Message{&wire.Hello{Version: wire.Version}, &wire.Quit{ID: 1}} {
			b, err := dial.CodecFor(w)().Append(nil, m)
			if err != nil {
				t.Fatal(err)
			}
			if err := l.Send(link.Reliable, b); err != nil {
				t.Fatal(err)
			}
		}
		l.Close()
		got, err := io.ReadAll(far)
		if string(got) != c.then || err != nil {
			t.Errorf("%v then sends %q, %v, want %q", w, got, err, c.then)
		}
		far.Close()
		dial.WaitClosed(l)
	}
}

func TestErrorsAreSentences(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancelLate()
	for _, c := range []struct {
		ctx   context.Context
		addr  string
		want  string
		kind  dial.ErrorKind
		cause error
	}{
		{t.Context(), closed.Addr().String(), "no server is running at 127.0.0.1:", dial.Refused, syscall.ECONNREFUSED},
		{canceled, closed.Addr().String(), "stopped before 127.0.0.1:", dial.Canceled, context.Canceled},
		{late, closed.Addr().String(), "no answer from 127.0.0.1:", dial.Timeout, nil},
		{t.Context(), "no.such.host.invalid", "", dial.Unknown, nil}, // what the resolver says depends on the machine
		{t.Context(), "a:b:c", `invalid address "a:b:c"`, dial.BadAddress, nil},
	} {
		_, err := dial.Dial(c.ctx, c.addr, dial.Msgpack)
		var e *dial.Error
		if !errors.As(err, &e) || !strings.HasPrefix(e.Text, c.want) || strings.HasSuffix(e.Text, ".") {
			t.Errorf("%s: %v, want %q …", c.addr, err, c.want)
		}
		if c.want != "" && e.Kind != c.kind {
			t.Errorf("%s: kind %d, want %d", c.addr, e.Kind, c.kind)
		}
		if c.cause != nil && !errors.Is(err, c.cause) {
			t.Errorf("%s: %v does not wrap %v", c.addr, err, c.cause)
		}
	}
}

func TestUnknownHost(t *testing.T) {
	err := dial.Explain("no.such.host:8856", &net.OpError{Err: &net.DNSError{IsNotFound: true}})
	if want := "there is no host named no.such.host; check the spelling"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

func TestWireFlag(t *testing.T) {
	var w dial.Wire
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.TextVar(&w, "wire", dial.Msgpack, "")
	if err := fs.Parse([]string{"-wire", "text"}); err != nil || w != dial.Text || w.String() != "text" {
		t.Errorf("%v, %v", w, err)
	}
	if err := fs.Parse([]string{"-wire", "morse"}); err == nil || !strings.Contains(err.Error(), "use msgpack or text") {
		t.Errorf("morse: %v", err)
	}
}
