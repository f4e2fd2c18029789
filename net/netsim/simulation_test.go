package netsim

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
)

var seedFlag = flag.Uint64("seed", 1, "the first seed of the seeded games; one is printed with every failure")

// cell is a distance in units, for reading.
const cell = sim.CellUnits

func level(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{
		"###################",
		"#S........#.......#",
		"#.#######.#.#####.#",
		"#.#.....#.#.#...#.#",
		"#.#.###.#.#.#.#.#.#",
		"#.#.#S..#...#.#...#",
		"#...###.#####.#####",
		"###.....#.........#",
		"#...###...#######E#",
		"###################",
	})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "sim", Maze: m}
}

// wanderInput holds one direction, or two, for a while, then others.
func wanderInput(seed uint64) InputFunc {
	return func(tick int) sim.Input {
		rng := rand.New(rand.NewPCG(seed, uint64(tick/16)))
		return []sim.Input{0, sim.Up, sim.Down, sim.Left, sim.Right, sim.Up | sim.Right, sim.Down | sim.Left}[rng.IntN(7)]
	}
}

// both makes the same conditions in both directions.
func both(c netem.Conditions) netem.Config { return netem.Config{Up: c, Down: c} }

func newSimulation(t testing.TB, seed uint64, wires ...netem.Config) *Simulation {
	return New(simulationConfig(t, seed, wires...))
}

// newSimulationFrom is newSimulation with a game whose first entry follows a tick.
func newSimulationFrom(t testing.TB, tick sim.Tick, seed uint64, wires ...netem.Config) *Simulation {
	t.Helper()
	cfg := simulationConfig(t, seed, wires...)
	cfg.State = game.New(game.Config{Level: cfg.Level, Seed: seed})
	cfg.State.World().SetState(tick)
	return New(cfg)
}

func simulationConfig(t testing.TB, seed uint64, wires ...netem.Config) Config {
	t.Helper()
	cfg := Config{Level: level(t), Seed: seed}
	for i, w := range wires {
		cfg.Clients = append(cfg.Clients, ClientConfig{
			Name: fmt.Sprintf("walker %d", i), Netem: w, Input: wanderInput(seed + uint64(i)),
		})
	}
	return cfg
}

// join runs until everybody is in the game.
func join(t testing.TB, r *Simulation) {
	t.Helper()
	for range 1200 {
		r.Step()
		in := 0
		for _, c := range r.Clients {
			if c.Status().State == session.Playing {
				in++
			}
		}
		if in == len(r.Clients) {
			return
		}
	}
	t.Fatalf("not everybody got in: %+v", r.Clients[0].Status())
}

// runUntilInSync ends a test: once the wire is quiet, all must agree.
func runUntilInSync(t testing.TB, r *Simulation) {
	t.Helper()
	if !r.RunUntilInSync(600) {
		for i, c := range r.Clients {
			t.Errorf("client %d: %+v, predicted %+v, truth %+v", i, c.Status(), c.PredictedPlayer(), r.Server.Game.World().Player(c.ID()))
		}
	}
}

// maxOf is the greatest correction that any client has seen.
func maxOf(r *Simulation) (size int32) {
	for _, c := range r.Clients {
		size = max(size, c.Stats().MaxCorrection)
	}
	return size
}

// In an undisturbed game prediction is exact, at any lag: one player, no
// corrections.
func TestUndisturbedIsExact(t *testing.T) {
	for _, lag := range []time.Duration{0, 20, 50, 120, 250, 500} {
		t.Run(fmt.Sprint(lag, " ms one way"), func(t *testing.T) {
			r := newSimulation(t, *seedFlag, both(netem.Conditions{Latency: lag * time.Millisecond}))
			join(t, r)
			r.Run(1200)
			s := r.Clients[0].Stats()
			if s.Corrections != 0 {
				t.Errorf("%d corrections, the greatest of %d units", s.Corrections, s.MaxCorrection)
			}
			if moved := r.Server.Game.World().Players()[0]; moved.X == 1536 && moved.Y == 1536 {
				t.Error("the player never walked")
			}
			if rtt := 2 * lag * time.Millisecond; s.RTT < rtt || s.RTT > rtt+60*time.Millisecond {
				t.Errorf("round trip %v at a lag of %v", s.RTT, rtt)
			}
			runUntilInSync(t, r)
		})
	}
}

