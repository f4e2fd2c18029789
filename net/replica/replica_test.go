package replica

import (
	"testing"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

var rows = []string{
	"################################",
	"#S............................E#",
	"#..............................#",
	"#..............................#",
	"################################",
}

// begin returns a replica that is in the game, with its player at (x, y).
func begin(t testing.TB, x, y int32) *Replica {
	t.Helper()
	r := New(Config{Name: "Ana"})
	r.StartHandshake()
	msgs := []wire.Message{
		&wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2, Tick: 10, Token: "t", Dark: true},
		&wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"},
	}
	for y, row := range rows {
		msgs = append(msgs, &wire.Row{Y: y, Tiles: row})
	}
	msgs = append(msgs, &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "Ana"}, newSnapshot(10, 0, x, y))
	for _, m := range msgs {
		if err := r.Receive(0, m); err != nil {
			t.Fatalf("%T: %v", m, err)
		}
	}
	if !r.Ready() {
		t.Fatal("not ready")
	}
	return r
}

func newSnapshot(tick sim.Tick, ack uint32, x, y int32, others ...wire.Body) *wire.Snapshot {
	me := wire.Body{Player: sim.Player{ID: 1, X: x, Y: y, Facing: sim.Right, Moving: true}, Avatar: 'A'}
	return &wire.Snapshot{Tick: tick, Ack: ack, Bodies: append([]wire.Body{me}, others...)}
}

// walk runs n ticks with keys held, and returns the last Inputs sent.
func walk(r *Replica, n int, keys sim.Input) (sent *wire.Inputs) {
	for range n {
		r.Tick(r.now+TickDuration, keys)
		for m := r.Next(); m != nil; m = r.Next() {
			if in, ok := m.(*wire.Inputs); ok {
				sent = in
			}
		}
	}
	return sent
}

func TestPredictsAtOnceAndRepeatsInputs(t *testing.T) {
	r := begin(t, 2000, 2048)
	in := walk(r, 5, sim.Right)
	if p := r.PredictedPlayer(); p.X != 2000+5*sim.WalkSpeed {
		t.Errorf("predicted %+v", p)
	}
	if in.ID != 1 || in.First != 1 || len(in.Frames) != 5 {
		t.Errorf("sent %+v, want inputs 1 to 5", in)
	}
	r.Receive(r.now, newSnapshot(14, 3, 2000+3*sim.WalkSpeed, 2048))
	if in = walk(r, 1, sim.Right); in.First != 4 || len(in.Frames) != 3 {
		t.Errorf("sent %+v, want inputs 4 to 6", in)
	}
	if s := r.Stats(); s.Corrections != 0 || s.Pending != 3 {
		t.Errorf("%+v", s)
	}
}

func TestCorrection(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 9, sim.Right)
	walk(r, 1, 0) // so that View does not extrapolate
	before := r.PredictedPlayer().X
	// The server did not carry out inputs 1 to 3.
	r.Receive(r.now, newSnapshot(16, 6, 2000+3*sim.WalkSpeed, 2048))
	if got := r.PredictedPlayer().X; got != before-3*sim.WalkSpeed {
		t.Errorf("predicted at %d, want %d", got, before-3*sim.WalkSpeed)
	}
	s := r.Stats()
	if s.Corrections != 1 || s.LastCorrection != 3*sim.WalkSpeed || s.Pending != 4 {
		t.Errorf("%+v", s)
	}
	var v View
	r.View(r.now, &v)
	if v.Self().X != before || len(v.PendingPath) != 4 || len(v.Corrections) != 1 || v.ServerPosition.X != 2000+3*sim.WalkSpeed {
		t.Errorf("at the moment of the correction: %+v, %+v", v.Self(), v)
	}
	last := v.Self().X
	for range 10 {
		r.now += SmoothingTime / 8
		r.View(r.now, &v)
		if v.Self().X > last {
			t.Errorf("smoothing goes the wrong way: %d after %d", v.Self().X, last)
		}
		last = v.Self().X
	}
	if last != before-3*sim.WalkSpeed {
		t.Errorf("smoothing ends at %d, want %d", last, before-3*sim.WalkSpeed)
	}
}

