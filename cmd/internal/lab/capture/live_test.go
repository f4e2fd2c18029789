package capture

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/netsim"
	_ "clew/net/netsim/netsimtest"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

var seedFlag = flag.Uint64("seed", 1, "the seed of the games; it is printed with every failure")

const ms = time.Millisecond

// wanderInput holds one direction, or two, for a while, then others.
func wanderInput(seed uint64) netsim.InputFunc {
	return func(tick int) sim.Input {
		rng := rand.New(rand.NewPCG(seed, uint64(tick/16)))
		return []sim.Input{0, sim.Up, sim.Down, sim.Left, sim.Right, sim.Up | sim.Right, sim.Down | sim.Left}[rng.IntN(7)]
	}
}

func both(c netem.Conditions) netem.Config { return netem.Config{Up: c, Down: c} }

// liveGame is a simulation whose first client is captured, and what it was like.
type liveGame struct {
	*netsim.Simulation
	file  bytes.Buffer
	rec   *Recorder
	film  bytes.Buffer // the server's recording
	saved *replay.Writer

	ticks  []shown
	worlds map[sim.Tick]uint64 // hashes of the server's
	server []sim.Tick          // its tick after each of ours
}

// shown is what the client showed after a tick.
type shown struct {
	now         time.Duration
	view        replica.View
	predicted   sim.Player
	made, acked uint32
	stats       replica.Stats
}

func viewOf(r *replica.Replica, now time.Duration) (s shown) {
	s.now = now
	r.View(now, &s.view)
	if p := r.PredictedPlayer(); p != nil {
		s.predicted = *p
	}
	s.made, s.acked = r.InputSeqs()
	s.stats = r.Stats()
	return s
}

// play begins a game with three walkers, the first of them on the given wire.
func play(t testing.TB, seed uint64, wireName string, flaky netem.Config) *liveGame {
	t.Helper()
	m, err := maze.Generate(seed, 21, 15, 60)
	if err != nil {
		t.Fatal(err)
	}
	l := &liveGame{worlds: map[sim.Tick]uint64{}}
	level := &maze.Level{Name: "captured", Maze: m}
	start := game.New(game.Config{Level: level, Seed: seed, Name: "sim"})
	if l.saved, err = replay.NewWriter(&l.film, start); err != nil {
		t.Fatal(err)
	}
	cfg := netsim.Config{State: start, Seed: seed, OnEntry: func(e *game.Entry, after *game.State) {
		l.saved.WriteEntry(e, after)
		l.worlds[after.Tick()] = after.World().Hash()
	}}
	codec := func() wire.Codec { return msgpack.New() }
	if wireName == "text" {
		codec = func() wire.Codec { return text.NewNumbered() }
	}
	for i := range uint64(3) {
		c := netsim.ClientConfig{Name: fmt.Sprintf("walker %d", i), Input: wanderInput(seed + i), Codec: codec}
		if i == 0 {
			c.Netem, c.Redundancy = flaky, 3
		}
		cfg.Clients = append(cfg.Clients, c)
	}
	l.Simulation = netsim.New(cfg)
	return l
}

// capture begins the capture, as soon as one is in the game.
func (l *liveGame) capture(t testing.TB, wireName string) {
	t.Helper()
	for range 1200 {
		var err error
		l.rec, err = Start(&l.file, l.Clients[0].Client, Header{Release: "test", Server: "sim", Wire: wireName, StartTime: 1700000000})
		switch {
		case err == nil:
			return
		case !errors.Is(err, ErrNotPlaying):
			t.Fatal(err)
		}
		l.Step()
	}
	t.Fatal("nobody got in")
}

// run runs ticks and keeps what the client shows.
func (l *liveGame) run(n int) {
	for range n {
		l.Step()
		l.ticks = append(l.ticks, viewOf(l.Clients[0].Replica, l.Now()))
		l.server = append(l.server, l.Server.Game.World().Tick())
	}
}

// done ends the capture and reads it.
func (l *liveGame) done(t testing.TB) *Capture {
	t.Helper()
	if err := l.rec.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := Read(bytes.NewReader(l.file.Bytes()))
	if err != nil || c.Truncated {
		t.Fatalf("the capture can't be read: %v, cut %v", err, c != nil && c.Truncated)
	}
	return c
}

// same checks that a game that is played again shows what the live one did, at
// each moment from where it stands on. A client can have ticked twice in one.
func (l *liveGame) same(t testing.TB, g *Game) {
	t.Helper()
	ticks := g.capture.ticks
	for _, want := range l.ticks {
		if want.now <= g.Now() {
			continue
		}
		for g.Ticks() < len(ticks) && ticks[g.Ticks()] <= want.now {
			g.Run(1)
		}
		got := viewOf(g.Replica(), want.now)
		want.view.Maze, got.view.Maze = nil, nil // equal, but not the same
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d, tick %d: the game played again shows\n%+v, the live one showed\n%+v", *seedFlag, g.Ticks(), got, want)
		}
	}
}
