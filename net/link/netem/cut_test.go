package netem_test

import (
	"slices"
	"testing"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/mem"
	"clew/net/link/netem"
)

// A cut drops what may be lost and holds what must arrive, both ways.
func TestCut(t *testing.T) {
	for _, tc := range []struct {
		name   string
		stream bool
		later  []string // what comes after the cut
	}{
		{"datagram", false, []string{"kept 1", "kept 2"}},
		{"stream", true, []string{"lost 1", "kept 1", "lost 2", "kept 2"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			inner, b := mem.Pair()
			a := netem.New(inner, 1, netem.Config{Stream: tc.stream})
			a.Advance(10 * ms)
			a.Cut(700 * ms)
			say := func(n string) {
				for _, end := range []link.Link{a, b} {
					linktest.Send(t, end, link.Unreliable, "lost "+n)
					linktest.Send(t, end, link.Reliable, "kept "+n)
				}
			}
			hear := func(when string, want ...string) {
				t.Helper()
				for name, end := range map[string]link.Link{"up": b, "down": a} {
					if got, _ := linktest.Drain(end, func() {}); !slices.Equal(got, want) {
						t.Errorf("%s, %s: %q, want %q", when, name, got, want)
					}
				}
			}
			say("1")
			a.Advance(400 * ms)
			say("2")
			hear("during the cut")
			a.Advance(710*ms - 1)
			hear("at its very end")
			if !a.IsCut() {
				t.Error("the cut is over too early")
			}
			a.Advance(710 * ms)
			if a.IsCut() {
				t.Error("the cut goes on")
			}
			hear("after it", tc.later...)
			linktest.Send(t, a, link.Unreliable, "on")
			linktest.Send(t, b, link.Unreliable, "on")
			hear("later", "on")
		})
	}
}

// What is in flight when the link is cut arrives; what is held arrives after its
// usual latency. A second cut restarts the first one.
func TestCutAndLatency(t *testing.T) {
	inner, b := mem.Pair()
	a := netem.New(inner, 1, netem.Config{Up: netem.Conditions{Latency: 50 * ms}})
	linktest.Send(t, a, link.Unreliable, "under way")
	a.Cut(100 * ms)
	linktest.Send(t, a, link.Reliable, "kept")
	a.Advance(80 * ms)
	if got, _ := linktest.Drain(b, func() {}); !slices.Equal(got, []string{"under way"}) {
		t.Errorf("during the cut: %q", got)
	}
	a.Cut(100 * ms)
	a.Advance(120 * ms)
	linktest.Send(t, a, link.Unreliable, "lost")
	a.Advance(150 * ms) // the first cut and the latency
	if got, _ := linktest.Drain(b, func() {}); !slices.Equal(got, []string{"kept"}) {
		t.Errorf("after the first cut: %q", got)
	}
	a.Advance(400 * ms)
	if got, _ := linktest.Drain(b, func() {}); len(got) != 0 {
		t.Errorf("after the second: %q", got)
	}
	if c := a.Stats().Up; c.Lost != 1 || c.Delivered != 2 {
		t.Errorf("%+v", c)
	}
}