// What goes wrong on the way, and by how much it may show at most.
func TestBadWires(t *testing.T) {
	const ms = time.Millisecond
	for _, tc := range []struct {
		name string
		wire netem.Config
		most int32
	}{
		{"late", both(netem.Conditions{Latency: 100 * ms, Jitter: 250 * ms}), 0},
		{"lost", both(netem.Conditions{Latency: 40 * ms, Loss: 25}), 0},
		{"doubled", both(netem.Conditions{Latency: 40 * ms, Duplicate: 50}), 0},
		{"reordered", both(netem.Conditions{Latency: 40 * ms, Reorder: 50}), 0},
		{"all of it", both(netem.Conditions{Latency: 60 * ms, Jitter: 100 * ms, Loss: 25, Duplicate: 25, Reorder: 30}), 0},
		{"all of it, as TCP", netem.Config{Up: netem.Conditions{Latency: 60 * ms, Jitter: 50 * ms, Loss: 5}, Down: netem.Conditions{Latency: 60 * ms, Loss: 5}, Stream: true}, 0},
		{"a second of lag", both(netem.Conditions{Latency: 500 * ms, Jitter: 30 * ms, Loss: 10}), 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for seed := *seedFlag; seed < *seedFlag+5; seed++ {
				r := newSimulation(t, seed, netem.Config{}, netem.Config{}, netem.Config{})
				join(t, r)
				for _, c := range r.Clients {
					c.SetNetem(tc.wire)
				}
				r.Run(900)
				if got := maxOf(r); got > tc.most {
					t.Errorf("seed %d: a correction of %d units, at most %d expected", seed, got, tc.most)
				}
				runUntilInSync(t, r)
				if t.Failed() {
					t.Fatalf("-seed %d gives it again", seed)
				}
			}
		})
	}
}

// Without redundancy a lost input is a step that never happened: a correction
// of one step's length for each.
func TestLossWithoutRedundancyIsCorrected(t *testing.T) {
	r := New(Config{Level: level(t), Seed: *seedFlag, Clients: []ClientConfig{{
		Netem: netem.Config{Up: netem.Conditions{Loss: 20}}, Redundancy: 1, Input: wanderInput(*seedFlag),
	}}})
	join(t, r)
	r.Run(900)
	if s := r.Clients[0].Stats(); s.Corrections < 20 || s.MaxCorrection > cell {
		t.Errorf("%d corrections, the greatest of %d units", s.Corrections, s.MaxCorrection)
	}
	runUntilInSync(t, r)
}

// Clocks that run 5 % wrong: inputs come early, and more of them than ticks
// pass, or late and fewer. Nobody is corrected, and nothing piles up.
func TestWrongClocks(t *testing.T) {
	r := newSimulation(t, *seedFlag, both(netem.Conditions{Latency: 50 * time.Millisecond}), netem.Config{})
	join(t, r)
	r.Clients[0].Drift, r.Clients[1].Drift = 20, -20
	r.Run(60 * sim.TickRate)
	for i, c := range r.Clients {
		if s := c.Stats(); s.Corrections != 0 || s.Waiting > 20 || s.Pending > 30 {
			t.Errorf("client %d: %+v", i, s)
		}
	}
	r.Clients[0].Drift, r.Clients[1].Drift = 0, 0
	runUntilInSync(t, r)
}

func TestClientStall(t *testing.T) {
	r := newSimulation(t, *seedFlag, both(netem.Conditions{Latency: 50 * time.Millisecond}), netem.Config{})
	join(t, r)
	r.Run(300)
	r.StallClient(0, 2*sim.TickRate)
	r.Run(600)
	if got := maxOf(r); got != 0 {
		t.Errorf("a correction of %d units; inputs that were never made need none", got)
	}
	runUntilInSync(t, r)
}

