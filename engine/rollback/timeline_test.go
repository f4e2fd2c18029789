package rollback

import (
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"

	"pgregory.net/rapid"
)

func world(t testing.TB, players int) *sim.World {
	t.Helper()
	m, err := maze.FromRows([]string{"########", "#S....E#", "#......#", "#......#", "########"})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(m, 1)
	for id := range players {
		w.Step([]sim.Command{{ID: sim.ID(id + 1), Kind: sim.Join}}, nil)
	}
	return w
}

func TestQueue(t *testing.T) {
	var q InputQueue
	for _, tc := range []struct {
		seq  uint32
		want PushResult
	}{
		{0, Stale}, {1, Accepted}, {1, Stale}, {2, Accepted}, {5, Accepted}, {4, Stale},
		{5 + MaxAhead + 1, TooFarAhead}, {5 + MaxAhead, Accepted},
	} {
		if got := q.Push(SequencedInput{Seq: tc.seq}); got != tc.want {
			t.Errorf("Push %d: %v, want %v", tc.seq, got, tc.want)
		}
	}
	for _, want := range []uint32{1, 2, 5, 69} {
		if in, ok := q.Pop(); !ok || in.Seq != want {
			t.Errorf("Pop: %v %v, want %d", in, ok, want)
		}
	}
	if _, ok := q.Pop(); ok {
		t.Error("Pop from an empty queue")
	}
}

// An input that found the queue full is welcome when it comes again.
func TestQueueFull(t *testing.T) {
	var q InputQueue
	q.Reset(100)
	for i := range uint32(InputQueueSize) {
		if v := q.Push(SequencedInput{Seq: 101 + i}); v != Accepted {
			t.Fatalf("Push %d: %v", i, v)
		}
	}
	next := SequencedInput{Seq: 101 + InputQueueSize}
	if v := q.Push(next); v != QueueFull || q.Len() != InputQueueSize {
		t.Fatalf("Push into a full queue: %v, %d waiting", v, q.Len())
	}
	q.Pop()
	if v := q.Push(next); v != Accepted {
		t.Errorf("Push again: %v", v)
	}
}

// Redoing a timeline after a change of the past gives what would have been,
// had the past been so from the beginning.
func TestSetCommandsEqualsHindsight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inputs := rapid.SliceOfN(rapid.Uint8Max(15), 1, 60).Draw(t, "inputs")
		at := rapid.IntRange(0, len(inputs)-1).Draw(t, "at")
		other := sim.Input(rapid.Uint8Max(15).Draw(t, "other"))
		start := world(&testing.T{}, 2)
		tl := New(start, 10, 64)
		straight := New(start, 10, 64)
		for i, in := range inputs {
			tl.Step([]sim.Command{{ID: 1, Input: sim.Input(in)}}, nil)
			if i == at {
				in = uint8(other)
			}
			straight.Step([]sim.Command{{ID: 1, Input: sim.Input(in)}}, nil)
		}
		f := Frame(10 + at)
		if !tl.SetCommands(f, []sim.Command{{ID: 1, Input: other}}) {
			t.Fatal("the frame was not kept")
		}
		tl.Resimulate(f)
		for f := tl.OldestFrame(); f <= tl.NextFrame(); f++ {
			if tl.WorldAt(f).Hash() != straight.WorldAt(f).Hash() {
				t.Fatalf("the worlds before frame %d differ", f)
			}
		}
	})
}

func TestReconcile(t *testing.T) {
	tl := New(world(t, 1), 1, 8)
	right := []sim.Command{{ID: 1, Input: sim.Right}}
	for range 6 {
		tl.Step(right, nil)
	}
	truth := world(t, 1)
	truth.SetState(77, sim.Player{ID: 1, X: 2000, Y: 1536, Facing: sim.Right})
	if !tl.Reconcile(truth, 3) {
		t.Fatal("frame 3 was not kept")
	}
	if p := tl.Current().Player(1); p.X != 2000+4*sim.WalkSpeed || tl.Current().Tick() != 81 || tl.NextFrame() != 7 {
		t.Errorf("after Reconcile: %+v at tick %d, frame %d", p, tl.Current().Tick(), tl.NextFrame())
	}
	if tl.WorldAt(2) != nil || tl.Reconcile(truth, 2) || tl.Reconcile(truth, 8) {
		t.Error("frames outside the ring must be refused")
	}
}

func TestOldestIsForgotten(t *testing.T) {
	tl := New(world(t, 1), 1, 8)
	for range 20 {
		tl.Step(nil, nil)
	}
	if tl.OldestFrame() != 13 || tl.WorldAt(12) != nil || tl.WorldAt(13) == nil {
		t.Errorf("oldest is %d", tl.OldestFrame())
	}
	if tl.SetCommands(12, nil) || tl.SetCommands(21, nil) {
		t.Error("the commands of a frame that is not kept were replaced")
	}
}

func TestSteadyStateAllocatesNothing(t *testing.T) {
	tl := New(world(t, 1), 1, 64)
	cmds := []sim.Command{{ID: 1, Input: sim.Right}}
	truth := world(t, 1)
	turn := func() {
		tl.Step(cmds, nil)
		if tl.NextFrame() > 61 {
			tl.Reconcile(truth, tl.NextFrame()-60)
		}
	}
	for range 200 {
		turn()
	}
	if n := testing.AllocsPerRun(100, turn); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
}

func BenchmarkReconcile60(b *testing.B) {
	truth := world(b, 1)
	tl := New(truth, 1, 64)
	for range 60 {
		tl.Step([]sim.Command{{ID: 1, Input: sim.Right}}, nil)
	}
	b.ReportAllocs()
	for b.Loop() {
		tl.Reconcile(truth, 1)
	}
}

// Frames count on through all of their numbers, on machines whose int has 32
// bits too.
func TestFramesBeyondAnInt(t *testing.T) {
	const first = 1<<31 - 3
	tl := New(world(t, 1), first, 4)
	for range 8 {
		tl.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: sim.Right}}, nil)
	}
	x := tl.Current().Player(1).X
	if !tl.Reconcile(tl.WorldAt(tl.OldestFrame()), tl.OldestFrame()) || tl.NextFrame() != first+8 || tl.Current().Player(1).X != x {
		t.Errorf("frame %d, x %d; want %d", tl.NextFrame(), tl.Current().Player(1).X, x)
	}
}
