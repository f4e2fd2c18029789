package replica

import (
	"testing"
	"time"

	"clew/net/wire"
)

func TestRTT(t *testing.T) {
	var r RTT
	if r.Smoothed() != 0 || r.Milliseconds() != 0 {
		t.Error("it knows the round trip before the first sample")
	}
	r.AddPong(time.Second, 920_000)
	if r.Smoothed() != 80*time.Millisecond || r.Milliseconds() != 80 {
		t.Errorf("after 80 ms: %v", r.Smoothed())
	}
	r.Add(160 * time.Millisecond)
	if r.Smoothed() != 90*time.Millisecond {
		t.Errorf("a sample of 160 ms makes 80 ms %v", r.Smoothed())
	}
	for _, sent := range []uint64{1_000_001, 1 << 53, 1<<64 - 1} {
		if r.AddPong(time.Second, sent); r.Smoothed() != 90*time.Millisecond {
			t.Errorf("a Pong of a Ping sent at %d µs counts", sent)
		}
	}
	for sample, want := range map[time.Duration]uint16{time.Microsecond: 1, time.Hour: wire.MaxRTT} {
		r := RTT{}
		if r.Add(sample); r.Milliseconds() != want {
			t.Errorf("%v are told as %d ms", sample, r.Milliseconds())
		}
	}
}
