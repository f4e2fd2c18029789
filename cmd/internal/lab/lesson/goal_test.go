package lesson

import (
	"slices"
	"testing"
	"time"

	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
	"clew/net/replica"
)

// hall creates a game in which Ann walks right from tick 60 to 180, with
// network conditions of her own, while Bob stands still.
func hall(t *testing.T, changes ...func(*scenario.Scenario)) *fakeGame {
	t.Helper()
	s, err := scenario.Parse([]byte(`name = "Hall"
maze = """
#####################
#S..................#
#...................#
#S.................E#
#####################
"""
ticks = 360
[[client]]
name = "Ann"
input = "keys: 60- 120r 180-"
redundancy = 1
up = { latency = "50ms" }
down = { latency = "50ms" }
[[client]]
name = "Bob"
input = "keys: 360-"
`), "hall.toml")
	if err != nil {
		t.Fatal(err)
	}
	d := play(t, s)
	for _, change := range changes {
		d.change(change)
	}
	return d
}

func above(v float64) Bounds { return Bounds{Above: &v} }

func below(v float64) Bounds { return Bounds{Below: &v} }

func equals(v float64) Bounds { return Bounds{Equals: &v} }

// Each number can be told from one that is a little more, and one that is a
// little less.
func TestMetrics(t *testing.T) {
	lossy := func(s *scenario.Scenario) { s.Clients[0].Netem.Up.Loss = 30 }
	blind := func(s *scenario.Scenario) { s.Clients[0].Switches.Prediction = false }
	hops := func(s *scenario.Scenario) { s.SnapshotRate, s.Clients[1].Switches.Interpolation = 10, false }
	jitter := func(s *scenario.Scenario) { s.Clients[0].Netem.Up.Jitter = 200 * time.Millisecond }
	for _, c := range []struct {
		what        string
		client      int
		change      func(*scenario.Scenario) // which makes it larger
		least, most float64                  // without it, from tick 100 to 160
	}{
		{"own_error", 0, lossy, 0.3, 0.7},
		{"others_error", 1, hops, 0.05, 0.7},
		{"ghost_distance", 0, func(s *scenario.Scenario) { s.Clients[0].Netem.Down.Latency = 200 * time.Millisecond }, 0.7, 1},
		{"jump", 1, hops, 0.09, 0.1},
		{"input_delay", 0, blind, 0, 1},
		{"lost_inputs", 0, lossy, 0, 0},
		{"uneven_ticks", 0, jitter, 0, 0},
		{"corrections", 0, lossy, 0, 0},
		{"bytes_per_second", 0, func(s *scenario.Scenario) { s.Clients[0].Redundancy = 32 }, 800, 2500},
		{"snapshot_gap", 0, hops, 33, 34},
		{"distance_walked", 0, nil, 5.5, 5.7},
	} {
		m := MetricGoal{Client: c.client, Metric: c.what, From: 100, To: 160}
		d := hall(t)
		if d.at = 159; m.Reached(d) {
			t.Errorf("%s is known before its span is over", c.what)
		}
		d.at = 160
		v, ok := m.value(d)
		if !ok || v < c.least || v > c.most {
			t.Errorf("%s is %v, %v; want %v to %v", c.what, v, ok, c.least, c.most)
		}
		for _, b := range []struct {
			bounds Bounds
			want   bool
		}{
			{above(v - 0.01), true}, {above(v), false}, {below(v + 0.01), true}, {below(v), false},
			{equals(v), true}, {equals(v + 0.01), false},
		} {
			if m.Bounds = b.bounds; m.Reached(d) != b.want {
				t.Errorf("%s within %+v: %v", c.what, b.bounds, !b.want)
			}
		}
		m.Bounds = Bounds{}
		last := m
		last.From, last.To, last.Last = 0, 0, 61
		if w, _ := last.value(d); w != v {
			t.Errorf("%s of the last 61 ticks is %v, of the same ticks %v", c.what, w, v)
		}
		if c.change == nil {
			continue
		}
		d = hall(t, c.change)
		d.at = 160
		if w, ok := m.value(d); !ok || w <= v {
			t.Errorf("%s is %v, and after the change %v", c.what, v, w)
		}
		mean := m
		mean.Mean = true
		greatest, _ := m.value(d)
		if w, ok := mean.value(d); !ok || w > greatest {
			t.Errorf("%s: the mean is %v, the greatest %v", c.what, w, greatest)
		}
	}
	if len(metrics) != 11 {
		t.Errorf("there are %d measures", len(metrics))
	}
}

