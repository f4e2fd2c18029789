package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/levels"
	"clew/net/link/netem"
	_ "clew/net/netsim/netsimtest"
	"clew/net/replica"
	"clew/net/session"
)

// resolve finds the levels that come with the game.
func resolve(name string) (*maze.Level, error) {
	src, err := levels.Source(name)
	if err != nil {
		return nil, err
	}
	return maze.Parse(src)
}

// busy has everything that can happen, at ticks at which two things meet.
const busy = `name = "Busy"
level = "first-thread"
ticks = 900
seed = 9
[[server_stall]]
at = 350
ticks = 40
[[client]]
name = "Ann"
input = "human"
up = { latency = "40ms", jitter = "40ms", loss = 10, duplicate = 5, reorder = 5 }
down = { latency = "20ms" }
[[client.change]]
at = 200
up = { loss = 30 }
switches = { smoothing = false, prediction = false }
[[client.change]]
at = 400
stream = true
switches = { prediction = true }
[[client.stall]]
at = 300
ticks = 60
[[client]]
input = "bot:4"
wire = "text"
drift = 20
[[client.disconnect]]
at = 450
ticks = 150
[[client]]
input = "keys: 60- 90rd 30u repeat"
redundancy = 1
up.loss = 5
[[client.disconnect]]
at = 550
ticks = 100
`

// keys returns the inputs of somebody at a keyboard.
func keys(client, tick int) sim.Input { return bot(uint64(99 + client))(tick) }

func newGame(t testing.TB, src string) *Game {
	t.Helper()
	s, err := Parse([]byte(src), "test.toml")
	if err != nil {
		t.Fatal(err)
	}
	g, err := s.Game(resolve)
	if err != nil {
		t.Fatal(err)
	}
	g.HumanInput = keys
	return g
}

// state returns a digest of what everybody believes.
func state(g *Game) []uint64 {
	hashes := []uint64{g.Server.Game.World().Hash(), uint64(g.Now())}
	for _, c := range g.Clients {
		s := c.Stats()
		in, out := c.Traffic()
		hashes = append(hashes, uint64(s.Pending)<<32|uint64(s.Corrections), uint64(s.RTT), uint64(s.InterpolationDelay), in.Bytes, out.Bytes)
		if p := c.PredictedPlayer(); p != nil {
			hashes = append(hashes, uint64(p.X)<<32|uint64(p.Y))
		}
	}
	return hashes
}

// Clients join in the order of the file, however long the way of the first is.
func TestJoinInOrder(t *testing.T) {
	g := newGame(t, `
name = "Far and near"
level = "first-thread"
ticks = 600
[[client]]
name = "Ann"
input = "bot:1"
up = { latency = "200ms", jitter = "90ms", loss = 20 }
[[client]]
name = "Bob"
input = "bot:2"
[[client]]
name = "Cai"
input = "bot:3"
`)
	g.Run(300)
	for i, c := range g.Clients {
		if got := g.Server.Game.World().Players()[i]; c.ID() != sim.ID(i+1) || got.ID != c.ID() {
			t.Errorf("client %d is player %d", i, c.ID())
		}
	}
}

// A client that is disconnected from the first does not keep others waiting.
func TestJoinWithoutTheFirst(t *testing.T) {
	g := newGame(t, `
name = "Later"
level = "first-thread"
ticks = 600
[[client]]
name = "Ann"
input = "bot:1"
[[client.disconnect]]
at = 1
ticks = 90
[[client]]
name = "Bob"
input = "bot:2"
`)
	g.Run(30)
	if g.Clients[1].ID() != 1 {
		t.Errorf("Bob is player %d", g.Clients[1].ID())
	}
}

// The same scenario gives the same game.
func TestSameScenarioSameGame(t *testing.T) {
	one, two := newGame(t, busy), newGame(t, busy)
	for !one.Finished() {
		one.Step()
		two.Step()
		if !slices.Equal(state(one), state(two)) {
			t.Fatalf("two runs part at tick %d", one.Ticks())
		}
	}
	if most := one.Clients[2].Stats().Corrections; most == 0 {
		t.Error("so little happened that this shows nothing")
	}
}

// A clone of any tick goes on as the original does, and is not felt by it.
func TestCloneGoesOn(t *testing.T) {
	var want [][]uint64
	for g := newGame(t, busy); !g.Finished(); {
		g.Step()
		want = append(want, state(g))
	}
	for g := newGame(t, busy); !g.Finished(); g.Step() {
		if g.Ticks()%7 != 0 {
			continue
		}
		other, c := g.Clone(), g.Clone()
		other.HumanInput = func(int, int) sim.Input { return sim.Left }
		for i := range 40 {
			other.Step()
			c.Step()
			if at := g.Ticks() + i; at < len(want) && !slices.Equal(state(c), want[at]) {
				t.Fatalf("the clone of tick %d parts at %d", g.Ticks(), at+1)
			}
		}
	}
}

// A clone asks its own Keys, not those of the game that it was made of.
func TestCloneHasItsOwnKeys(t *testing.T) {
	g := newGame(t, busy)
	g.HumanInput = nil
	g.Run(100)
	c := g.Clone()
	c.HumanInput = func(int, int) sim.Input { return sim.Right | sim.Down }
	c.Run(60)
	g.Run(60)
	if g.Clients[0].PredictedPlayer().X == c.Clients[0].PredictedPlayer().X && g.Clients[0].PredictedPlayer().Y == c.Clients[0].PredictedPlayer().Y {
		t.Error("the clone's keys do nothing")
	}
}

