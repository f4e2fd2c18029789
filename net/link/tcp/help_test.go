package tcp_test

import (
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/link/linktest"
	"clew/net/link/tcp"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// frames and lines are the framings under test, with room for long messages.
var frames, lines = tcp.LengthPrefix(1 << 20), tcp.Lines(1 << 20)

// frame returns messages as they go on the wire.
func frame(f tcp.Framing, msgs ...string) []byte {
	var b []byte
	for _, msg := range msgs {
		b = f.Frame(b, []byte(msg))
	}
	return b
}

// pipe runs use in virtual time with a Link and the other end of its pipe.
func pipe(t *testing.T, opts tcp.Options, use func(t *testing.T, l *tcp.Link, far net.Conn)) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		l := tcp.New(near, opts)
		use(t, l, far)
		l.Close()
		far.Close()
		<-l.Done()
	})
}

// pass lets virtual time pass.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// readAll reads from conn in a goroutine, until it ends.
func readAll(conn io.Reader) <-chan []byte {
	all := make(chan []byte, 1)
	go func() {
		b, _ := io.ReadAll(conn)
		all <- b
	}()
	return all
}

// tcpPair opens a real connection.
func tcpPair(t testing.TB) (near, far *net.TCPConn) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return conn.(*net.TCPConn), accepted.(*net.TCPConn)
}

// over makes a Link of the near end, and closes both when the test ends.
func over(t testing.TB, near, far *net.TCPConn, opts tcp.Options) *tcp.Link {
	l := tcp.New(near, opts)
	t.Cleanup(func() {
		l.Close()
		far.Close()
		<-l.Done()
	})
	return l
}

// await receives the next message of a link over real sockets.
func await(t testing.TB, l *tcp.Link, notify <-chan struct{}) (string, error) {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		if msg, err := l.Receive(); msg != nil || err != nil {
			return string(msg), err
		}
		select {
		case <-notify:
		case <-late:
			t.Fatal("nothing came")
		}
	}
}

// messages takes the frames in b apart.
func messages(t *testing.T, f tcp.Framing, b []byte) []string {
	t.Helper()
	var got []string
	for len(b) > 0 {
		n, msg, err := f.Split(b, true)
		if err != nil || n == 0 {
			t.Fatalf("after %d messages: %v, %d bytes left", len(got), err, len(b))
		}
		got, b = append(got, string(msg)), b[n:]
	}
	return got
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
}

func TestConformance(t *testing.T) {
	for name, f := range map[string]tcp.Framing{"frames": frames, "lines": lines} {
		t.Run(name, func(t *testing.T) {
			linktest.Run(t, func(t *testing.T, use func(*testing.T, linktest.Pair)) {
				pipe(t, tcp.Options{Framing: f}, func(t *testing.T, a *tcp.Link, far net.Conn) {
					b := tcp.New(far, tcp.Options{Framing: f})
					use(t, linktest.Pair{A: a, B: b, Settle: synctest.Wait})
					b.Close()
				})
			})
		})
	}
}
