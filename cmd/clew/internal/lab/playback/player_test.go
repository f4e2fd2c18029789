package playback

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/maze"
	"clew/engine/sim"
	_ "clew/net/netsim/netsimtest"
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
input = "keys: 120r 120l repeat"
redundancy = 1
up = { latency = "40ms", loss = 15 }
down = { latency = "40ms" }
[[client]]
name = "Bob"
input = "bot:2"
up = { latency = "40ms", loss = 15 }
down = { latency = "40ms", jitter = "20ms" }
`

func noLevels(string) (*maze.Level, error) { panic("the scenario has a maze") }

func start(t *testing.T) *Player {
	t.Helper()
	s, err := scenario.Parse([]byte(lossy), "lossy.toml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := newScenario(s, noLevels)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Stepping back, seeking and playing lead to the same worlds.
func TestSeekIsExact(t *testing.T) {
	r := start(t)
	hashes := make([]uint64, r.Ticks()+1)
	r.Play()
	for r.Playing {
		r.Update(nil)
		hashes[r.Tick()] = r.State().World().Hash()
	}
	if r.Tick() != 600 {
		t.Fatalf("played to %d", r.Tick())
	}
	for _, by := range []int{-1, -29, -300, 10, 150, 61, -1000, 5000, -17} {
		r.Step(by)
		if r.Tick() > 0 && r.State().World().Hash() != hashes[r.Tick()] {
			t.Errorf("another world at tick %d", r.Tick())
		}
	}
	r.Seek(600)
	r.Play()
	if r.Tick() != 0 || !r.Playing {
		t.Errorf("at the end, Play leads to %d", r.Tick())
	}
}

func TestSpeed(t *testing.T) {
	r := start(t)
	for _, c := range []struct {
		hurry, ticks, at int
		name             string
	}{{0, 60, 60, "1×"}, {2, 60, 240, "4×"}, {1, 1, 4, "4×"}, {-3, 60, 30, "1/2×"}, {-9, 180, 3, "1/60×"}} {
		r.ChangeSpeed(c.hurry)
		r.Seek(0)
		r.Playing = true
		for range c.ticks {
			r.Update(nil)
		}
		if r.Tick() != c.at || r.Speed() != c.name {
			t.Errorf("%d ticks at %s lead to %d, want %d at %s", c.ticks, r.Speed(), r.Tick(), c.at, c.name)
		}
	}
}

// A dropped packet is lost, leads to a correction, and can be restored.
func TestPacketEdits(t *testing.T) {
	r := start(t)
	before := r.Trace()
	i := walkingScenario(t, before)
	r.Seek(before.Packets[i].Sent)
	if err := r.EditPacket(Drop); !errors.Is(err, errNoPacket) {
		t.Errorf("a change of no packet: %v", err)
	}
	r.Select(Selection{Kind: Packet, Index: i})
	for _, c := range []struct {
		do     PacketAction
		want   PacketAction
		says   string
		number int
	}{
		{Drop, Drop, "lost on its way. It carries input", 1}, {Drop, Unchanged, "ms later", 2},
		{Delay, Delay, "You delayed it by 100 ms.", 3}, {Duplicate, Duplicate, "duplicate arrived at", 4},
		{Swap, Swap, "You swapped it with the next of its kind.", 5},
	} {
		if err := r.EditPacket(c.do); err != nil {
			t.Fatal(err)
		}
		p := r.Trace().Packets[r.Selected().Index]
		if r.PacketAction(p) != c.want || !strings.Contains(r.Describe(), c.says) || len(r.ChangeTexts()) != c.number {
			t.Errorf("fate %d: %q, changes %q", r.PacketAction(p), r.Describe(), r.ChangeTexts())
		}
		if r.Tick() != before.Packets[i].Sent || r.Reference().Trace() != before {
			t.Errorf("the tick looked at is %d now", r.Tick())
		}
	}
	if !r.Undo() || r.PacketAction(r.Trace().Packets[r.Selected().Index]) != Duplicate {
		t.Error("the last change was not taken back")
	}
	if !r.UndoAll() || r.Trace() != before || r.ChangeTexts() != nil || r.Undo() || r.UndoAll() {
		t.Error("there is no way back to the original")
	}
}

// Swapped packets arrive at each other's time; undoing one undoes both.
func TestSwapPackets(t *testing.T) {
	r := start(t)
	before := r.Trace()
	i := walkingScenario(t, before)
	j := i + 1
	for ; ; j++ {
		if q := before.Packets[j]; q.Client == 0 && q.Up && q.Type == "i" && q.Arrives != 0 {
			break
		}
	}
	p, q := before.Packets[i], before.Packets[j]
	r.Select(Selection{Kind: Packet, Index: i})
	if err := r.EditPacket(Swap); err != nil {
		t.Fatal(err)
	}
	s := r.Trace().Packets
	if s[i].Arrives != q.Arrives || s[j].Arrives != p.Arrives || s[i].Sent != p.Sent || s[j].Number != q.Number {
		t.Errorf("%+v and %+v became %+v and %+v", p, q, s[i], s[j])
	}
	if l := r.Trace().Input(0, p.First); l.Outcome != eventlog.Late {
		t.Errorf("the input that was overtaken: %+v", l)
	}
	r.Select(Selection{Kind: Packet, Index: j})
	if err := r.EditPacket(Swap); err != nil {
		t.Fatal(err)
	}
	if s := r.Trace().Packets; s[i] != p || s[j] != q {
		t.Errorf("taken back for one, they are %+v and %+v", s[i], s[j])
	}
	for index, kind := range map[int]string{0: "reliable", loseInput(t, before): "is lost"} {
		r.Select(Selection{Kind: Packet, Index: index})
		if err := r.EditPacket(Swap); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("swapping packet %d: %v", index, err)
		}
	}
}

// loseInput selects a packet that gets lost.
func loseInput(t *testing.T, s *eventlog.Trace) int {
	t.Helper()
	i := slices.IndexFunc(s.Packets, func(p eventlog.Packet) bool { return p.Arrives == 0 })
	if i < 0 {
		t.Fatal("no packet is lost")
	}
	return i
}

// A setting applies from the next tick on and changes nothing before.
func TestSet(t *testing.T) {
	r := start(t)
	r.Seek(300)
	no, loss, slow := false, 0, 10
	hash := r.State().World().Hash()
	if err := r.Set(0, scenario.Change{Up: scenario.ConditionsPatch{Loss: &loss}, Switches: scenario.SwitchesPatch{Prediction: &no}}); err != nil {
		t.Fatal(err)
	}
	if err := r.SetServer(scenario.ServerChange{SnapshotRate: &slow}); err != nil {
		t.Fatal(err)
	}
	if s := r.Settings(0); s.Netem.Up.Loss != 0 || s.Switches.Prediction || s.Redundancy != 1 {
		t.Errorf("%+v", s)
	}
	if rate, target, ok := r.ServerSettings(); !ok || rate != 10 || target != 2 {
		t.Errorf("rate %d, target %d", rate, target)
	}
	if r.Tick() != 300 || r.State().World().Hash() != hash || len(r.ChangeTexts()) != 2 {
		t.Errorf("at %d; changes %q", r.Tick(), r.ChangeTexts())
	}
	snapshots := 0
	for i, p := range r.Trace().Packets {
		switch {
		case p.Sent <= 300 && p != r.Reference().Trace().Packets[i]:
			t.Fatalf("packet %d left before the change, and is another", i)
		case p.Sent > 310 && p.Client == 0 && p.Up && p.Type == "i" && p.Arrives == 0:
			t.Fatalf("%+v is lost, and nothing is to be", p)
		case p.Sent > 310 && p.Client == 0 && p.Type == "S":
			snapshots++
		}
	}
	if snapshots < 45 || snapshots > 52 {
		t.Errorf("%d snapshots in 290 ticks", snapshots)
	}
	if own := r.Series(r.Game(), 0).InputDelay[400]; own < 4 {
		t.Errorf("without prediction a key is seen after %d ticks", own)
	}
	if own := r.Series(r.Reference(), 0).InputDelay[400]; own != 0 {
		t.Errorf("with prediction a key is seen after %d ticks", own)
	}
}

// A human takes over, plays, steps back, plays again, and gives the player
// back; nothing before that changes.
func TestControllers(t *testing.T) {
	r := start(t)
	r.Seek(200)
	if r.HasHuman() || r.Rerecord() == nil {
		t.Error("nobody plays, and a part could be replayed")
	}
	x := func() int32 { return r.State().World().Players()[0].X }
	play := func(n int, keys sim.Input) {
		r.Playing = true
		for range n {
			r.Update(func(client int) sim.Input {
				if client != 0 {
					t.Errorf("client %d is asked for its keys", client)
				}
				return keys
			})
		}
	}
	if err := r.SetController(0, Controller{Kind: Human}); err != nil {
		t.Fatal(err)
	}
	if !r.HasHuman() || !r.AtLiveEdge() || r.PlayedTicks() != 200 {
		t.Fatalf("live %v, played to %d", r.HasHuman(), r.PlayedTicks())
	}
	play(60, sim.Left)
	if left := x(); r.Tick() != 260 || r.PlayedTicks() != 260 || left >= r.ReferenceState().World().Players()[0].X {
		t.Errorf("at %d of %d, x is %d", r.Tick(), r.PlayedTicks(), left)
	}
	first := x()
	r.Step(-30)
	play(30, sim.Right) // the recorded input plays again, whatever is held
	if x() != first {
		t.Error("the recording was played differently")
	}
	r.Step(-30)
	if err := r.Rerecord(); err != nil {
		t.Fatal(err)
	}
	play(30, sim.Right)
	if x() <= first || r.PlayedTicks() != 260 {
		t.Errorf("replayed to %d, x is %d and was %d", r.PlayedTicks(), x(), first)
	}
	if err := r.SetController(0, Controller{Kind: Bot, Seed: 5}); err != nil {
		t.Fatal(err)
	}
	if r.HasHuman() || r.PlayedTicks() != 600 || r.Tick() != 260 {
		t.Errorf("a bot plays: live %v, played to %d", r.HasHuman(), r.PlayedTicks())
	}
	if err := r.SetController(0, Controller{Kind: Recorded}); err != nil {
		t.Fatal(err)
	}
	was, is := r.Reference().Trace(), r.Trace()
	for tick := 262; tick < 600; tick++ {
		a, b := was.SampledAt(0, tick), is.SampledAt(0, tick)
		if a != nil && b != nil && a.Keys != b.Keys {
			t.Fatalf("at tick %d the recording holds %v, not %v", tick, b.Keys, a.Keys)
		}
	}
}

// walkingScenario returns a packet of Ann's that arrives with a walking input.
func walkingScenario(t *testing.T, s *eventlog.Trace) int {
	t.Helper()
	for i, p := range s.Packets {
		if p.Client == 0 && p.Type == "i" && p.Sent > 150 && p.Arrives != 0 && s.Input(0, p.First).Keys != 0 {
			return i
		}
	}
	t.Fatal("no packet to try")
	return 0
}

// Every packet's message can be read, in any order.
func TestMessages(t *testing.T) {
	r := start(t)
	s := r.Trace()
	for _, i := range []int{0, len(s.Packets) - 1, 700, 701, 300, 299} {
		m, err := r.Message(i)
		if err != nil || !strings.HasPrefix(m.Text, s.Packets[i].Type+"|") || len(m.Msgpack) != s.Packets[i].Size {
			t.Errorf("packet %d of kind %s: %+v, %v", i, s.Packets[i].Type, m, err)
		}
		var joined []byte
		for _, p := range m.Parts {
			joined = append(joined, p.Bytes...)
		}
		if !bytes.Equal(joined, m.Msgpack) {
			t.Errorf("packet %d: the parts are not the whole", i)
		}
	}
}

func TestSelectNext(t *testing.T) {
	r := start(t)
	r.Seek(300)
	r.SelectNext(Packet, 1)
	first := r.Selected().Index
	if p := r.Trace().Packets; p[first].Sent < 300 || p[first-1].Sent >= 300 {
		t.Errorf("packet %d is not the first after tick 300", first)
	}
	r.SelectNext(Packet, 1)
	r.SelectNext(Packet, -1)
	r.SelectNext(Packet, -1)
	if got := r.Selected().Index; got != first-1 {
		t.Errorf("packet %d, want %d", got, first-1)
	}
	r.SelectNext(Correction, 1)
	c := r.Trace().Corrections[r.Selected().Index]
	if c.Tick < 300 {
		t.Errorf("a correction at %d", c.Tick)
	}
	r.SeekToStart()
	if want := r.Trace().Input(c.Client, c.Input).Sampled; r.Tick() != want {
		t.Errorf("the correction began at %d, not %d", want, r.Tick())
	}
	r.SelectNext(Input, 1)
	if got := r.Selected(); r.Trace().Input(got.Client, got.Seq).Sampled < r.Tick() {
		t.Errorf("input %+v", got)
	}
	r.Select(Selection{Kind: Packet, Index: 1 << 30})
	if r.Selected() != (Selection{}) || r.Describe() != "" {
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
		path: "mine.toml:24:", "nowhere": "3-loss", filepath.Dir(path): "is not a regular file",
	} {
		if _, err := Find(arg); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", arg, err, want)
		}
	}
}