// What a client is set up with reaches it.
func TestSimulationIsAsWritten(t *testing.T) {
	const src = `name = "Set up"
level = "first-thread"
ticks = 300
snapshot_rate = 12
[[client]]
wire = "text"
drift = 20
[[client]]
name = "Bob"
switches = { smoothing = false }
`
	g := newGame(t, src)
	g.HumanInput = nil
	g.Run(300)
	text, pack := g.Clients[0], g.Clients[1]
	if text.Drift != 20 || pack.Drift != 0 || text.Switches() != replica.DefaultSwitches || pack.Switches().Smoothing {
		t.Errorf("drift %d and %d, switches %+v and %+v", text.Drift, pack.Drift, text.Switches(), pack.Switches())
	}
	if n := pack.Stats().SnapshotRate; n < 11 || n > 13 {
		t.Errorf("%d snapshots a second", n)
	}
	long, _ := text.Traffic()
	short, _ := pack.Traffic()
	if long.Bytes*short.Messages < short.Bytes*long.Messages*5/4 {
		t.Errorf("text takes %+v, msgpack %+v", long, short)
	}
}

// A level that there is not is no panic.
func TestNoLevel(t *testing.T) {
	s, err := Parse([]byte("name = \"Nowhere\"\nlevel = \"nowhere\"\nticks = 1\n[[client]]\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Game(resolve); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), `scenario "Nowhere"`) {
		t.Errorf("got %v", err)
	}
}

// Each thing happens at its tick, and what is not named stays.
func TestWhatHappensWhen(t *testing.T) {
	g := newGame(t, busy)
	ann := g.Clients[0]
	at := func(tick int, loss int, stream bool, s replica.Switches) {
		t.Helper()
		g.Run(tick - g.Ticks())
		want := netem.Config{Up: g.Scenario().Clients[0].Netem.Up, Down: g.Scenario().Clients[0].Netem.Down, Stream: stream}
		want.Up.Loss = loss
		if ann.Netem() != want || ann.Switches() != s {
			t.Errorf("tick %d: %+v, %+v", tick, ann.Netem(), ann.Switches())
		}
	}
	at(199, 10, false, replica.DefaultSwitches)
	off := replica.Switches{Reconciliation: replica.ReconcileReplay, Interpolation: true}
	at(200, 30, false, off)
	_, before := ann.Traffic()
	at(299, 30, false, off)
	_, moving := ann.Traffic()
	at(359, 30, false, off)
	_, after := ann.Traffic()
	if moving == before || after != moving {
		t.Errorf("sent %+v before the stall, %+v until it, %+v in it", before, moving, after)
	}
	off.Prediction = true
	at(400, 30, true, off)
}

func TestServerStall(t *testing.T) {
	g := newGame(t, busy)
	g.Run(349)
	before := g.Server.Game.World().Tick()
	g.Run(40)
	if now := g.Server.Game.World().Tick(); now != before {
		t.Errorf("the server went from tick %d to %d", before, now)
	}
	g.Step()
	if g.Server.Game.World().Tick() == before {
		t.Error("the server still stands")
	}
}

// While one cable is out, it stays out, though another one is put back.
func TestDisconnects(t *testing.T) {
	g := newGame(t, busy)
	phase := func(tick, client int, want session.State) {
		t.Helper()
		g.Run(tick - g.Ticks())
		if got := g.Clients[client].Status().State; got != want {
			t.Errorf("tick %d: client %d is in phase %d, want %d", tick, client, got, want)
		}
	}
	phase(449, 1, session.Playing)
	phase(450, 1, session.Reconnecting)
	phase(549, 2, session.Playing)
	phase(600, 1, session.Reconnecting)
	phase(649, 2, session.Reconnecting)
	phase(1400, 1, session.Playing)
	phase(1400, 2, session.Playing)
}

// A cable can be pulled where there is none.
func TestDisconnectBeforeTheStart(t *testing.T) {
	const src = `name = "None"
level = "first-thread"
ticks = 60
[[client]]
[[client.disconnect]]
at = 1
ticks = 10
[[client.disconnect]]
at = 20
ticks = 10
`
	g := newGame(t, src)
	g.Run(60)
	if g.Clients[0].Status().State != session.Ended {
		t.Errorf("%+v", g.Clients[0].Status())
	}
}

func TestInputSources(t *testing.T) {
	for text, want := range map[string]string{
		"keys: 2r 1- 1lu":          "rr-ul----",
		"keys: 2r 1d repeat":       "rrdrrdrrd",
		"keys: 1u 1u 3dr":          "uudrdrdr----",
		" keys: 1u":                "",
		"human":                    "",
		"bot:18446744073709551616": "",
	} {
		p, err := ParseInputSource(text)
		if want == "" {
			if (err == nil) != (text == "human") || p.Func() != nil {
				t.Errorf("%q: %v", text, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		got, play := "", p.Func()
		for tick := 1; len(got) < len(want); tick++ {
			got += KeyRun{Keys: play(tick)}.String()[1:]
		}
		if got != want {
			t.Errorf("%q plays %s, want %s", text, got, want)
		}
	}
}

// A bot gets about: it sees a good part of a maze in a minute.
func TestBotsWalk(t *testing.T) {
	for seed := range 5 {
		g := newGame(t, fmt.Sprintf("name = \"Bot\"\nlevel = \"first-thread\"\nticks = 3600\n[[client]]\ninput = \"bot:%d\"\n", seed))
		cells := map[maze.Cell]bool{}
		for !g.Finished() {
			g.Step()
			for _, p := range g.Server.Game.World().Players() {
				cells[p.Cell()] = true
			}
		}
		if len(cells) < 25 {
			t.Errorf("bot %d has seen %d cells", seed, len(cells))
		}
	}
}

func BenchmarkStep(b *testing.B) {
	g := newGame(b, busy)
	g.Run(120)
	for b.Loop() {
		g.Step()
	}
}
