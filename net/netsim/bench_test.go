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