// Where there is nothing to measure, nothing is reached.
func TestMetricWithoutData(t *testing.T) {
	d := hall(t)
	d.at = 360
	for _, m := range []MetricGoal{
		{Metric: "input_delay", Bounds: below(1000), From: 200, To: 300}, // no key is pressed
		{Metric: "lost_inputs", Bounds: below(1000), From: 200, To: 300},
		{Metric: "own_error", Bounds: below(1000), From: 1, To: 2}, // nobody is there
		{Metric: "distance_walked", Bounds: above(-1), Last: 361},
	} {
		if m.Reached(d) {
			t.Errorf("%+v is reached", m)
		}
	}
}

// An input that is on its way when the history ends is not lost, and a packet that
// came late lost nothing.
func TestNotLost(t *testing.T) {
	d := hall(t, person(0, "keys: 60- 300r"))
	d.at = 360
	if v, ok := (MetricGoal{Metric: "lost_inputs", From: 300, To: 360}).value(d); !ok || v != 0 {
		t.Errorf("%v inputs are lost on a wire that loses nothing", v)
	}
	d = hall(t)
	d.packet(100, isInputs)
	late := d.Trace().Packets[d.picked.Index]
	d.change(func(s *scenario.Scenario) {
		s.Clients[0].PacketOverrides = []scenario.PacketOverride{{Link: 1, Override: netem.Override{Direction: netem.Up, Number: late.Number, Delay: 100 * time.Millisecond}}}
	})
	if c := d.Trace().Corrections; len(c) != 1 || c[0].Cause != eventlog.InputLate {
		t.Fatalf("corrections %+v", c)
	}
	if lossCausedCorrection(d.Trace(), d.picked.Index) {
		t.Error("a packet that came late is to blame as one that was lost")
	}
}

// Each setting counts from the tick on that is looked at, whoever set it.
func TestSettings(t *testing.T) {
	ms := func(n int) *time.Duration { return ptr(time.Duration(n) * time.Millisecond) }
	d := hall(t, from(200, 0, scenario.Change{
		Input: ptr(scenario.InputSource{Kind: scenario.Human}), Redundancy: ptr(7), InterpolationDelay: ms(90), Stream: ptr(true),
		Up:       scenario.ConditionsPatch{Latency: ms(11), Jitter: ms(12), Loss: ptr(13)},
		Down:     scenario.ConditionsPatch{Latency: ms(21), Jitter: ms(22), Loss: ptr(23)},
		Switches: scenario.SwitchesPatch{Prediction: ptr(false), Reconciliation: ptr(replica.ReconcileSnap), Interpolation: ptr(false), Smoothing: ptr(false)},
	}), func(s *scenario.Scenario) {
		s.Changes = append(s.Changes, scenario.ServerChange{At: 200, SnapshotRate: ptr(15), QueueTarget: ptr(5)})
	})
	want := map[string]SettingGoal{
		"up.latency": {Bounds: equals(11)}, "up.jitter": {Bounds: equals(12)}, "up.loss": {Bounds: equals(13)},
		"down.latency": {Bounds: equals(21)}, "down.jitter": {Bounds: equals(22)}, "down.loss": {Bounds: equals(23)},
		"round_trip": {Bounds: equals(32)}, "redundancy": {Bounds: equals(7)}, "interpolation_delay": {Bounds: equals(90)},
		"prediction": {On: ptr(false)}, "reconciliation": {Reconciliation: ptr(replica.ReconcileSnap)}, "interpolation": {On: ptr(false)}, "smoothing": {On: ptr(false)},
		"stream": {On: ptr(true)}, "human": {On: ptr(true)},
		"snapshot_rate": {Bounds: equals(15)}, "input_queue_target": {Bounds: equals(5)},
	}
	for _, what := range settingNames() {
		s, ok := want[what]
		if s.Name = what; !ok {
			t.Errorf("%s is not tried", what)
			continue
		}
		if d.at = 198; s.Reached(d) {
			t.Errorf("%s counts before it is set", what)
		}
		if d.at = 199; !s.Reached(d) {
			t.Errorf("%s does not count", what)
		}
		s.Client = 1
		if s.Reached(d) && !s.isServerSetting() {
			t.Errorf("%s of Ann's is Bob's", what)
		}
	}
}

