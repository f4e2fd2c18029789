package tcp_test

import (
	"io"
	"testing"

	"clew/net/link"
	"clew/net/link/tcp"
)

// echo returns a function that sends a message over a real connection, whose
// far end sends it back, and waits for it.
func echo(t testing.TB) func() {
	notify := make(chan struct{}, 1)
	near, far := tcpPair(t)
	l := over(t, near, far, tcp.Options{Framing: frames, Notify: notify})
	msg := make([]byte, 200)
	go func() {
		buf := make([]byte, 4+len(msg))
		for {
			if _, err := io.ReadFull(far, buf); err != nil {
				return
			}
			far.Write(buf)
		}
	}()
	return func() {
		l.Send(link.Unreliable, msg)
		for {
			msg, err := l.Receive()
			if err != nil {
				t.Fatal(err)
			}
			if msg != nil {
				return
			}
			<-notify
		}
	}
}

func TestAllocatesNothing(t *testing.T) {
	round := echo(t)
	for range 100 {
		round()
	}
	if n := testing.AllocsPerRun(1000, round); n != 0 {
		t.Errorf("%v allocations for a message there and back", n)
	}
}

func BenchmarkSendReceive(b *testing.B) {
	round := echo(b)
	b.ReportAllocs()
	for b.Loop() {
		round()
	}
}
