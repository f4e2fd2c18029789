package netem_test

import (
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
)

// ticks returns a function that plays one tick over a bad link: a few messages
// each way, and all that is due taken out.
func ticks(cfg netem.Config) func() {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, cfg)
	msg := make([]byte, 200)
	now := time.Duration(0)
	return func() {
		now += time.Second / 60
		a.Advance(now)
		a.Send(link.Unreliable, msg)
		b.Send(link.Unreliable, msg)
		b.Send(link.Reliable, msg[:20])
		for _, l := range []link.Link{a, b} {
			for {
				if m, err := l.Receive(); m == nil || err != nil {
					break
				}
			}
		}
	}
}

func TestAllocatesNothing(t *testing.T) {
	for _, stream := range []bool{false, true} {
		tick := ticks(netem.Config{Up: awful, Down: awful, Stream: stream})
		for range 2000 {
			tick()
		}
		if n := testing.AllocsPerRun(2000, tick); n != 0 {
			t.Errorf("stream %v: %v allocations a tick", stream, n)
		}
	}
}

func BenchmarkTickPerfect(b *testing.B) { benchmark(b, netem.Config{}) }
func BenchmarkTickAwful(b *testing.B)   { benchmark(b, netem.Config{Up: awful, Down: awful}) }

func benchmark(b *testing.B, cfg netem.Config) {
	tick := ticks(cfg)
	b.ReportAllocs()
	for b.Loop() {
		tick()
	}
}
