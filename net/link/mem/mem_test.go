package mem_test

import (
	"strconv"
	"sync"
	"testing"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/mem"
)

func TestConformance(t *testing.T) {
	linktest.Run(t, func(t *testing.T, use func(*testing.T, linktest.Pair)) {
		a, b := mem.Pair()
		use(t, linktest.Pair{A: a, B: b, Settle: func() {}})
		a.Close()
		b.Close()
	})
}

// A perfect wire keeps the order across classes too.
func TestOrderAcrossClasses(t *testing.T) {
	a, b := mem.Pair()
	for i := range 100 {
		linktest.Send(t, a, link.Class(i/3%2), strconv.Itoa(i))
	}
	got, err := linktest.Drain(b, func() {})
	if err != nil || len(got) != 100 {
		t.Fatalf("%d messages, %v", len(got), err)
	}
	for i, msg := range got {
		if msg != strconv.Itoa(i) {
			t.Fatalf("message %d is %s", i, msg)
		}
	}
}

// The race detector watches: an embedded server has its own goroutine.
func TestTwoGoroutines(t *testing.T) {
	const n = 2000
	a, b := mem.Pair()
	play := func(l link.Link) {
		msg := []byte("input")
		for got, sent := 0, 0; got < n; {
			if sent < n {
				sent++
				if err := l.Send(link.Reliable, msg); err != nil {
					t.Error(err)
					return
				}
			}
			m, err := l.Receive()
			if err != nil {
				t.Error(err)
				return
			}
			if m != nil {
				got++
			}
		}
	}
	var both sync.WaitGroup
	both.Go(func() { play(a) })
	both.Go(func() { play(b) })
	both.Wait()
}

func TestAllocatesNothing(t *testing.T) {
	a, b := mem.Pair()
	msg := make([]byte, 200)
	turn := func() {
		for i := range 5 {
			a.Send(link.Class(i%2), msg)
		}
		for range 5 {
			b.Receive()
		}
	}
	turn()
	if n := testing.AllocsPerRun(1000, turn); n != 0 {
		t.Errorf("%v allocations a turn", n)
	}
}

func BenchmarkSendReceive(b *testing.B) {
	x, y := mem.Pair()
	msg := make([]byte, 200)
	b.ReportAllocs()
	for b.Loop() {
		x.Send(link.Unreliable, msg)
		y.Receive()
	}
}
