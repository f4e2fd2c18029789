package admin

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/server"
)

// serve runs a RemoteShell on a free port until the test ends.
func serve(t *testing.T, log io.Writer) (dial func() *testAdmin, end context.CancelFunc) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := newRemoteShell(log)
	done := make(chan struct{})
	go func() { defer close(done); r.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		l.Close()
		<-done
	})
	return func() *testAdmin {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		return newTestAdmin(conn)
	}, cancel
}

// newRemoteShell returns a RemoteShell that echoes commands.
func newRemoteShell(log io.Writer) *RemoteShell {
	return &RemoteShell{
		Password: func() string { return "sesame" }, Limiter: server.NewPasswordLimiter(),
		OnRateLimited: func(from string) { fmt.Fprintln(log, from, "guesses") },
		Execute:       func(from, line string) []string { return []string{"you said " + line} },
		Log:           slog.New(slog.NewTextHandler(log, nil)),
	}
}

type testAdmin struct {
	net.Conn
	in *bufio.Reader
}

func newTestAdmin(conn net.Conn) *testAdmin { return &testAdmin{conn, bufio.NewReader(conn)} }

// expect reads up to a suffix, and returns everything.
func (p *testAdmin) expect(t *testing.T, end string) string {
	t.Helper()
	var got []byte
	for !bytes.HasSuffix(got, []byte(end)) {
		b, err := p.in.ReadByte()
		if err != nil {
			t.Fatalf("after %q: %v", got, err)
		}
		got = append(got, b)
	}
	return string(got)
}

func (p *testAdmin) send(s string) { io.WriteString(p, s+"\n") }

func TestRemote(t *testing.T) {
	var log bytes.Buffer
	dial, _ := serve(t, &log)
	p := dial()
	p.expect(t, "password: ")
	p.send("thyme")
	p.expect(t, "wrong password; password: ")
	p.send("sesame\r")
	p.expect(t, "'quit' closes the connection\n> ")
	p.send("who")
	p.expect(t, "you said who\n> ")
	p.send("quit")
	if rest, err := io.ReadAll(p.in); len(rest) != 0 || err != nil {
		t.Errorf("%q, %v", rest, err)
	}
	if strings.Contains(log.String(), "sesame") || strings.Contains(log.String(), "thyme") {
		t.Errorf("a password is in the log: %s", log.String())
	}
}

// Wrong passwords are counted across connections, and slowed down.
func TestRemoteGuesses(t *testing.T) {
	dial, _ := serve(t, io.Discard)
	for _, end := range []string{"", "too many wrong passwords"} {
		p := dial()
		for range 3 { // a sixth is one too many
			p.expect(t, "password: ")
			p.send("thyme")
		}
		rest, err := io.ReadAll(p.in) // at its end, all are counted
		if got, _, _ := strings.Cut(string(rest), "; wait "); got != end || err != nil {
			t.Errorf("%q, %v; want %q", rest, err, end)
		}
	}
	p := dial()
	p.expect(t, "password: ")
	p.send("sesame")
	p.expect(t, "too many wrong passwords; wait ")
}

// A page that sends the browser of the host here keeps no administrator out.
func TestRemoteIsNoWebServer(t *testing.T) {
	dial, _ := serve(t, io.Discard)
	for range 2 * server.PasswordBurst {
		p := dial()
		p.send("POST / HTTP/1.1\r\nHost: localhost:8857\r\nOrigin: http://192.0.2.1\r\n\r\nthyme")
		if got, _ := io.ReadAll(p.in); string(got) != "password: " {
			t.Errorf("a browser hears %q", got)
		}
	}
	p := dial()
	p.send("sesame")
	p.expect(t, "'quit' closes the connection\n> ")
}

