package history

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	_ "clew/net/netsim/netsimtest"
)

func resolve(string) (*maze.Level, error) {
	m, err := maze.Generate(5, 31, 21, 60)
	return &maze.Level{Name: "film", Maze: m}, err
}

// parse makes a scenario of so many ticks with so many bots on bad wires, who
// repeat no input.
func parse(t testing.TB, ticks, clients int) *scenario.Scenario {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "name = \"film\"\nlevel = \"any\"\nseed = 3\nticks = %d\n", ticks)
	for i := range clients {
		fmt.Fprintf(&b, "[[client]]\ninput = \"bot:%d\"\nredundancy = 1\nup = { latency = \"40ms\", jitter = \"10ms\" }\ndown = { latency = \"40ms\", loss = 10 }\n", i+1)
	}
	s, err := scenario.Parse([]byte(b.String()), "film.toml")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustRun(t testing.TB, s *scenario.Scenario) *History {
	t.Helper()
	f, err := Run(s, resolve)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Going to a tick gives the same world as playing up to it.
func TestAnyTick(t *testing.T) {
	s := parse(t, 1000, 2)
	f := mustRun(t, s)
	g, err := s.Game(resolve)
	if err != nil {
		t.Fatal(err)
	}
	hashes := []uint64{g.Server.Game.World().Hash()}
	for !g.Finished() {
		g.Step()
		hashes = append(hashes, g.Server.Game.World().Hash())
	}
	for range 60 {
		tick := rand.IntN(1001)
		if got := f.At(tick); got.Ticks() != tick || got.Server.Game.World().Hash() != hashes[tick] {
			t.Fatalf("at tick %d: tick %d, another world than when it was played", tick, got.Ticks())
		}
	}
	if f.At(-5).Ticks() != 0 || f.At(5000).Ticks() != 1000 {
		t.Error("beyond an end is that end")
	}
}

// A dropped packet changes nothing before it, and is to blame for the
// correction after it. No other packet's luck changes.
func TestWhatIf(t *testing.T) {
	f := mustRun(t, parse(t, 600, 2))
	story := f.Trace()
	tried := 0
	for i, p := range story.Packets {
		if !p.Up || p.Type != "i" || p.Sent < 200 || p.Sent > 500 || story.Input(p.Client, p.First).Keys == 0 {
			continue
		}
		if tried++; tried > 8 {
			break
		}
		s := f.Scenario().Clone()
		s.Clients[p.Client].PacketOverrides = []scenario.PacketOverride{{Link: p.Link, Override: netem.Override{
			Direction: netem.Up, Number: p.Number, Drop: true,
		}}}
		other := mustRun(t, s)
		if !reflect.DeepEqual(other.Trace().Packets[:i], story.Packets[:i]) {
			t.Fatalf("dropping packet %d changed one before it", i)
		}
		if before := p.Sent - 1; other.At(before).Server.Game.World().Hash() != f.At(before).Server.Game.World().Hash() {
			t.Fatalf("dropping packet %d changed the world before it", i)
		}
		if q := other.Trace().Packets[i]; q.Arrives != 0 || q.Number != p.Number {
			t.Fatalf("packet %d was not dropped: %+v", i, q)
		}
		if l := other.Trace().Input(p.Client, p.First); l.Consumed != 0 {
			t.Fatalf("its input was consumed all the same: %+v", l)
		}
		lostWithInput(t, other.Trace(), p)
	}
	if tried < 8 {
		t.Errorf("only %d packets to try", tried)
	}
}

// lostWithInput checks that every correction that the packet led to names its loss as the cause.
func lostWithInput(t *testing.T, story *eventlog.Trace, p eventlog.Packet) {
	t.Helper()
	for _, c := range story.Corrections {
		if c.Client == p.Client && c.Seq >= p.First && c.Seq < p.First+20 && c.Input == p.First && c.Cause != eventlog.InputLost {
			t.Errorf("the correction after the loss of input %d: %+v", p.First, c)
		}
		if c.Cause == eventlog.Defect {
			t.Errorf("%+v", c)
		}
	}
}

// A history grows while a human plays, and equals one that was made at once from
// the same keys.
func TestGrows(t *testing.T) {
	s := parse(t, 900, 2)
	s.Clients[0].Input = scenario.InputSource{Kind: scenario.Human}
	var pressed []sim.Input
	held := func(client, tick int) sim.Input {
		if client == 0 && tick <= len(pressed) {
			return pressed[tick-1]
		}
		return 0
	}
	begin := func() *History {
		f, err := New(s, resolve, held)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	f := begin()
	for tick := 1; tick <= 900; tick++ {
		if f.PlayedTicks() != tick-1 || f.At(tick).Ticks() != tick-1 {
			t.Fatalf("before tick %d it is played to %d", tick, f.PlayedTicks())
		}
		pressed = append(pressed, sim.Input(rand.IntN(int(sim.AllKeys)+1)))
		f.Play(tick)
	}
	f.Play(5000)
	g := begin()
	g.Play(900)
	var one, two bytes.Buffer
	f.Trace().Write(&one)
	g.Trace().Write(&two)
	if f.PlayedTicks() != 900 || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("played to %d; tick by tick and at once are different stories", f.PlayedTicks())
	}
	s = s.Clone()
	s.Clients[0].Input = scenario.ScriptFrom(func(tick int) sim.Input { return pressed[tick-1] }, 1, 900)
	two.Reset()
	mustRun(t, s).Trace().Write(&two)
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same keys as a script are another story")
	}
}

// BenchmarkRun measures a minute of play, including events and checkpoints.
func BenchmarkRun(b *testing.B) {
	for _, clients := range []int{2, 8} {
		b.Run(fmt.Sprint(clients, " clients"), func(b *testing.B) {
			s := parse(b, 3600, clients)
			for b.Loop() {
				mustRun(b, s)
			}
			b.ReportMetric(float64(b.N)*3600/b.Elapsed().Seconds(), "ticks/s")
		})
	}
}

// BenchmarkJump measures a jump of some 10,000 ticks in ten minutes of 8
// clients.
func BenchmarkJump(b *testing.B) {
	f := mustRun(b, parse(b, 36000, 8))
	for i := 0; b.Loop(); i++ {
		f.At(i * 10007 % 36000)
	}
}