func TestOvertakenSnapshotIsIgnored(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 4, sim.Right)
	r.Receive(r.now, newSnapshot(14, 4, 2000+4*sim.WalkSpeed, 2048))
	r.Receive(r.now, newSnapshot(12, 2, 9999, 2048))
	if p := r.PredictedPlayer(); p.X != 2000+4*sim.WalkSpeed {
		t.Errorf("predicted %+v", p)
	}
}

// Messages that no correct server sends are errors.
func TestProtocolViolations(t *testing.T) {
	r := begin(t, 2000, 2048)
	if err := r.Receive(0, newSnapshot(12, 5, 2000, 2048)); err == nil {
		t.Error("an acknowledgement of an input that was never sent was accepted")
	}
	if err := r.Receive(0, &wire.Row{Y: 3, Tiles: "#####"}); err == nil {
		t.Error("a row out of turn was accepted")
	}
	if err := r.Receive(0, &wire.Hello{}); err == nil {
		t.Error("a server's Hello was accepted")
	}
	if err := New(Config{}).Receive(0, &wire.Welcome{Version: wire.Version, TickRate: sim.TickRate, Seq: 1<<32 - 2}); err == nil {
		t.Error("so many inputs that no number is left were accepted")
	}
	late := begin(t, 2000, 2048)
	late.Receive(0, &wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2, Seq: 1 << 29})
	late.Receive(0, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"})
	for y, row := range rows {
		late.Receive(0, &wire.Row{Y: y, Tiles: row})
	}
	if err := late.Receive(0, newSnapshot(12, 1, 2000, 2048)); err == nil {
		t.Error("an acknowledgement of long ago was accepted, with half a billion inputs to be played again")
	}
	if err := New(Config{}).Receive(0, &wire.Welcome{Version: 9, TickRate: sim.TickRate}); err == nil {
		t.Error("another version was accepted")
	}
}

func TestHaltsWhenNothingIsAcknowledged(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 300, sim.Down)
	if s := r.Stats(); s.Pending != minHalt {
		t.Errorf("%d inputs pending", s.Pending)
	}
	if in := walk(r, 1, sim.Down); in.First != 1 || len(in.Frames) != wire.MaxInputFrames {
		t.Errorf("sent %d inputs from %d, want the oldest", len(in.Frames), in.First)
	}
}

func TestBacklogDrains(t *testing.T) {
	r := begin(t, 2000, 2048)
	tick, ack := sim.Tick(12), uint32(0)
	made := func(waiting uint32) int {
		before := r.predictor.timeline.NextFrame()
		for range 80 {
			walk(r, 1, 0)
			if r.predictor.timeline.NextFrame() > ack+2 {
				ack = r.predictor.timeline.NextFrame() - 2
			}
			s := newSnapshot(tick, ack, 2000, 2048)
			s.Waiting, s.Bodies[0].Facing, s.Bodies[0].Moving = waiting, r.PredictedPlayer().Facing, false
			if err := r.Receive(r.now, s); err != nil {
				t.Fatal(err)
			}
			tick += 2
		}
		return int(r.predictor.timeline.NextFrame() - before)
	}
	if n := made(2); n != 80 {
		t.Errorf("%d inputs in 80 ticks while 2 wait at the server", n)
	}
	if n := made(12); n > 74 || n < 60 {
		t.Errorf("%d inputs in 80 ticks while 12 wait at the server", n)
	}
}

