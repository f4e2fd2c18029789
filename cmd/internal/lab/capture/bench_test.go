package capture

import (
	"bytes"
	"io"
	"testing"

	"clew/net/link/netem"
)

// BenchmarkStep measures a tick of a game of three players,
// BenchmarkStepCaptured one with a client captured.
func BenchmarkStep(b *testing.B) { benchStep(b, false) }

func BenchmarkStepCaptured(b *testing.B) { benchStep(b, true) }

func benchStep(b *testing.B, captured bool) {
	l := play(b, 1, "msgpack", both(netem.Conditions{Latency: 60 * ms, Loss: 5}))
	l.Run(100)
	if captured {
		if _, err := Start(io.Discard, l.Clients[0].Client, Header{Wire: "msgpack"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		l.Step()
	}
}

// BenchmarkMinute measures reading and playing a minute.
func BenchmarkMinute(b *testing.B) {
	l := play(b, 1, "msgpack", both(netem.Conditions{Latency: 60 * ms, Loss: 5}))
	l.Run(100)
	l.capture(b, "msgpack")
	l.Run(3600)
	l.done(b)
	b.ReportMetric(float64(l.file.Len())/1024, "KiB")
	for b.Loop() {
		c, err := Read(bytes.NewReader(l.file.Bytes()))
		if err != nil {
			b.Fatal(err)
		}
		c.Replay(Overrides{})
	}
	b.ReportMetric(float64(l.file.Len())/1024, "KiB")
}