// So many at a time, and no endless lines.
func TestRemoteBounds(t *testing.T) {
	dial, end := serve(t, io.Discard)
	var in []*testAdmin
	for range maxAdmins {
		p := dial()
		p.expect(t, "password: ")
		p.send("sesame")
		p.expect(t, "\n> ")
		in = append(in, p)
	}
	p := dial()
	p.expect(t, "password: ")
	p.send("sesame")
	if got, err := io.ReadAll(p.in); !strings.HasPrefix(string(got), "4 administrators are logged in") || err != nil {
		t.Errorf("one too many hears %q, %v", got, err)
	}
	in[0].send(strings.Repeat("x", 10*maxLineLen))
	in[0].expect(t, "nothing was done: the line is longer than 512 bytes\n> ")
	in[0].send("who")
	in[0].expect(t, "you said who\n> ")
	end()
	if _, err := io.ReadAll(in[1].in); err != nil {
		t.Errorf("at the end: %v", err)
	}
}

// Who stands at the port without a word keeps nobody out.
func TestRemoteIsNotBlocked(t *testing.T) {
	dial, _ := serve(t, io.Discard)
	var idle []*testAdmin
	for range 3 * maxAdmins {
		p := dial()
		p.expect(t, "password: ")
		idle = append(idle, p)
	}
	for _, p := range idle[:2*maxAdmins] {
		if got, err := io.ReadAll(p.in); len(got) != 0 || err != nil {
			t.Errorf("who was pushed out sees %q, %v", got, err)
		}
	}
	p := dial()
	p.expect(t, "password: ")
	p.send("sesame")
	p.expect(t, "\n> ")
	for range 2 * maxAdmins {
		dial().expect(t, "password: ")
	}
	p.send("who")
	p.expect(t, "you said who\n> ")
}

// failingListener is a listener that has no connection to give at first, as when too many
// files are open.
type failingListener struct{ conns chan net.Conn }

func (s *failingListener) Accept() (net.Conn, error) {
	conn, more := <-s.conns
	if !more {
		return nil, net.ErrClosed
	}
	if conn == nil {
		return nil, errors.New("too many open files")
	}
	return conn, nil
}

func (s *failingListener) Close() error   { return nil }
func (s *failingListener) Addr() net.Addr { return nil }

func TestRemoteTriesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		l := &failingListener{make(chan net.Conn, 3)}
		l.conns <- nil
		l.conns <- nil
		l.conns <- far
		close(l.conns)
		r := &RemoteShell{Limiter: server.NewPasswordLimiter(), Password: func() string { return "" }, Log: slog.New(slog.DiscardHandler)}
		begin := time.Now()
		go r.Serve(t.Context(), l)
		(&testAdmin{near, bufio.NewReader(near)}).expect(t, "password: ")
		if d := time.Since(begin); d != 2*acceptRetryDelay {
			t.Errorf("it took %v", d)
		}
		near.Close()
	})
}

// Who says nothing for long is told so, and let go.
func TestRemoteIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		l := &failingListener{make(chan net.Conn, 1)}
		l.conns <- far
		close(l.conns)
		r := &RemoteShell{Limiter: server.NewPasswordLimiter(), Password: func() string { return "sesame" }, Log: slog.New(slog.DiscardHandler)}
		go r.Serve(t.Context(), l)
		p := &testAdmin{near, bufio.NewReader(near)}
		p.expect(t, "password: ")
		begin := time.Now()
		p.send("sesame")
		p.expect(t, "\nclosed after 10m without a command\n")
		if rest, err := io.ReadAll(p.in); len(rest) != 0 || err != nil || time.Since(begin) != idleTimeout {
			t.Errorf("%q, %v after %v", rest, err, time.Since(begin))
		}
	})
}

// Who came in with a password that is no longer the one has to come in again.
func TestRemotePasswordChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		l := &failingListener{make(chan net.Conn, 1)}
		l.conns <- far
		close(l.conns)
		secret := "sesame"
		r := &RemoteShell{
			Limiter: server.NewPasswordLimiter(), Password: func() string { return secret }, Log: slog.New(slog.DiscardHandler),
			Execute: func(_, line string) []string { return []string{"you said " + line} },
		}
		go r.Serve(t.Context(), l)
		p := &testAdmin{near, bufio.NewReader(near)}
		p.expect(t, "password: ")
		p.send("sesame")
		p.expect(t, "\n> ")
		secret = "thyme"
		p.send("who")
		p.expect(t, "nothing was done: the admin password has changed; log in again\n")
		if rest, err := io.ReadAll(p.in); len(rest) != 0 || err != nil {
			t.Errorf("%q, %v", rest, err)
		}
	})
}
