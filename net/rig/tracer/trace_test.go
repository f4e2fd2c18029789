package tracer

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/flakylink"
	"clew/net/rig"
)

const ms = time.Millisecond

// wander holds one direction, or two, for a while, then others.
func wander(seed uint64) rig.Player {
	return func(tick int) sim.Input {
		rng := rand.New(rand.NewPCG(seed, uint64(tick/16)))
		return []sim.Input{sim.Up, sim.Down, sim.Left, sim.Right, sim.Up | sim.Right, sim.Down | sim.Left}[rng.IntN(6)]
	}
}

// game is a rig with one client on each of the wires, which become bad when
// all are in.
func game(t testing.TB, seed uint64, redundancy int, wires ...flakylink.Config) *Tracer {
	t.Helper()
	m, err := maze.Generate(seed, 31, 21, 60)
	if err != nil {
		t.Fatal(err)
	}
	cfg := rig.Config{Level: &maze.Level{Name: "tracer", Maze: m}, Seed: seed}
	for i := range wires {
		cfg.Clients = append(cfg.Clients, rig.ClientConfig{Redundancy: redundancy, Play: wander(seed + uint64(i))})
	}
	r := rig.New(cfg)
	tr := Watch(r, r)
	tr.Run(60)
	for i, w := range wires {
		tr.Rig.Clients[i].SetFlaky(w)
	}
	return tr
}

func both(c flakylink.Conditions) flakylink.Config { return flakylink.Config{Up: c, Down: c} }

// causes counts the corrections by cause.
func causes(tr *Tracer) map[Cause]int {
	n := map[Cause]int{}
	for _, c := range tr.Corrections {
		n[c.Cause]++
	}
	return n
}

// Each cause comes from a game that is made for it, and from no other.
func TestCauses(t *testing.T) {
	for _, tc := range []struct {
		cause Cause
		play  func() *Tracer
	}{
		{InputLost, func() *Tracer {
			tr := game(t, 1, 1, flakylink.Config{Up: flakylink.Conditions{Latency: 30 * ms, Loss: 20}})
			tr.Run(600)
			return tr
		}},
		{InputLate, func() *Tracer {
			tr := game(t, 2, 1, flakylink.Config{Up: flakylink.Conditions{Latency: 30 * ms, Reorder: 30}})
			tr.Run(600)
			return tr
		}},
		{QueueFull, func() *Tracer {
			tr := game(t, 3, 1, flakylink.Config{})
			for range 4 {
				tr.Rig.StallServer(90)
				tr.Run(300)
			}
			return tr
		}},
	} {
		t.Run(string(tc.cause), func(t *testing.T) {
			tr := tc.play()
			got := causes(tr)
			if got[tc.cause] < 2 || len(got) != 1 {
				t.Errorf("causes %v", got)
			}
			for _, c := range tr.Corrections {
				l := tr.Trace.Input(c.Client, c.Input)
				if l == nil || l.Consumed != 0 || c.Size <= 0 || c.Input > c.Seq || l.Made > c.Tick {
					t.Fatalf("%+v blames %+v", c, l)
				}
			}
		})
	}
}

// In an undisturbed game every input is made, carried, queued, consumed and
// acknowledged, in this order.
func TestLives(t *testing.T) {
	tr := game(t, 1, 0, both(flakylink.Conditions{Latency: 50 * ms}))
	tr.Run(300)
	if len(tr.Corrections) != 0 || len(tr.Trace.Inputs[0]) < 300 {
		t.Fatalf("%d corrections, %d inputs", len(tr.Corrections), len(tr.Trace.Inputs[0]))
	}
	for _, l := range tr.Trace.Inputs[0][60:280] {
		if l.Outcome != Queued || l.Arrived < l.Made+3 || l.Consumed < l.Arrived || l.Acked < l.Consumed+3 || len(l.Packets) < 6 {
			t.Fatalf("%+v", l)
		}
		p := tr.Packets[l.Packets[0]]
		if !p.Up || p.Kind != "i" || p.Sent != l.Made || p.Arrives > l.Arrived || l.Seq < p.First || int(l.Seq-p.First) >= p.Count {
			t.Fatalf("%+v was carried by %+v", l, p)
		}
	}
}

// Whatever the wires do, no correction is a defect, and the same game gives
// the same bytes.
func TestDrawnGames(t *testing.T) {
	for seed := range uint64(40) {
		play := func() *Tracer {
			rng := rand.New(rand.NewPCG(seed, 9))
			draw := func() flakylink.Config {
				one := func() flakylink.Conditions {
					return flakylink.Conditions{
						Latency: time.Duration(rng.IntN(120)) * ms, Jitter: time.Duration(rng.IntN(250)) * ms,
						Loss: rng.IntN(26), Double: rng.IntN(26), Reorder: rng.IntN(31),
					}
				}
				return flakylink.Config{Up: one(), Down: one()}
			}
			tr := game(t, seed, 1+rng.IntN(3), draw(), draw())
			for range 4 {
				tr.Run(150)
				switch rng.IntN(4) {
				case 0:
					tr.Rig.StallClient(rng.IntN(2), rng.IntN(120))
				case 1:
					tr.Rig.StallServer(rng.IntN(120))
				case 2:
					tr.Rig.Cut(rng.IntN(2))
				}
			}
			tr.Run(300)
			return tr
		}
		one := play()
		if n := causes(one)[Defect]; n > 0 {
			for _, c := range one.Corrections {
				if c.Cause == Defect {
					t.Errorf("seed %d: %+v", seed, c)
				}
			}
			t.FailNow()
		}
		var a, b bytes.Buffer
		if err := one.Write(&a); err != nil {
			t.Fatal(err)
		}
		play().Write(&b)
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Fatalf("seed %d: two runs of the same game tell different stories", seed)
		}
	}
}

func BenchmarkStep2(b *testing.B) {
	tr := game(b, 1, 0, both(flakylink.Conditions{Latency: 60 * ms, Loss: 5}), both(flakylink.Conditions{}))
	for b.Loop() {
		tr.Step()
	}
}
