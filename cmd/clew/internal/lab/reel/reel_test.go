package reel

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	_ "clew/net/rig/rigtest"
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

func start(t *testing.T) *Reel {
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
	r := start(t)
	hashes := make([]uint64, r.Ticks()+1)
	r.Play()
	for r.Playing {
		r.Tick(nil)
		hashes[r.At()] = r.Scene().World().Hash()
	}
	if r.At() != 600 {
		t.Fatalf("played to %d", r.At())
	}
	for _, by := range []int{-1, -29, -300, 10, 150, 61, -1000, 5000, -17} {
		r.Step(by)
		if r.At() > 0 && r.Scene().World().Hash() != hashes[r.At()] {
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
	r := start(t)
	for _, c := range []struct {
		hurry, ticks, at int
		name             string
	}{{0, 60, 60, "1×"}, {2, 60, 240, "4×"}, {1, 1, 4, "4×"}, {-3, 60, 30, "1/2×"}, {-9, 180, 3, "1/60×"}} {
		r.Hurry(c.hurry)
		r.Go(0)
		r.Playing = true
		for range c.ticks {
			r.Tick(nil)
		}
		if r.At() != c.at || r.Speed() != c.name {
			t.Errorf("%d ticks at %s lead to %d, want %d at %s", c.ticks, r.Speed(), r.At(), c.at, c.name)
		}
	}
}

// What is dropped is lost, leads to a correction, and comes back.
func TestWhatIf(t *testing.T) {
	r := start(t)
	before := r.Story()
	i := walking(t, before)
	r.Go(before.Packets[i].Sent)
	if err := r.Change(Drop); !errors.Is(err, errNoPacket) {
		t.Errorf("a change of no packet: %v", err)
	}
	r.Pick(Pick{Kind: Packet, Index: i})
	for _, c := range []struct {
		do     Fate
		want   Fate
		says   string
		number int
	}{
		{Drop, Drop, "lost on its way. It carries input", 1}, {Drop, AsItWas, "ms later", 2},
		{Delay, Delay, "You delayed it by 100 ms.", 3}, {Double, Double, "a second copy at", 4},
		{Swap, Swap, "You swapped it with the next of its kind.", 5},
	} {
		if err := r.Change(c.do); err != nil {
			t.Fatal(err)
		}
		p := r.Story().Packets[r.Picked().Index]
		if r.Fate(p) != c.want || !strings.Contains(r.Sentence(), c.says) || len(r.Changes()) != c.number {
			t.Errorf("fate %d: %q, changes %q", r.Fate(p), r.Sentence(), r.Changes())
		}
		if r.At() != before.Packets[i].Sent || r.Reference().Story() != before {
			t.Errorf("the tick looked at is %d now", r.At())
		}
	}
	if !r.Undo() || r.Fate(r.Story().Packets[r.Picked().Index]) != Double {
		t.Error("the last change was not taken back")
	}
	if !r.Restore() || r.Story() != before || r.Changes() != nil || r.Undo() || r.Restore() {
		t.Error("there is no way back to the original")
	}
}

// Two packets that are swapped arrive each when the other would have; taking
// that back for one takes it back for both.
func TestSwap(t *testing.T) {
	r := start(t)
	before := r.Story()
	i := walking(t, before)
	j := i + 1
	for ; ; j++ {
		if q := before.Packets[j]; q.Client == 0 && q.Up && q.Kind == "i" && q.Arrives != 0 {
			break
		}
	}
	p, q := before.Packets[i], before.Packets[j]
	r.Pick(Pick{Kind: Packet, Index: i})
	if err := r.Change(Swap); err != nil {
		t.Fatal(err)
	}
	s := r.Story().Packets
	if s[i].Arrives != q.Arrives || s[j].Arrives != p.Arrives || s[i].Sent != p.Sent || s[j].Number != q.Number {
		t.Errorf("%+v and %+v became %+v and %+v", p, q, s[i], s[j])
	}
	if l := r.Story().Input(0, p.First); l.Outcome != tracer.Late {
		t.Errorf("the input that was overtaken: %+v", l)
	}
	r.Pick(Pick{Kind: Packet, Index: j})
	if err := r.Change(Swap); err != nil {
		t.Fatal(err)
	}
	if s := r.Story().Packets; s[i] != p || s[j] != q {
		t.Errorf("taken back for one, they are %+v and %+v", s[i], s[j])
	}
	for index, kind := range map[int]string{0: "reliable", lostOne(t, before): "is lost"} {
		r.Pick(Pick{Kind: Packet, Index: index})
		if err := r.Change(Swap); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("swapping packet %d: %v", index, err)
		}
	}
}

// lostOne is a packet that is lost.
func lostOne(t *testing.T, s *tracer.Trace) int {
	t.Helper()
	i := slices.IndexFunc(s.Packets, func(p tracer.Packet) bool { return p.Arrives == 0 })
	if i < 0 {
		t.Fatal("no packet is lost")
	}
	return i
}

// A setting holds from the next tick on, and changes nothing before it.
func TestSet(t *testing.T) {
	r := start(t)
	r.Go(300)
	no, loss, slow := false, 0, 10
	hash := r.Scene().World().Hash()
	if err := r.Set(0, scenario.Change{Up: scenario.ConditionsPatch{Loss: &loss}, Switches: scenario.SwitchesPatch{Prediction: &no}}); err != nil {
		t.Fatal(err)
	}
	if err := r.SetServer(scenario.ServerChange{SnapshotRate: &slow}); err != nil {
		t.Fatal(err)
	}
	if s := r.Settings(0); s.Flaky.Up.Loss != 0 || s.Switches.Prediction || s.Redundancy != 1 {
		t.Errorf("%+v", s)
	}
	if rate, target, ok := r.ServerSettings(); !ok || rate != 10 || target != 2 {
		t.Errorf("rate %d, target %d", rate, target)
	}
	if r.At() != 300 || r.Scene().World().Hash() != hash || len(r.Changes()) != 2 {
		t.Errorf("at %d; changes %q", r.At(), r.Changes())
	}
	snapshots := 0
	for i, p := range r.Story().Packets {
		switch {
		case p.Sent <= 300 && p != r.Reference().Story().Packets[i]:
			t.Fatalf("packet %d left before the change, and is another", i)
		case p.Sent > 310 && p.Client == 0 && p.Up && p.Kind == "i" && p.Arrives == 0:
			t.Fatalf("%+v is lost, and nothing is to be", p)
		case p.Sent > 310 && p.Client == 0 && p.Kind == "S":
			snapshots++
		}
	}
	if snapshots < 45 || snapshots > 52 {
		t.Errorf("%d snapshots in 290 ticks", snapshots)
	}
	if own := r.Curves(r.Tape(), 0).Delay[400]; own < 4 {
		t.Errorf("without prediction a key is seen after %d ticks", own)
	}
	if own := r.Curves(r.Reference(), 0).Delay[400]; own != 0 {
		t.Errorf("with prediction a key is seen after %d ticks", own)
	}
}

// A person takes over, plays, steps back, plays anew, and gives the player
// back; before that nothing changes.
func TestHands(t *testing.T) {
	r := start(t)
	r.Go(200)
	if r.Live() || r.Retake() == nil {
		t.Error("nobody plays, and it could be played anew")
	}
	x := func() int32 { return r.Scene().World().Players()[0].X }
	play := func(n int, keys sim.Input) {
		r.Playing = true
		for range n {
			r.Tick(func(client int) sim.Input {
				if client != 0 {
					t.Errorf("client %d is asked for its keys", client)
				}
				return keys
			})
		}
	}
	if err := r.Take(0, Hand{Kind: ByPerson}); err != nil {
		t.Fatal(err)
	}
	if !r.Live() || !r.AtEdge() || r.Played() != 200 {
		t.Fatalf("live %v, played to %d", r.Live(), r.Played())
	}
	play(60, sim.Left)
	if left := x(); r.At() != 260 || r.Played() != 260 || left >= r.Beside().World().Players()[0].X {
		t.Errorf("at %d of %d, x is %d", r.At(), r.Played(), left)
	}
	first := x()
	r.Step(-30)
	play(30, sim.Right) // what was recorded plays again, whatever is held
	if x() != first {
		t.Error("the recording was played differently")
	}
	r.Step(-30)
	if err := r.Retake(); err != nil {
		t.Fatal(err)
	}
	play(30, sim.Right)
	if x() <= first || r.Played() != 260 {
		t.Errorf("played anew to %d, x is %d and was %d", r.Played(), x(), first)
	}
	if err := r.Take(0, Hand{Kind: ByBot, Seed: 5}); err != nil {
		t.Fatal(err)
	}
	if r.Live() || r.Played() != 600 || r.At() != 260 {
		t.Errorf("a bot plays: live %v, played to %d", r.Live(), r.Played())
	}
	if err := r.Take(0, Hand{Kind: AsRecorded}); err != nil {
		t.Fatal(err)
	}
	was, is := r.Reference().Story(), r.Story()
	for tick := 262; tick < 600; tick++ {
		a, b := was.MadeAt(0, tick), is.MadeAt(0, tick)
		if a != nil && b != nil && a.Keys != b.Keys {
			t.Fatalf("at tick %d the recording holds %v, not %v", tick, b.Keys, a.Keys)
		}
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
	r := start(t)
	s := r.Story()
	for _, i := range []int{0, len(s.Packets) - 1, 700, 701, 300, 299} {
		m, err := r.Message(i)
		if err != nil || !strings.HasPrefix(m.Text, s.Packets[i].Kind+"|") || len(m.Pack) != s.Packets[i].Size {
			t.Errorf("packet %d of kind %s: %+v, %v", i, s.Packets[i].Kind, m, err)
		}
		var joined []byte
		for _, p := range m.Parts {
			joined = append(joined, p.Bytes...)
		}
		if !bytes.Equal(joined, m.Pack) {
			t.Errorf("packet %d: the parts are not the whole", i)
		}
	}
}

func TestNext(t *testing.T) {
	r := start(t)
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
		if f, err := Find(name); err != nil || f.Scenario == nil {
			t.Error(f, err)
		}
	}
	path := filepath.Join(t.TempDir(), "mine.toml")
	if err := os.WriteFile(path, []byte(lossy+"\nnonsense = 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wide := filepath.Join(t.TempDir(), "wide.toml")
	if err := os.WriteFile(wide, []byte("\xFF\xFEn\x00a\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	for arg, want := range map[string]string{
		wide: "wide.toml: this file is UTF-16; save it as UTF-8",
		path: "mine.toml:24:", "nowhere": "3-loss", filepath.Dir(path): "is no file",
	} {
		if _, err := Find(arg); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", arg, err, want)
		}
	}
}