// What is picked out is told from what is like it but for one thing.
func TestSelectionGoal(t *testing.T) {
	d := hall(t, func(s *scenario.Scenario) { s.Clients[0].Netem.Up.Loss = 30 })
	tr := d.Trace()
	packet := func(fits func(i int, p *eventlog.Packet) bool) Selection {
		for i := range tr.Packets {
			if p := &tr.Packets[i]; p.Sent > 70 && fits(i, p) {
				return Selection{Target: TargetPacket, Index: i}
			}
		}
		t.Fatal("there is no such packet")
		return Selection{}
	}
	lost := packet(func(i int, p *eventlog.Packet) bool {
		return isInputs(p) && p.Arrives == 0 && lossCausedCorrection(tr, i)
	})
	arrived := packet(func(_ int, p *eventlog.Packet) bool { return isInputs(p) && p.Arrives != 0 })
	snapshot := packet(func(_ int, p *eventlog.Packet) bool { return p.Client == 0 && p.Type == "S" })
	ofBob := packet(func(_ int, p *eventlog.Packet) bool { return p.Client == 1 && p.Type == "i" })
	correction := Selection{Target: TargetCorrection, Index: slices.IndexFunc(tr.Corrections, func(c eventlog.Correction) bool { return c.Client == 0 })}
	began := tr.Corrections[correction.Index].Input
	input := Selection{Target: TargetInput, Seq: began}
	other := Selection{Target: TargetInput, Seq: 1}
	for _, c := range []struct {
		name    string
		goal    SelectionGoal
		yes, no []Selection
	}{
		{"any packet", SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Client: -1}}, []Selection{lost, arrived, snapshot, ofBob}, []Selection{{}, input, correction}},
		{"Ann's", SelectionGoal{Target: TargetPacket}, []Selection{lost, snapshot}, []Selection{ofBob}},
		{"up", SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Direction: "up"}}, []Selection{lost}, []Selection{snapshot}},
		{"down", SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Direction: "down"}}, []Selection{snapshot}, []Selection{lost}},
		{"inputs", SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Message: "inputs"}}, []Selection{lost}, []Selection{snapshot}},
		{"lost", SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Lost: ptr(true)}}, []Selection{lost}, []Selection{arrived, snapshot}},
		{"not lost", SelectionGoal{Target: TargetPacket, PacketFilter: PacketFilter{Lost: ptr(false)}}, []Selection{arrived, snapshot}, []Selection{lost}},
		{"to blame", SelectionGoal{Target: TargetPacket, CausedCorrection: true}, []Selection{lost}, []Selection{arrived, snapshot}},
		{"an input", SelectionGoal{Target: TargetInput}, []Selection{input, other}, []Selection{lost, correction, {Target: TargetInput, Client: 1, Seq: 1}}},
		{"the input", SelectionGoal{Target: TargetInput, CausedCorrection: true}, []Selection{input}, []Selection{other}},
		{"a correction", SelectionGoal{Target: TargetCorrection}, []Selection{correction}, []Selection{input, lost}},
		{"by loss", SelectionGoal{Target: TargetCorrection, Cause: eventlog.InputLost}, []Selection{correction}, nil},
		{"by cheating", SelectionGoal{Target: TargetCorrection, Cause: eventlog.ModifiedClient}, nil, []Selection{correction}},
	} {
		for i, list := range [][]Selection{c.yes, c.no} {
			for _, p := range list {
				if d.picked = p; c.goal.Reached(d) != (i == 0) {
					t.Errorf("%s: %+v counts %v", c.name, p, i != 0)
				}
			}
		}
	}
}