// mispredicting returns a replica with 60 pending inputs, and a function that
// receives a snapshot that contradicts it.
func mispredicting(t testing.TB) (*Replica, func()) {
	r := begin(t, 2000, 2048)
	r.rtt.Add(time.Second)
	walk(r, 60, sim.Right)
	s := newSnapshot(100, 0, 2000, 2048)
	return r, func() {
		s.Tick++
		s.Bodies[0].X ^= 1
		r.corrections.recent = r.corrections.recent[:0]
		if err := r.Receive(r.now, s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReconcileAllocatesNothing(t *testing.T) {
	r, snap := mispredicting(t)
	snap()
	if r.Stats().Pending != 60 {
		t.Fatalf("%d pending", r.Stats().Pending)
	}
	if n := testing.AllocsPerRun(100, snap); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if r.Stats().Corrections < 100 {
		t.Errorf("only %d corrections", r.Stats().Corrections)
	}
}

func BenchmarkReconcile60(b *testing.B) {
	_, snap := mispredicting(b)
	b.ReportAllocs()
	for b.Loop() {
		snap()
	}
}

func BenchmarkView64(b *testing.B) {
	r := begin(b, 2000, 2048)
	var others []wire.Body
	for id := range sim.ID(63) {
		others = append(others, wire.Body{Player: sim.Player{ID: id + 2, X: 3000, Y: 2048, Facing: sim.Up}, Avatar: 'B'})
	}
	for tick := range sim.Tick(10) {
		r.Receive(time.Duration(tick)*TickDuration, newSnapshot(20+tick, 0, 2000, 2048, others...))
	}
	walk(r, 30, sim.Right)
	var v View
	b.ReportAllocs()
	for b.Loop() {
		r.View(r.now, &v)
	}
}

// When a level begins in the middle of a game and snapshots overtake it, no input
// number is used twice and no snapshot of the other level counts.
func TestNewLevelKeepsInputNumbers(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 5, sim.Right)
	r.Receive(r.now, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"})
	r.Receive(r.now, newSnapshot(20, 2, 3000, 2048))
	if r.newest.tick == 20 {
		t.Error("a snapshot was accepted while the level was still coming in")
	}
	for y, row := range rows {
		r.Receive(r.now, &wire.Row{Y: y, Tiles: row})
	}
	r.Receive(r.now, newSnapshot(22, 3, 3000, 2048))
	if in := walk(r, 1, sim.Right); in == nil || in.First+uint32(len(in.Frames))-1 != 6 {
		t.Fatalf("sent %+v, want input 6 to be the last", in)
	}
	// The inputs that were under way walk in the new level, as at the server.
	r.Receive(r.now, newSnapshot(24, 6, 3000+3*sim.WalkSpeed, 2048))
	if s := r.Stats(); s.Corrections != 0 || s.Pending != 0 {
		t.Errorf("%+v", s)
	}
	c := r.Corrections()
	if len(c) != 1 || c[0].Kind != Relocated || c[0].From != (Point{2000 + 5*sim.WalkSpeed, 2048}) || c[0].To != (Point{3000 + 2*sim.WalkSpeed, 2048}) {
		t.Errorf("%+v, want one relocation", c)
	}
}

// A player that resumes is where the server has it, which is a correction, too.
func TestResumeElsewhere(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 5, sim.Right)
	r.Receive(r.now, newSnapshot(12, 2, 2000+2*sim.WalkSpeed, 2048))
	r.StartHandshake()
	r.Receive(r.now, &wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2, Tick: 20, Seq: 3, Token: "t", Resumed: true})
	r.Receive(r.now, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"})
	for y, row := range rows {
		r.Receive(r.now, &wire.Row{Y: y, Tiles: row})
	}
	r.Receive(r.now, newSnapshot(20, 3, 2000+3*sim.WalkSpeed, 2048))
	c := r.Corrections()
	if len(c) != 1 || c[0].Kind != Resumed || c[0].Size != 2*sim.WalkSpeed || c[0].Seq != 3 || r.Stats().Corrections != 1 {
		t.Errorf("%+v, want one of two steps", c)
	}
	if in := walk(r, 1, sim.Right); in == nil || in.First != 4 {
		t.Errorf("sent %+v, want input 4", in)
	}
}
