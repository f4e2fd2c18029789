package film

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/net/link/flakylink"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
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
		fmt.Fprintf(&b, "[[client]]\nplay = \"bot:%d\"\nredundancy = 1\nup = { latency = \"40ms\", jitter = \"10ms\" }\ndown = { latency = \"40ms\", loss = 10 }\n", i+1)
	}
	s, err := scenario.Parse([]byte(b.String()), "film.toml")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shoot(t testing.TB, s *scenario.Scenario, edits ...Edit) *Film {
	t.Helper()
	f, err := Shoot(s, resolve, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Going to a tick gives the same world as playing up to it.
func TestAnyTick(t *testing.T) {
	s := parse(t, 1000, 2)
	f := shoot(t, s)
	g, err := s.Game(resolve)
	if err != nil {
		t.Fatal(err)
	}
	hashes := []uint64{g.Server.Game.World().Hash()}
	for !g.Over() {
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
	f := shoot(t, parse(t, 600, 2))
	tried := 0
	for i, p := range f.Story.Packets {
		if !p.Up || p.Kind != "i" || p.Sent < 200 || p.Sent > 500 || f.Story.Input(p.Client, p.First).Keys == 0 {
			continue
		}
		if tried++; tried > 8 {
			break
		}
		other, err := f.WhatIf(Edit{Client: p.Client, Link: p.Link, Edit: flakylink.Edit{
			Direction: flakylink.Up, Number: p.Number, Lose: true,
		}})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(other.Story.Packets[:i], f.Story.Packets[:i]) {
			t.Fatalf("dropping packet %d changed one before it", i)
		}
		if before := p.Sent - 1; other.At(before).Server.Game.World().Hash() != f.At(before).Server.Game.World().Hash() {
			t.Fatalf("dropping packet %d changed the world before it", i)
		}
		if q := other.Story.Packets[i]; q.Arrives != 0 || q.Number != p.Number {
			t.Fatalf("packet %d was not dropped: %+v", i, q)
		}
		if l := other.Story.Input(p.Client, p.First); l.Consumed != 0 {
			t.Fatalf("its input was consumed all the same: %+v", l)
		}
		blamed(t, other.Story, p)
	}
	if tried < 8 {
		t.Errorf("only %d packets to try", tried)
	}
}

// blamed checks that whatever correction the packet led to is laid at its door.
func blamed(t *testing.T, story *tracer.Trace, p tracer.Packet) {
	t.Helper()
	for _, c := range story.Corrections {
		if c.Client == p.Client && c.Seq >= p.First && c.Seq < p.First+20 && c.Input == p.First && c.Cause != tracer.InputLost {
			t.Errorf("the correction after the loss of input %d: %+v", p.First, c)
		}
		if c.Cause == tracer.Defect {
			t.Errorf("%+v", c)
		}
	}
}

func TestNoSuchClient(t *testing.T) {
	if _, err := Shoot(parse(t, 10, 1), resolve, Edit{Client: 1}); err == nil {
		t.Error("an edit of a client that is not there was taken")
	}
}

// BenchmarkShoot is a minute of two clients, story and checkpoints included.
func BenchmarkShoot(b *testing.B) {
	s := parse(b, 3600, 2)
	for b.Loop() {
		shoot(b, s)
	}
	b.ReportMetric(float64(b.N)*3600/b.Elapsed().Seconds(), "ticks/s")
}

// BenchmarkAt8 is a jump to some tick of ten minutes with 8 clients.
func BenchmarkAt8(b *testing.B) {
	f := shoot(b, parse(b, 36000, 8))
	for i := 0; b.Loop(); i++ {
		f.At(i * 10007 % 36000)
	}
}
