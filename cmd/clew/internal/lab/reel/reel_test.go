package reel

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

const lossy = `
name = "Loss"
seed = 3
ticks = 600
maze = """
###############
#S...........E#
###############
###############
###############
"""
[[client]]
name = "Ann"
play = "keys: 120r 120l repeat"
redundancy = 1
up = { latency = "40ms", loss = 15 }
down = { latency = "40ms" }
[[client]]
name = "Bob"
play = "bot:2"
up = { latency = "40ms", loss = 15 }
down = { latency = "40ms", jitter = "20ms" }
`

func noLevel(string) (*maze.Level, error) { panic("the scenario has a maze") }

func open(t *testing.T) *Reel {
	t.Helper()
	s, err := scenario.Parse([]byte(lossy), "lossy.toml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(s, noLevel)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Stepping back, jumping and playing lead to the same worlds.
func TestAnyWayToATick(t *testing.T) {
	r := open(t)
	hashes := make([]uint64, r.Ticks()+1)
	r.Play()
	for r.Playing {
		r.Tick()
		hashes[r.At()] = r.Game().Server.Game.World().Hash()
	}
	if r.At() != 600 {
		t.Fatalf("played to %d", r.At())
	}
	for _, by := range []int{-1, -29, -300, 10, 150, 61, -1000, 5000, -17} {
		r.Step(by)
		if r.At() > 0 && r.Game().Server.Game.World().Hash() != hashes[r.At()] {
			t.Errorf("another world at tick %d", r.At())
		}
	}
	r.Go(600)
	r.Play()
	if r.At() != 0 || !r.Playing {
		t.Errorf("at the end, Play leads to %d", r.At())
	}
}

func TestSpeed(t *testing.T) {
	r := open(t)
	for _, c := range []struct {
		hurry, ticks, at int
		name             string
	}{{0, 60, 60, "1×"}, {2, 60, 240, "4×"}, {1, 1, 4, "4×"}, {-3, 60, 30, "1/2×"}, {-9, 180, 3, "1/60×"}} {
		r.Hurry(c.hurry)
		r.Go(0)
		r.Playing = true
		for range c.ticks {
			r.Tick()
		}
		if r.At() != c.at || r.Speed() != c.name {
			t.Errorf("%d ticks at %s lead to %d, want %d at %s", c.ticks, r.Speed(), r.At(), c.at, c.name)
		}
	}
}

// What is dropped is lost, leads to a correction, and comes back.
func TestWhatIf(t *testing.T) {
	r := open(t)
	before := r.Story()
	i := walking(t, before)
	r.Go(before.Packets[i].Sent)
	r.Pick(Pick{Kind: Packet, Index: i})
	for _, c := range []struct {
		do     Fate
		want   Fate
		says   string
		number int
	}{
		{Drop, Drop, "lost on its way. It carries input", 1}, {Drop, AsItWas, "ms later", 0},
		{Delay, Delay, "You delayed it by 100 ms.", 1}, {Double, Double, "a second copy at", 1},
	} {
		if ok, err := r.Change(c.do); !ok || err != nil {
			t.Fatal(ok, err)
		}
		p := r.Story().Packets[r.Picked().Index]
		if r.Fate(p) != c.want || !strings.Contains(r.Sentence(), c.says) || r.Changes() != c.number {
			t.Errorf("fate %d: %q, %d changes", r.Fate(p), r.Sentence(), r.Changes())
		}
		if r.At() != before.Packets[i].Sent {
			t.Errorf("the tick looked at is %d now", r.At())
		}
	}
	if err := r.Undo(); err != nil || r.Story() != before || r.Changes() != 0 {
		t.Error("there is no way back to the original")
	}
}

// walking is a packet of Ann's that arrives with an input that walks.
func walking(t *testing.T, s *tracer.Trace) int {
	t.Helper()
	for i, p := range s.Packets {
		if p.Client == 0 && p.Kind == "i" && p.Sent > 150 && p.Arrives != 0 && s.Input(0, p.First).Keys != 0 {
			return i
		}
	}
	t.Fatal("no packet to try")
	return 0
}

// Every packet's message can be read, in any order, and is of its kind.
func TestMessages(t *testing.T) {
	r := open(t)
	s := r.Story()
	for _, i := range []int{0, len(s.Packets) - 1, 700, 701, 300, 299} {
		if text := r.Message(i); !strings.HasPrefix(text, s.Packets[i].Kind+"|") {
			t.Errorf("packet %d of kind %s: %q", i, s.Packets[i].Kind, text)
		}
	}
}

func TestNext(t *testing.T) {
	r := open(t)
	r.Go(300)
	r.Next(Packet, 1)
	first := r.Picked().Index
	if p := r.Story().Packets; p[first].Sent < 300 || p[first-1].Sent >= 300 {
		t.Errorf("packet %d is not the first after tick 300", first)
	}
	r.Next(Packet, 1)
	r.Next(Packet, -1)
	r.Next(Packet, -1)
	if got := r.Picked().Index; got != first-1 {
		t.Errorf("packet %d, want %d", got, first-1)
	}
	r.Next(Correction, 1)
	c := r.Story().Corrections[r.Picked().Index]
	if c.Tick < 300 {
		t.Errorf("a correction at %d", c.Tick)
	}
	r.Visit()
	if want := r.Story().Input(c.Client, c.Input).Made; r.At() != want {
		t.Errorf("the correction began at %d, not %d", want, r.At())
	}
	r.Next(Input, 1)
	if got := r.Picked(); r.Story().Input(got.Client, got.Seq).Made < r.At() {
		t.Errorf("input %+v", got)
	}
	r.Pick(Pick{Kind: Packet, Index: 1 << 30})
	if r.Picked() != (Pick{}) || r.Sentence() != "" {
		t.Error("a packet that is not there was picked")
	}
}

func TestFind(t *testing.T) {
	for _, name := range scenario.Examples() {
		if _, err := Find(name); err != nil {
			t.Error(err)
		}
	}
	path := filepath.Join(t.TempDir(), "mine.toml")
	if err := os.WriteFile(path, []byte(lossy+"\nnonsense = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for arg, want := range map[string]string{
		path: "mine.toml:24:", "nowhere": "3-loss", filepath.Dir(path): "is no file",
	} {
		if _, err := Find(arg); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", arg, err, want)
		}
	}
}