func TestServerStall(t *testing.T) {
	r := newSimulation(t, *seedFlag, both(netem.Conditions{Latency: 50 * time.Millisecond}), netem.Config{})
	join(t, r)
	for range 3 {
		r.Run(300)
		r.StallServer(2 * sim.TickRate)
	}
	r.Run(600)
	// What was pressed in the stall, beyond what is repeated, is lost: the
	// player halts after that long, see patience in the replica.
	if got := maxOf(r); got > 8*cell {
		t.Errorf("a correction of %d units", got)
	}
	runUntilInSync(t, r)
}

// A client that was cut off gets its player back, in place.
func TestDisconnectAndReconnect(t *testing.T) {
	r := newSimulation(t, *seedFlag, netem.Config{}, netem.Config{})
	join(t, r)
	r.Run(200)
	c := r.Clients[0]
	id := c.ID()
	r.Disconnect(0)
	r.Run(5 * sim.TickRate)
	if s := c.Status(); s.State != session.Reconnecting || s.Try < 2 || s.Reason == "" {
		t.Fatalf("while the network is down: %+v", s)
	}
	before := *r.Server.Game.World().Player(id)
	r.Reconnect(0)
	c.Input = nil
	r.Run(20 * sim.TickRate)
	if s := c.Status(); s.State != session.Playing {
		t.Fatalf("the network is up again: %+v", s)
	}
	if p := r.Server.Game.World().Player(c.ID()); c.ID() != id || p.X != before.X || p.Y != before.Y {
		t.Errorf("was player %d at %+v, is %d at %+v", id, before, c.ID(), p)
	}
	c.Input = wanderInput(9)
	r.Run(300)
	if got := maxOf(r); got != 0 {
		t.Errorf("a correction of %d units", got)
	}
	runUntilInSync(t, r)
}

func TestGivesUp(t *testing.T) {
	r := newSimulation(t, *seedFlag, netem.Config{})
	join(t, r)
	r.Disconnect(0)
	r.Run(60 * sim.TickRate)
	if s := r.Clients[0].Status(); s.State != session.Ended || s.Reason == "" {
		t.Errorf("after a minute: %+v", s)
	}
	r.Run(10 * sim.TickRate)
	if n := r.Server.Game.PlayerCount(); n != 0 {
		t.Errorf("%d players still wait for it", n)
	}
}

// The same seed gives the same game.
func TestSameSeedSameGame(t *testing.T) {
	play := func() (hashes []uint64) {
		r := newSimulation(t, 42, both(netem.Conditions{Latency: 30 * time.Millisecond, Jitter: 60 * time.Millisecond, Loss: 20, Duplicate: 10}), netem.Config{})
		for range 600 {
			r.Step()
			hashes = append(hashes, r.Server.Game.World().Hash())
		}
		return hashes
	}
	one, two := play(), play()
	for i := range one {
		if one[i] != two[i] {
			t.Fatalf("two runs part at tick %d", i)
		}
	}
}

