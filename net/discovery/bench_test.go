package discovery

import (
	"testing"
	"time"
)

// BenchmarkServers measures listing servers each frame, a usual number and the maximum.
func BenchmarkServers(b *testing.B) {
	for name, n := range map[string]uint32{"5": 5, "512": maxRoutes} {
		b.Run(name, func(b *testing.B) {
			s := newTestSearch()
			for i := range n {
				newFakeServer(100+i, uint64(100+i)).exchange(s, time.Duration(i)*time.Millisecond)
			}
			var buf []Server
			b.ReportAllocs()
			for b.Loop() {
				buf = s.servers(time.Second, buf[:0])
			}
			if len(buf) != int(n) {
				b.Fatalf("%d servers", len(buf))
			}
		})
	}
}

// BenchmarkUnverified measures a fake beacon beyond the rate limit.
func BenchmarkUnverified(b *testing.B) {
	s, f := newTestSearch(), newFakeServer(2, 1)
	msg := f.answer(nonce{})
	b.ReportAllocs()
	for b.Loop() {
		s.handle(nil, 0, f.at, msg)
	}
}

// BenchmarkAnswer measures a server's answer to a probe.
func BenchmarkAnswer(b *testing.B) {
	n := newTestServer(2, 1)
	_, probe := examples()
	msg := probe.append(nil)
	buf := make([]byte, 0, datagramSize)
	now := time.Duration(0)
	b.ReportAllocs()
	for b.Loop() {
		now += time.Second / answersPerAddr
		buf = n.handle(buf[:0], now, finderAt, msg, func() Info { return n.info })
	}
	if len(buf) != datagramSize {
		b.Fatal("no answer")
	}
}
