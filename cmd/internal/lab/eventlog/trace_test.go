package eventlog

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/lab/scenario"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/levels"
	"clew/net/link/netem"
	"clew/net/netsim"
	_ "clew/net/netsim/netsimtest"
	"clew/net/replica"
)

const ms = time.Millisecond

// wanderInput holds one direction, or two, for a while, then others.
func wanderInput(seed uint64) netsim.InputFunc {
	return func(tick int) sim.Input {
		rng := rand.New(rand.NewPCG(seed, uint64(tick/16)))
		return []sim.Input{sim.Up, sim.Down, sim.Left, sim.Right, sim.Up | sim.Right, sim.Down | sim.Left}[rng.IntN(6)]
	}
}

// newGame returns a simulation with one client on each of the networks, which become bad when
// all are in.
func newGame(t testing.TB, seed uint64, redundancy int, wires ...netem.Config) *Tracer {
	t.Helper()
	m, err := maze.Generate(seed, 31, 21, 60)
	if err != nil {
		t.Fatal(err)
	}
	cfg := netsim.Config{Level: &maze.Level{Name: "tracer", Maze: m}, Seed: seed}
	for i := range wires {
		cfg.Clients = append(cfg.Clients, netsim.ClientConfig{Redundancy: redundancy, Input: wanderInput(seed + uint64(i))})
	}
	r := netsim.New(cfg)
	tr := NewTracer(r, r)
	tr.Run(60)
	for i, w := range wires {
		tr.Sim.Clients[i].SetNetem(w)
	}
	return tr
}

func both(c netem.Conditions) netem.Config { return netem.Config{Up: c, Down: c} }

// countCauses counts the corrections by cause.
func countCauses(tr *Tracer) map[Cause]int {
	n := map[Cause]int{}
	for _, c := range tr.Corrections {
		n[c.Cause]++
	}
	return n
}

