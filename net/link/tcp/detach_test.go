package tcp_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/tcp"
)

// releasing returns a framing in lines, one of which ends the link.
func releasing() tcp.Framing {
	f := lines
	f.Split = func(data []byte, atEOF bool) (int, []byte, error) {
		if bytes.HasPrefix(data, []byte("another\n")) {
			return 0, nil, tcp.ErrDetach
		}
		return lines.Split(data, atEOF)
	}
	return f
}

// A connection that is released goes on under another link: what was sent over the
// first one comes before what is sent over the second, and no deadline stays.
func TestRelease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		first := tcp.New(near, tcp.Options{Framing: releasing()})
		go far.Write([]byte("one\nanother\n"))
		synctest.Wait()
		if b, err := first.Receive(); string(b) != "one" || err != nil {
			t.Errorf("%q, %v", b, err)
		}
		if _, err := first.Receive(); !errors.Is(err, tcp.ErrDetach) || !errors.Is(err, link.ErrDisconnected) {
			t.Error(err)
		}
		linktest.Send(t, first, link.Reliable, "to the first")
		first.Close()
		got := make([]byte, len("to the first\nto the second\n"))
		if _, err := io.ReadFull(far, got[:len("to the first\n")]); err != nil {
			t.Error(err)
		}
		if <-first.Done(); !first.Detached() {
			t.Fatal("it was not released")
		}
		pass(time.Minute)
		second := tcp.New(near, tcp.Options{Framing: lines, Prefix: []byte("two\n")})
		linktest.Send(t, second, link.Reliable, "to the second")
		if _, err := io.ReadFull(far, got[len("to the first\n"):]); err != nil || string(got) != "to the first\nto the second\n" {
			t.Errorf("%q, %v", got, err)
		}
		synctest.Wait()
		if b, err := second.Receive(); string(b) != "two" || err != nil {
			t.Errorf("%q, %v", b, err)
		}
		second.Close()
		far.Close()
		<-second.Done()
		if second.Detached() {
			t.Error("the second was released too")
		}
	})
}

// A link that is closed first, or whose last words are not read, is not released.
func TestNoRelease(t *testing.T) {
	for name, sends := range map[string]bool{"closed first": false, "not read": true} {
		t.Run(name, func(t *testing.T) {
			pipe(t, tcp.Options{Framing: releasing()}, func(t *testing.T, l *tcp.Link, far net.Conn) {
				if sends {
					linktest.Send(t, l, link.Reliable, "to nobody")
					far.Write([]byte("another\n"))
					synctest.Wait()
				}
				l.Close()
				go far.Write([]byte("another\n"))
				if <-l.Done(); l.Detached() {
					t.Error("it was released")
				}
				if _, err := far.Read(make([]byte, 1)); err != io.EOF {
					t.Errorf("the connection is open: %v", err)
				}
			})
		})
	}
}
