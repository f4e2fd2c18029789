package linktest

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"clew/net/link"
)

// numbers returns the messages "from" to "to-1".
func numbers(from, to int) []string {
	var s []string
	for i := from; i < to; i++ {
		s = append(s, strconv.Itoa(i))
	}
	return s
}

// expect drains l and compares.
func expect(t *testing.T, l link.Link, p Pair, want ...string) {
	t.Helper()
	got, err := Drain(l, p.Settle)
	if err != nil {
		t.Fatalf("Receive: %v", err)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("got %d messages %.200q, want %d %.200q", len(got), got, len(want), want)
	}
}

func reliableInOrder(t *testing.T, p Pair) {
	all := numbers(0, 300)
	for part := range slices.Chunk(all, 7) {
		for _, msg := range part {
			Send(t, p.A, link.Reliable, msg)
		}
		p.Settle()
	}
	expect(t, p.B, p, all...)
}

func unreliable(t *testing.T, p Pair) {
	sent := numbers(0, 100)
	var got []string
	for _, msg := range sent {
		Send(t, p.A, link.Unreliable, msg)
		more, err := Drain(p.B, p.Settle)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, more...)
	}
	if !p.Lossy && !slices.Equal(got, sent) {
		t.Fatalf("got %q, want %q", got, sent)
	}
	for _, msg := range got {
		if !slices.Contains(sent, msg) {
			t.Fatalf("got %q, which was never sent", msg)
		}
	}
}

func bothWays(t *testing.T, p Pair) {
	for _, msg := range numbers(0, 20) {
		Send(t, p.A, link.Reliable, "a"+msg)
		Send(t, p.B, link.Reliable, "b"+msg)
	}
	var toA, toB []string
	for _, msg := range numbers(0, 20) {
		toA, toB = append(toA, "b"+msg), append(toB, "a"+msg)
	}
	expect(t, p.B, p, toB...)
	expect(t, p.A, p, toA...)
}

func sendCopies(t *testing.T, p Pair) {
	msg := []byte("hello")
	if err := p.A.Send(link.Reliable, msg); err != nil {
		t.Fatal(err)
	}
	copy(msg, "XXXXX")
	expect(t, p.B, p, "hello")
}

func receivedBytesStay(t *testing.T, p Pair) {
	Send(t, p.A, link.Reliable, "first")
	p.Settle()
	msg, err := p.B.Receive()
	if err != nil || string(msg) != "first" {
		t.Fatalf("Receive: %q, %v", msg, err)
	}
	for range 50 {
		Send(t, p.A, link.Reliable, "XXXXX")
		Send(t, p.B, link.Reliable, "YYYYY")
		p.Settle()
	}
	if string(msg) != "first" {
		t.Fatalf("what Receive returned became %q", msg)
	}
}

func nothingThere(t *testing.T, p Pair) {
	for range 3 {
		if msg, err := p.A.Receive(); msg != nil || err != nil {
			t.Fatalf("Receive: %q, %v; want nothing", msg, err)
		}
		p.Settle()
	}
}

func emptyMessage(t *testing.T, p Pair) {
	Send(t, p.A, link.Reliable, "")
	Send(t, p.A, link.Reliable, "after")
	p.Settle()
	msg, err := p.B.Receive()
	if msg == nil || len(msg) != 0 || err != nil {
		t.Fatalf("Receive: %#v, %v; want an empty message", msg, err)
	}
	expect(t, p.B, p, "after")
}

func longMessage(t *testing.T, p Pair) {
	var long bytes.Buffer
	for long.Len() < 200<<10 {
		long.WriteString(strconv.Itoa(long.Len()))
		long.WriteByte(' ')
	}
	Send(t, p.A, link.Reliable, long.String())
	Send(t, p.A, link.Reliable, "after")
	got, err := Drain(p.B, p.Settle)
	if err != nil || len(got) != 2 || strings.Compare(got[0], long.String()) != 0 || got[1] != "after" {
		t.Fatalf("%d messages, %v", len(got), err)
	}
}
