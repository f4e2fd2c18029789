package linktest

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"clew/net/link"
)

// tries is more messages than any link lets wait.
const tries = 10000

func closeDelivers(t *testing.T, p Pair) {
	Send(t, p.A, link.Reliable, "one")
	Send(t, p.A, link.Reliable, "bye")
	if err := p.A.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := Drain(p.B, p.Settle)
	if !slices.Equal(got, []string{"one", "bye"}) {
		t.Fatalf("got %q before the end", got)
	}
	if !errors.Is(err, link.ErrDisconnected) {
		t.Fatalf("then %v, want ErrGone", err)
	}
	if msg, err := p.B.Receive(); msg != nil || !errors.Is(err, link.ErrDisconnected) {
		t.Fatalf("then %q, %v, want ErrGone again", msg, err)
	}
}

func peerClosed(t *testing.T, p Pair) {
	Send(t, p.B, link.Reliable, "last")
	p.Settle()
	p.B.Close()
	p.Settle()
	var err error
	for range tries {
		if err = p.A.Send(link.Reliable, []byte("?")); err != nil {
			break
		}
		p.Settle()
	}
	if !errors.Is(err, link.ErrDisconnected) {
		t.Fatalf("Send: %v, want ErrGone", err)
	}
	if err := p.A.Send(link.Unreliable, []byte("?")); !errors.Is(err, link.ErrDisconnected) {
		t.Fatalf("Send again: %v, want ErrGone", err)
	}
	got, err := Drain(p.A, p.Settle)
	if !slices.Equal(got, []string{"last"}) || !errors.Is(err, link.ErrDisconnected) {
		t.Fatalf("got %q, %v; want the last message, then ErrGone", got, err)
	}
}

func closed(t *testing.T, p Pair) {
	Send(t, p.B, link.Reliable, "unread")
	p.Settle()
	for range 2 {
		if err := p.A.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
		if err := p.A.Send(link.Reliable, []byte("?")); !errors.Is(err, link.ErrClosed) {
			t.Fatalf("Send: %v, want ErrClosed", err)
		}
		if msg, err := p.A.Receive(); msg != nil || !errors.Is(err, link.ErrClosed) {
			t.Fatalf("Receive: %q, %v, want ErrClosed", msg, err)
		}
		p.Settle()
	}
}

func neverReads(t *testing.T, p Pair) {
	msg := make([]byte, 1000)
	var err error
	for range tries {
		if err = p.A.Send(link.Reliable, msg); err != nil {
			break
		}
		p.Settle()
	}
	if !errors.Is(err, link.ErrSlowReader) {
		t.Fatalf("Send: %v, want ErrSlowReader", err)
	}
	for _, class := range []link.Class{link.Reliable, link.Unreliable} {
		if err := p.A.Send(class, nil); !errors.Is(err, link.ErrSlowReader) {
			t.Fatalf("Send again: %v, want ErrSlowReader", err)
		}
	}
}

func unreliableBounded(t *testing.T, p Pair) {
	for i := range tries {
		Send(t, p.A, link.Unreliable, strconv.Itoa(i))
	}
	got, err := Drain(p.B, p.Settle)
	if err != nil {
		t.Fatal(err)
	}
	if p.Lossy {
		return
	}
	if n := len(got); n == 0 || n >= tries || got[n-1] != strconv.Itoa(tries-1) {
		t.Fatalf("got %d of %d messages, the last %.100q", n, tries, got[max(0, n-1):])
	}
	last := -1
	for _, s := range got {
		n, err := strconv.Atoi(s)
		if err != nil || n <= last {
			t.Fatalf("%q came after %d", s, last)
		}
		last = n
	}
}
