package tcp_test

import (
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/tcp"
)

// An end that never reads is dropped after five seconds; another on the same
// server notices nothing of it.
func TestNeverReadingPeerIsDropped(t *testing.T) {
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, stuck *tcp.Link, stuckFar net.Conn) {
		near, far := net.Pipe()
		fine := tcp.New(near, tcp.Options{Framing: frames})
		all := readAll(far)
		sent := 0
		tick := func() error {
			linktest.Send(t, fine, link.Unreliable, strconv.Itoa(sent))
			sent++
			return stuck.Send(link.Unreliable, []byte("snapshot"))
		}
		for now := time.Duration(0); now < 5*time.Second; now += 100 * time.Millisecond {
			if err := tick(); err != nil {
				t.Fatalf("after %v: %v", now, err)
			}
			pass(100 * time.Millisecond)
		}
		wantError(t, tick(), link.ErrSlowReader)
		_, err := stuck.Receive()
		wantError(t, err, link.ErrSlowReader)
		if _, err := stuckFar.Write([]byte{0}); err != io.ErrClosedPipe {
			t.Errorf("the connection is still open: %v", err)
		}
		fine.Close()
		if got := messages(t, frames, <-all); len(got) != sent {
			t.Errorf("the other end got %d of %d messages", len(got), sent)
		}
		<-fine.Done()
	})
}

// One that reads a little before each timeout is as slow as one that does not.
func TestTricklingPeerIsDropped(t *testing.T) {
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		linktest.Send(t, l, link.Reliable, strings.Repeat("x", 1000))
		for range 5 {
			far.Read(make([]byte, 1))
			pass(time.Second)
		}
		wantError(t, l.Send(link.Reliable, nil), link.ErrSlowReader)
	})
}

// With too much that must arrive, there is no waiting for the timeout.
func TestFullOutbox(t *testing.T) {
	opts := tcp.Options{Framing: frames, Reliable: link.Limit{Messages: 10}}
	pipe(t, opts, func(t *testing.T, l *tcp.Link, far net.Conn) {
		linktest.Send(t, l, link.Reliable, "being written")
		synctest.Wait()
		for range 10 {
			linktest.Send(t, l, link.Reliable, "waiting")
		}
		wantError(t, l.Send(link.Reliable, []byte("one too many")), link.ErrSlowReader)
		if _, err := far.Write([]byte{0}); err != io.ErrClosedPipe {
			t.Errorf("the connection is still open: %v", err)
		}
	})
}

func TestSendTooLong(t *testing.T) {
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		all := readAll(far)
		linktest.Send(t, l, link.Reliable, "before")
		wantError(t, l.Send(link.Reliable, make([]byte, 1<<20)), link.ErrTooLong)
		wantError(t, l.Send(link.Reliable, nil), link.ErrTooLong)
		l.Close()
		if got := messages(t, frames, <-all); !slices.Equal(got, []string{"before"}) {
			t.Errorf("got %q", got)
		}
	})
}

// Up to eight Newest messages wait, of whatever kinds, then the oldest goes.
// Reliable ones all wait, and the order stays.
func TestNewestReplaceTheOldest(t *testing.T) {
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		linktest.Send(t, l, link.Unreliable, "being written")
		synctest.Wait()
		want := []string{"being written"}
		for i := range 10 {
			linktest.Send(t, l, link.Unreliable, "snapshot "+strconv.Itoa(i))
			linktest.Send(t, l, link.Reliable, "chat "+strconv.Itoa(i))
			if i >= 2 {
				want = append(want, "snapshot "+strconv.Itoa(i))
			}
			want = append(want, "chat "+strconv.Itoa(i))
		}
		if n := l.Stats().Queued; n != 18 {
			t.Errorf("%d wait", n)
		}
		all := readAll(far)
		l.Close()
		if got := messages(t, frames, <-all); !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		if n := l.Stats().Dropped; n != 2 {
			t.Errorf("%d dropped", n)
		}
	})
}

// writes records the writes to a connection, each of which is a system call.
type writes struct {
	net.Conn
	sizes []int
}

func (w *writes) Write(b []byte) (int, error) {
	w.sizes = append(w.sizes, len(b))
	return w.Conn.Write(b)
}

// Messages that wait leave together, but not so many that a slow end could not
// take them within the timeout.
func TestWaitingMessagesLeaveTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		conn := &writes{Conn: near}
		l := tcp.New(conn, tcp.Options{Framing: frames})
		linktest.Send(t, l, link.Reliable, "first")
		synctest.Wait()
		for range 200 {
			linktest.Send(t, l, link.Reliable, strings.Repeat("x", 96))
		}
		all := readAll(far)
		l.Close()
		b := <-all
		<-l.Done()
		if want := []int{9, 16400, 3600}; !slices.Equal(conn.sizes, want) {
			t.Errorf("writes of %v, want %v", conn.sizes, want)
		}
		if out := l.Stats().BytesOut; out != uint64(len(b)) {
			t.Errorf("%d bytes out, %d read", out, len(b))
		}
	})
}
