package tcp_test

import (
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/tcp"
)

// All that waits is written before the end, more than one batch of it.
func TestCloseWritesWhatWaits(t *testing.T) {
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		long := strings.Repeat("x", 30<<10)
		want := []string{long, long, "chat", "bye"}
		for _, msg := range want {
			linktest.Send(t, l, link.Reliable, msg)
		}
		l.Close()
		if got := messages(t, frames, <-readAll(far)); !slices.Equal(got, want) {
			t.Errorf("got %.30q", got)
		}
	})
}

// An end that does not read cannot hold a closed link for more than a second,
// and not even for that the one who closes it.
func TestCloseEndsWithinASecond(t *testing.T) {
	for name, waiting := range map[string]bool{"idle": false, "in a write": true} {
		t.Run(name, func(t *testing.T) {
			pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
				linktest.Send(t, l, link.Reliable, "bye")
				if waiting {
					pass(time.Second)
				}
				start := time.Now()
				l.Close()
				if d := time.Since(start); d > 0 {
					t.Errorf("Close took %v", d)
				}
				<-l.Done()
				if d := time.Since(start); d != time.Second {
					t.Errorf("it ended after %v", d)
				}
				if n, err := far.Read(make([]byte, 1)); err != io.EOF {
					t.Errorf("the connection is still open: %d, %v", n, err)
				}
			})
		})
	}
}

// A reader that waits for room must not outlive its link.
func TestCloseWithFullInbox(t *testing.T) {
	opts := tcp.Options{Framing: lines, Inbox: link.Limit{Messages: 1}}
	pipe(t, opts, func(t *testing.T, l *tcp.Link, far net.Conn) {
		far.Write([]byte("a\nb\nc\nd\n"))
		synctest.Wait()
		l.Close()
		<-l.Done()
	})
}

// Over real sockets: to close with bytes unread resets the connection, and with
// some kernels a reset throws the farewell away. So who is still writing is
// heard out, and not reset.
func TestFarewellSurvivesFlood(t *testing.T) {
	near, far := tcpPair(t)
	near.SetReadBuffer(64 << 10)
	far.SetWriteBuffer(64 << 10)
	l := over(t, near, far, tcp.Options{Framing: lines, Inbox: link.Limit{Messages: 1}})
	flooded := make(chan error)
	go func() {
		_, err := far.Write([]byte(strings.Repeat("flood\n", 200_000)))
		far.CloseWrite()
		flooded <- err
	}()
	linktest.Send(t, l, link.Reliable, "bye")
	l.Close()
	b, err := io.ReadAll(far)
	if string(b) != "bye\n" || err != nil {
		t.Errorf("got %q, %v", b, err)
	}
	if err := <-flooded; err != nil {
		t.Errorf("it was reset: %v", err)
	}
}

// halves is a pipe of which one direction can be closed, as that of a socket.
type halves struct{ net.Conn }

func (halves) CloseWrite() error { return nil }

// Who goes on flooding a link that was closed is not heard out without end.
func TestFloodAfterClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		l := tcp.New(halves{near}, tcp.Options{Framing: lines})
		l.Close()
		read, chunk := 0, make([]byte, 64<<10)
		for begin := time.Now(); read < 64<<20; {
			n, err := far.Write(chunk)
			if read += n; err != nil {
				if d := time.Since(begin); d < 900*time.Millisecond || d > 1100*time.Millisecond {
					t.Errorf("it was closed after %v", d)
				}
				break
			}
		}
		if read > 4<<20 {
			t.Errorf("%d bytes were read after Close", read)
		}
		far.Close()
		<-l.Done()
	})
}

// sockets records what a link wants of its connection.
type sockets struct {
	net.Conn
	sendBuffer    int
	receiveBuffer int
	keepAlive     bool
	linger        int
}

func (s *sockets) SetWriteBuffer(n int) error { s.sendBuffer = n; return nil }
func (s *sockets) SetReadBuffer(n int) error  { s.receiveBuffer = n; return nil }
func (s *sockets) SetKeepAlive(on bool) error { s.keepAlive = on; return nil }
func (s *sockets) SetLinger(sec int) error    { s.linger = sec; return nil }

func TestSocketOptions(t *testing.T) {
	near, far := net.Pipe()
	conn := &sockets{Conn: near, linger: -1}
	l := tcp.New(conn, tcp.Options{Framing: lines, Reliable: link.Limit{Messages: 1}, ReceiveBuffer: 7000})
	if conn.sendBuffer != 64<<10 || conn.receiveBuffer != 7000 || !conn.keepAlive {
		t.Errorf("buffers of %d and %d bytes, keep alive %v", conn.sendBuffer, conn.receiveBuffer, conn.keepAlive)
	}
	for l.Send(link.Reliable, []byte("?")) == nil {
	}
	if conn.linger != 0 {
		t.Error("an end that does not read was not reset")
	}
	l.Close()
	far.Close()
	<-l.Done()
}

func TestOverTCP(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	addr := listener.Addr().String()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	l := tcp.New(conn, tcp.Options{Framing: lines})
	if l.RemoteAddr().String() != addr {
		t.Errorf("RemoteAddr is %v", l.RemoteAddr())
	}
	far, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	linktest.Send(t, l, link.Reliable, "hello")
	l.Close()
	if got := string(<-readAll(far)); got != "hello\n" {
		t.Errorf("sent %q", got)
	}
	far.Close()
	<-l.Done()
}

// A failing sender tells what the network said.
func TestErrorsHaveTheirCause(t *testing.T) {
	pipe(t, tcp.Options{Framing: lines}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		far.Close()
		linktest.Send(t, l, link.Reliable, "?")
		synctest.Wait()
		err := l.Send(link.Reliable, nil)
		wantError(t, err, link.ErrDisconnected)
		wantError(t, err, io.ErrClosedPipe)
	})
}

func TestWithoutFraming(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("New took Options without a Framing")
		}
	}()
	tcp.New(nil, tcp.Options{})
}
