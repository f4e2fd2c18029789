package authority

import (
	"testing"

	"clew/engine/rollback"
	"clew/engine/sim"
)

// BenchmarkDecide64 makes the entry of a tick in which 64 players walk.
func BenchmarkDecide64(b *testing.B) {
	a, clients := crowd(b, 64)
	b.ReportAllocs()
	for seq := uint32(1); b.Loop(); seq++ {
		for _, c := range clients {
			c.player.queue.Push(rollback.SequencedInput{Seq: seq, Input: sim.Right})
		}
		if e := a.decide(); len(e.Inputs) != len(clients) {
			b.Fatalf("%d inputs", len(e.Inputs))
		}
		a.underWay = a.underWay[:0] // nobody applies it
	}
}
