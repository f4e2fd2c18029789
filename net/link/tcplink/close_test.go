package tcplink_test

import (
	"context"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/tcplink"
)

// All that waits is written before the end, more than one batch of it.
func TestCloseWritesWhatWaits(t *testing.T) {
	pipe(t, tcplink.Options{Framing: frames}, func(t *testing.T, l *tcplink.Link, far net.Conn) {
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
			pipe(t, tcplink.Options{Framing: frames}, func(t *testing.T, l *tcplink.Link, far net.Conn) {
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
	opts := tcplink.Options{Framing: lines, Inbox: link.Bound{Messages: 1}}
	pipe(t, opts, func(t *testing.T, l *tcplink.Link, far net.Conn) {
		far.Write([]byte("a\nb\nc\nd\n"))
		synctest.Wait()
		l.Close()
		<-l.Done()
	})
}

// Over real sockets, unread bytes of an end that floods us must not make the
// kernel throw the farewell away.
func TestFarewellSurvivesFlood(t *testing.T) {
	for range 10 {
		l, far := tcp(t, tcplink.Options{Framing: lines})
		flooded := make(chan struct{})
		go func() {
			defer close(flooded)
			far.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
			flood := []byte(strings.Repeat("flood\n", 10000))
			for {
				if _, err := far.Write(flood); err != nil {
					far.CloseWrite()
					return
				}
			}
		}()
		<-flooded
		linktest.Send(t, l, link.Reliable, "bye")
		l.Close()
		b, err := io.ReadAll(far)
		if string(b) != "bye\n" || err != nil {
			t.Fatalf("got %q, %v", b, err)
		}
		<-l.Done()
	}
}

func TestDial(t *testing.T) {
	l, far := tcp(t, tcplink.Options{Framing: lines})
	if l.RemoteAddr().String() != far.LocalAddr().String() {
		t.Errorf("RemoteAddr is %v", l.RemoteAddr())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := tcplink.Dial(ctx, l.RemoteAddr().String(), tcplink.Options{Framing: lines})
	wantError(t, err, context.Canceled)
	if !strings.Contains(err.Error(), l.RemoteAddr().String()) {
		t.Errorf("the error does not say to where: %v", err)
	}
}

// A failing sender tells what the network said.
func TestErrorsHaveTheirCause(t *testing.T) {
	pipe(t, tcplink.Options{Framing: lines}, func(t *testing.T, l *tcplink.Link, far net.Conn) {
		far.Close()
		linktest.Send(t, l, link.Reliable, "?")
		synctest.Wait()
		err := l.Send(link.Reliable, nil)
		wantError(t, err, link.ErrGone)
		wantError(t, err, io.ErrClosedPipe)
	})
}

func TestWithoutFraming(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("New took Options without a Framing")
		}
	}()
	tcplink.New(nil, tcplink.Options{})
}
