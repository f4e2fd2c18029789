package netsim

import (
	"fmt"
	"testing"
	"time"

	"clew/net/link/netem"
)

// BenchmarkStep is a tick of a whole game: server, clients and their bad wires.
func BenchmarkStep(b *testing.B) {
	for _, n := range []int{2, 8} {
		b.Run(fmt.Sprint(n, " clients"), func(b *testing.B) {
			wire := both(netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5})
			wires := make([]netem.Config, n)
			for i := range wires {
				wires[i] = wire
			}
			r := newSimulation(b, 1, wires...)
			join(b, r)
			b.ReportAllocs()
			for b.Loop() {
				r.Step()
			}
		})
	}
}

// BenchmarkPeersUpload is a second of a game without a server, at 50 ms one way and 2 %
// loss, and what each peer sends in it over all its links: whole messages of peerwire,
// without the bytes of lower layers.
func BenchmarkPeersUpload(b *testing.B) {
	for _, n := range []int{2, 4, 8} {
		b.Run(fmt.Sprint(n, " peers"), func(b *testing.B) {
			s := newPeers(b, n, 0, netem.Conditions{Latency: 50 * time.Millisecond, Loss: 2})
			s.untilTogether(b, 30, n)
			var before int64
			for _, p := range s.Peers {
				before += int64(p.Status().Out.Bytes)
			}
			for b.Loop() {
				for range 60 {
					s.Step()
				}
			}
			sent := -before
			for _, p := range s.Peers {
				sent += int64(p.Status().Out.Bytes)
			}
			b.ReportMetric(float64(sent)/float64(n*b.N), "B/s/peer")
		})
	}
}