// A scenario for each cause, and the cause that it is made for. They are files,
// so that anybody can play them: clewlab run, or the Lab.
func scenarios(t *testing.T) map[Cause]*scenario.Scenario {
	t.Helper()
	all := map[Cause]*scenario.Scenario{}
	for _, cause := range Causes {
		if cause == Defect {
			continue // which must never appear
		}
		path := filepath.Join("testdata", strings.ReplaceAll(string(cause), " ", "-")+".toml")
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if all[cause], err = scenario.Parse(src, path); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// loadLevel finds the levels that come with the game.
func loadLevel(name string) (*maze.Level, error) {
	src, err := levels.Source(name)
	if err != nil {
		return nil, err
	}
	return maze.Parse(src)
}

// Each cause comes from the scenario that is made for it, and from no other.
func TestCauses(t *testing.T) {
	for cause, s := range scenarios(t) {
		t.Run(string(cause), func(t *testing.T) {
			g, err := s.Game(loadLevel)
			if err != nil {
				t.Fatal(err)
			}
			tr := NewTracer(g, g.Simulation)
			tr.Run(s.Ticks)
			if got := countCauses(tr); got[cause] < 1 || len(got) != 1 {
				t.Errorf("causes %v", got)
			}
			for _, c := range tr.Corrections {
				checkCause(t, tr, c)
			}
		})
	}
}

// checkCause checks that a correction names an input that was never consumed,
// where its cause is one.
func checkCause(t *testing.T, tr *Tracer, c Correction) {
	t.Helper()
	if c.Size <= 0 || c.Predicted == c.Authoritative {
		t.Errorf("%+v corrects nothing", c)
	}
	switch c.Cause {
	case Disconnected, LevelChanged, ModifiedClient, Snapped:
		return
	case InputRejected:
		for _, l := range tr.Abandoned {
			if l.Seq == c.Input && l.Client == c.Client && l.Outcome == Rejected {
				return
			}
		}
		t.Errorf("%+v names no input that was refused", c)
		return
	}
	l := tr.Trace.Input(c.Client, c.Input)
	if l == nil || l.Consumed != 0 || c.Input > c.Seq || l.Sampled > c.Tick {
		t.Errorf("%+v blames %+v", c, l)
	}
}

// However often one chooses another way to reconcile, a correction is blamed on
// snapping or on an input that was lost, and on the latter only if any was.
func TestCausesWhileChoosingToReconcile(t *testing.T) {
	for seed := *seedFlag; seed < *seedFlag+5; seed++ {
		for _, loss := range []int{0, 15} {
			tr := newGame(t, seed, 1, both(netem.Conditions{Latency: 80 * ms, Loss: loss}))
			for i := range 30 {
				on := replica.DefaultSwitches
				on.Reconciliation = replica.Reconciliations[(i+i/3*int(seed))%3]
				tr.Sim.Clients[0].SetSwitches(on)
				tr.Run(5 + 3*i)
			}
			n := countCauses(tr)
			if n[Snapped] == 0 || (n[InputLost] != 0) != (loss != 0) || n[Snapped]+n[InputLost] != len(tr.Corrections) {
				t.Errorf("-seed %d, %d %% loss: causes %v", seed, loss, n)
			}
		}
	}
}

// In an undisturbed game every input is made, carried, queued, consumed and
// acknowledged, in this order.
func TestInputs(t *testing.T) {
	tr := newGame(t, 1, 0, both(netem.Conditions{Latency: 50 * ms}))
	tr.Run(300)
	if len(tr.Corrections) != 0 || len(tr.Trace.Inputs[0]) < 300 {
		t.Fatalf("%d corrections, %d inputs", len(tr.Corrections), len(tr.Trace.Inputs[0]))
	}
	for _, l := range tr.Trace.Inputs[0][60:280] {
		if l.Outcome != Queued || l.Arrived < l.Sampled+3 || l.Consumed < l.Arrived || l.Acked < l.Consumed+3 || len(l.Packets) < 6 {
			t.Fatalf("%+v", l)
		}
		p := tr.Packets[l.Packets[0]]
		if !p.Up || p.Type != "i" || p.Sent != l.Sampled || p.Arrives > l.Arrived || l.Seq < p.First || int(l.Seq-p.First) >= p.Count {
			t.Fatalf("%+v was carried by %+v", l, p)
		}
	}
}

// Whatever the wires do, no correction is a defect, everybody agrees once it is
// quiet, and the same game gives the same bytes: games drawn from seeds, with
// loss to 25 %, jitter to 250 ms, doubling to 25 %, reordering to 30 %, stalls of
// clients and of the server, and cut cables.
func TestRandomGames(t *testing.T) {
	last := *seedFlag + seedCount(t)
	for seed := *seedFlag; seed < last; seed++ {
		one := playRandomGame(t, seed)
		for _, c := range one.Corrections {
			if c.Cause == Defect {
				t.Errorf("%+v", c)
			}
		}
		if seed%20 == 0 && !bytes.Equal(traceBytes(t, one), traceBytes(t, playRandomGame(t, seed))) {
			t.Error("two runs of the same game tell different stories")
		}
		if !one.Sim.RunUntilInSync(1800) {
			t.Error("server and clients do not agree, and all is quiet")
		}
		if t.Failed() {
			t.Fatalf("-seed %d gives it again", seed)
		}
	}
}

var seedFlag = flag.Uint64("seed", 0, "the first seed of the drawn games")

// seedCount returns how many random games to play: 200, or CLEW_SEEDS; 10 with
// -short.
func seedCount(t *testing.T) uint64 {
	if testing.Short() {
		return 10
	}
	n, err := strconv.ParseUint(os.Getenv("CLEW_SEEDS"), 10, 32)
	if err != nil {
		return 200
	}
	t.Logf("%d seeds", n)
	return n
}

// playRandomGame plays the game of a seed.
func playRandomGame(t *testing.T, seed uint64) *Tracer {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 9))
	draw := func() netem.Config {
		one := func() netem.Conditions {
			return netem.Conditions{
				Latency: time.Duration(rng.IntN(120)) * ms, Jitter: time.Duration(rng.IntN(250)) * ms,
				Loss: rng.IntN(26), Duplicate: rng.IntN(26), Reorder: rng.IntN(31),
			}
		}
		return netem.Config{Up: one(), Down: one()}
	}
	tr := newGame(t, seed, 1+rng.IntN(3), draw(), draw())
	for range 4 {
		tr.Run(100)
		switch rng.IntN(4) {
		case 0:
			tr.Sim.StallClient(rng.IntN(2), rng.IntN(120))
		case 1:
			tr.Sim.StallServer(rng.IntN(120))
		case 2:
			tr.Sim.CloseLink(rng.IntN(2))
		}
	}
	tr.Run(200)
	return tr
}

func traceBytes(t *testing.T, tr *Tracer) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := tr.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkStep2(b *testing.B) {
	tr := newGame(b, 1, 0, both(netem.Conditions{Latency: 60 * ms, Loss: 5}), both(netem.Conditions{}))
	for b.Loop() {
		tr.Step()
	}
}
