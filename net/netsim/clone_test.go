package netsim

import (
	"slices"
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/link/netem"
)

// state is a digest of what everybody believes.
func state(r *Simulation) (hashes []uint64) {
	hashes = append(hashes, r.Server.Game.World().Hash(), uint64(r.Now()))
	for _, c := range r.Clients {
		s := c.Stats()
		hashes = append(hashes, uint64(s.Pending)<<32|uint64(s.Corrections), uint64(s.RTT), uint64(s.InterpolationDelay))
		if p := c.PredictedPlayer(); p != nil {
			hashes = append(hashes, uint64(p.X)<<32|uint64(p.Y))
		}
	}
	return hashes
}

// A clone goes the way that the original goes, at any moment of a game, and
// nothing that happens to the one is felt by the other.
func TestClone(t *testing.T) {
	bad := both(netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 80 * time.Millisecond, Loss: 20, Duplicate: 10, Reorder: 10})
	make := func() *Simulation { return newSimulation(t, 4, bad, netem.Config{}, bad) }
	r, plain := make(), make()
	for i := range 300 {
		if i == 150 {
			r.CloseLink(0)
			plain.CloseLink(0)
		}
		if i%10 == 3 {
			c, other := r.Clone(), r.Clone()
			for _, o := range other.Clients {
				o.Input = func(int) sim.Input { return sim.Left }
				o.SetNetem(netem.Config{})
			}
			other.Run(60)
			c.Run(60)
		}
		r.Step()
		plain.Step()
		if !slices.Equal(state(r), state(plain)) {
			t.Fatalf("tick %d: a game whose clones were played is not as one without", i)
		}
	}
	c := r.Clone()
	for i := range 300 {
		r.Step()
		c.Step()
		if !slices.Equal(state(r), state(c)) {
			t.Fatalf("the clone parts after %d ticks", i)
		}
	}
}

func BenchmarkClone8(b *testing.B) {
	wire := both(netem.Conditions{Latency: 100 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5})
	r := newSimulation(b, 1, wire, wire, wire, wire, wire, wire, wire, wire)
	join(b, r)
	r.Run(300)
	b.ReportAllocs()
	for b.Loop() {
		r.Clone()
	}
}