// What was done to a packet counts, with what came of it.
func TestPacketChangeGoal(t *testing.T) {
	edit := func(number uint64, e netem.Override) func(s *scenario.Scenario) {
		return func(s *scenario.Scenario) {
			e.Direction, e.Number = netem.Up, number
			s.Clients[0].PacketOverrides = append(s.Clients[0].PacketOverrides, scenario.PacketOverride{Link: 1, Override: e})
		}
	}
	step := uint64(0)
	for _, p := range hall(t).Trace().Packets {
		if isInputs(&p) && p.Sent == 100 {
			step = p.Number
		}
	}
	dropped := hall(t, edit(step, netem.Override{Drop: true}))
	delayed := hall(t, edit(step, netem.Override{Delay: 20 * time.Millisecond}))
	doubled := hall(t, edit(step, netem.Override{Duplicate: true}))
	swapped := hall(t, edit(step, netem.Override{ArrivesAt: 2 * time.Second}))
	repaired := hall(t, edit(step, netem.Override{Drop: true}))
	repaired.first = repaired.film // as if it had begun so …
	repaired.change(func(s *scenario.Scenario) { s.Clients[0].Redundancy = 32 })
	for _, c := range []struct {
		name    string
		goal    PacketChangeGoal
		yes, no []*fakeGame
	}{
		{"anything", PacketChangeGoal{}, []*fakeGame{dropped, delayed, doubled, swapped}, []*fakeGame{hall(t)}},
		{"drop", PacketChangeGoal{Change: "drop"}, []*fakeGame{dropped}, []*fakeGame{delayed, doubled, swapped}},
		{"delay", PacketChangeGoal{Change: "delay"}, []*fakeGame{delayed}, []*fakeGame{dropped, doubled, swapped}},
		{"double", PacketChangeGoal{Change: "duplicate"}, []*fakeGame{doubled}, []*fakeGame{dropped, delayed, swapped}},
		{"swap", PacketChangeGoal{Change: "swap"}, []*fakeGame{swapped}, []*fakeGame{dropped, delayed, doubled}},
		{"of Bob", PacketChangeGoal{PacketFilter: PacketFilter{Client: 1}}, nil, []*fakeGame{dropped}},
		{"inputs", PacketChangeGoal{PacketFilter: PacketFilter{Message: "inputs"}}, []*fakeGame{dropped}, nil},
		{"snapshots", PacketChangeGoal{PacketFilter: PacketFilter{Message: "snapshot"}}, nil, []*fakeGame{dropped}},
		{"then a correction", PacketChangeGoal{Corrections: "more"}, []*fakeGame{dropped}, []*fakeGame{doubled, repaired}},
		{"then nothing", PacketChangeGoal{Corrections: "same"}, []*fakeGame{doubled}, []*fakeGame{dropped, repaired}},
		{"then fewer", PacketChangeGoal{Corrections: "fewer"}, []*fakeGame{repaired}, []*fakeGame{dropped, doubled}},
	} {
		for i, list := range [][]*fakeGame{c.yes, c.no} {
			for k, d := range list {
				if c.goal.Reached(d) != (i == 0) {
					t.Errorf("%s: game %d counts %v", c.name, k, i != 0)
				}
			}
		}
	}
}

// All of a task has to be reached at once.
func TestDone(t *testing.T) {
	d := hall(t)
	task := Task{Goals: []Goal{TickGoal{100}, SettingGoal{Name: "round_trip", Bounds: equals(100)}}, Choices: []Text{{}, {}}, CorrectChoice: 1}
	for _, c := range []struct {
		at, answer int
		want       bool
	}{{100, 1, true}, {99, 1, false}, {100, 0, false}, {100, -1, false}} {
		if d.at = c.at; task.Done(d, c.answer) != c.want {
			t.Errorf("at %d, answer %d: %v", c.at, c.answer, !c.want)
		}
	}
	d.at = 100
	if d.change(func(s *scenario.Scenario) { s.Clients[0].Netem.Up.Latency = 0 }); task.Done(d, 1) {
		t.Error("one goal of two is enough")
	}
}
