package game

import (
	"fmt"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

// crowdSizes are the numbers of players to measure with.
var crowdSizes = []int{64, 400}

// crowd is a game in which all players walk, each its own way.
type crowd struct {
	state  *State
	entry  Entry
	events []Event
}

func newCrowd(t testing.TB, players int) *crowd {
	t.Helper()
	m, err := maze.Generate(7, 41, 31, 30)
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{state: New(Config{Level: &maze.Level{Name: "large", Maze: m}, Seed: 1, Name: "Test"})}
	for i := range players {
		c.entry.Changes = append(c.entry.Changes, Change{Kind: Join, Name: fmt.Sprint("walker ", i), Token: TokenHash{1, byte(i), byte(i >> 8)}})
	}
	c.apply(t)
	c.entry.Changes = nil
	for i := range players {
		c.entry.Inputs = append(c.entry.Inputs, Input{ID: sim.ID(i + 1)})
	}
	for range 128 {
		c.walk()
		c.apply(t)
	}
	return c
}

// walk makes the entry of the next tick.
func (c *crowd) walk() {
	tick := c.state.Tick() + 1
	for i := range c.entry.Inputs {
		in := &c.entry.Inputs[i]
		in.Seq = SeqBits(uint32(in.Seq) + 1)
		in.Keys = sim.Up << (uint32(tick/32+sim.Tick(i)) * 7 % 4)
	}
	c.entry.Tick = TickAfter(c.state.Tick(), false)
}

func (c *crowd) apply(t testing.TB) {
	var err error
	c.entry.Tick = TickAfter(c.state.Tick(), false)
	if c.events, err = c.state.Apply(&c.entry, c.events[:0]); err != nil {
		t.Fatal(err)
	}
}

// Once a game has as many players as it will have, a tick allocates nothing.
func TestTicksAllocateNothing(t *testing.T) {
	for _, players := range crowdSizes {
		c := newCrowd(t, players)
		var decoded Entry
		var b, checkpoint []byte
		for name, run := range map[string]func(){
			"Apply":          func() { c.walk(); c.apply(t) },
			"AppendEntry":    func() { b = AppendEntry(b[:0], &c.entry) },
			"DecodeEntry":    func() { _ = DecodeEntry(b, &decoded) },
			"AppendText":     func() { checkpoint = AppendText(checkpoint[:0], &c.entry) },
			"Hash":           func() { c.state.Hash() },
			"Entry.CopyFrom": func() { decoded.CopyFrom(&c.entry) },
		} {
			b = AppendEntry(b[:0], &c.entry)
			if n := testing.AllocsPerRun(100, run); n != 0 {
				t.Errorf("%s with %d players allocates %v times", name, players, n)
			}
		}
		if ack, walks := c.state.Player(1).Ack, len(c.state.Commands()); ack < 200 || walks != players {
			t.Errorf("%d players walk, of which the first has consumed %d inputs", walks, ack)
		}
	}
}

// benchmark runs a benchmark with games of several sizes, and reports the time for
// each player.
func benchmark(b *testing.B, run func(b *testing.B, c *crowd)) {
	for _, players := range crowdSizes {
		b.Run(fmt.Sprint(players), func(b *testing.B) {
			c := newCrowd(b, players)
			b.ReportAllocs()
			run(b, c)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(players), "ns/player")
		})
	}
}

func BenchmarkApply(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		for b.Loop() {
			c.walk()
			c.apply(b)
		}
	})
}

func BenchmarkAppendEntry(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		var buf []byte
		for b.Loop() {
			buf = AppendEntry(buf[:0], &c.entry)
		}
		b.ReportMetric(float64(len(buf))/float64(len(c.entry.Inputs)), "B/player")
	})
}

func BenchmarkDecodeEntry(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		buf := AppendEntry(nil, &c.entry)
		var e Entry
		for b.Loop() {
			if err := DecodeEntry(buf, &e); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppendCheckpoint(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		var buf []byte
		for b.Loop() {
			buf = AppendCheckpoint(buf[:0], c.state)
		}
		b.ReportMetric(float64(len(buf))/float64(len(c.entry.Inputs)), "B/player")
	})
}

func BenchmarkDecodeCheckpoint(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		buf := AppendCheckpoint(nil, c.state)
		for b.Loop() {
			if _, err := DecodeCheckpoint(buf); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkHash(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		for b.Loop() {
			c.state.Hash()
		}
	})
}

func BenchmarkCopyFrom(b *testing.B) {
	benchmark(b, func(b *testing.B, c *crowd) {
		var s State
		for b.Loop() {
			s.CopyFrom(c.state)
		}
	})
}