// Each switch off alone does what a simpler client would.
func TestSwitches(t *testing.T) {
	wire := both(netem.Conditions{Latency: 100 * time.Millisecond})
	walk := func(t *testing.T, s replica.Switches) (*Simulation, *replica.View) {
		r := newSimulation(t, 3, wire, wire)
		join(t, r)
		r.Clients[0].Input = nil
		r.Clients[1].Input = nil
		r.Run(120)
		r.Clients[0].SetSwitches(s)
		r.Clients[0].Input = func(int) sim.Input { return sim.Right | sim.Down }
		r.Clients[1].Input = func(int) sim.Input { return sim.Right | sim.Down }
		r.Run(5)
		var v replica.View
		r.Clients[0].View(r.Now(), &v)
		return r, &v
	}
	t.Run("prediction", func(t *testing.T) {
		s := replica.DefaultSwitches
		_, v := walk(t, s)
		if p := v.Self(); p.X == v.ServerPosition.X && p.Y == v.ServerPosition.Y {
			t.Error("on: keys must be answered at once")
		}
		s.Prediction = false
		r, v := walk(t, s)
		if p := v.Self(); p.X != v.ServerPosition.X || p.Y != v.ServerPosition.Y {
			t.Error("off: one's own player must wait for the server")
		}
		r.Run(60)
		r.Clients[0].View(r.Now(), v)
		if p := v.Self(); p.X != v.ServerPosition.X || p.Y != v.ServerPosition.Y {
			t.Error("off: one's own player must be where the server says")
		}
		runUntilInSync(t, r)
	})
	t.Run("interpolation", func(t *testing.T) {
		shown := func(on bool) replica.PlayerView {
			s := replica.DefaultSwitches
			s.Interpolation = on
			r, v := walk(t, s)
			r.Run(12)
			r.Clients[0].View(r.Now(), v)
			return v.Players[1]
		}
		on, off := shown(true), shown(false)
		if on.X == off.X && on.Y == off.Y {
			t.Errorf("interpolated and not, the other is at the same place: %+v", on)
		}
	})
	t.Run("reconciliation", func(t *testing.T) {
		s := replica.DefaultSwitches
		s.Reconciliation = replica.ReconcileIgnore
		r := New(Config{Level: level(t), Seed: 5, Clients: []ClientConfig{{
			Netem: netem.Config{Up: netem.Conditions{Loss: 50}}, Redundancy: 1,
		}}})
		r.Clients[0].SetSwitches(s)
		join(t, r)
		r.Clients[0].Input = func(int) sim.Input { return sim.Right | sim.Down } // not so far that a wall would put both right
		r.Run(15)
		r.Clients[0].Input = nil
		r.Run(60)
		if r.Clients[0].Stats().Corrections != 0 {
			t.Error("off: nothing may be corrected")
		}
		if r.InSync() {
			t.Error("off: lost inputs must leave the two apart")
		}
		r.Clients[0].SetSwitches(replica.DefaultSwitches)
		runUntilInSync(t, r)
	})
	t.Run("smoothing", func(t *testing.T) {
		jump := func(on bool) int32 {
			s := replica.DefaultSwitches
			s.Smoothing = on
			r := New(Config{Level: level(t), Seed: 5, Clients: []ClientConfig{{
				Netem: netem.Config{Up: netem.Conditions{Loss: 30}}, Redundancy: 1, Input: wanderInput(5),
			}}})
			r.Clients[0].SetSwitches(s)
			join(t, r)
			var v replica.View
			var last replica.Point
			worst := int32(0)
			for i := range 600 {
				r.Step()
				r.Clients[0].View(r.Now(), &v)
				p := v.Self()
				if i > 0 {
					worst = max(worst, p.X-last.X, last.X-p.X, p.Y-last.Y, last.Y-p.Y)
				}
				last = replica.Point{X: p.X, Y: p.Y}
			}
			return worst
		}
		if on, off := jump(true), jump(false); on >= off {
			t.Errorf("the greatest jump of the picture: %d units smoothed, %d not", on, off)
		}
	})
}

// A client whose clock is fast has too many inputs waiting at the server again
// and again, and leaves some out.
func TestBacklogIsSteady(t *testing.T) {
	r := newSimulation(t, *seedFlag, both(netem.Conditions{Latency: 30 * time.Millisecond}))
	r.Clients[0].Drift = 8
	r.Clients[0].Input = func(tick int) sim.Input {
		return []sim.Input{sim.Right, sim.Left}[tick/30%2]
	}
	join(t, r)
	made := func() uint32 { made, _ := r.Clients[0].InputSeqs(); return made }
	const ticks = 1200
	was := made()
	r.Run(ticks)
	if n := made() - was; n >= ticks*9/8-20 {
		t.Errorf("%d inputs in %d ticks: nothing was left out", n, ticks)
	}
}
