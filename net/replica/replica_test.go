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

// begin makes a replica that is in the game, with its player at (x, y).
func begin(t testing.TB, x, y int32) *Replica {
	t.Helper()
	r := New(Config{Name: "Ana"})
	r.StartHandshake()
	msgs := []wire.Message{
		&wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2, Tick: 10, Token: "t"},
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

// walk lets n ticks pass with a key held, and returns the inputs sent last.
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

func TestAnswersAtOnceAndRepeats(t *testing.T) {
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
	walk(r, 1, 0) // so that the picture does not walk on by itself
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
			t.Errorf("the glide goes the wrong way: %d after %d", v.Self().X, last)
		}
		last = v.Self().X
	}
	if last != before-3*sim.WalkSpeed {
		t.Errorf("the glide ends at %d, want %d", last, before-3*sim.WalkSpeed)
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

// A server that acknowledges what was never sent makes no sense.
func TestSenselessServer(t *testing.T) {
	r := begin(t, 2000, 2048)
	if err := r.Receive(0, newSnapshot(12, 5, 2000, 2048)); err == nil {
		t.Error("an acknowledgement of an input that was never sent was believed")
	}
	if err := r.Receive(0, &wire.Row{Y: 3, Tiles: "#####"}); err == nil {
		t.Error("a row out of turn was believed")
	}
	if err := r.Receive(0, &wire.Hello{}); err == nil {
		t.Error("a server's Hello was believed")
	}
	if err := New(Config{}).Receive(0, &wire.Welcome{Version: wire.Version, TickRate: sim.TickRate, Seq: 1<<32 - 2}); err == nil {
		t.Error("so many inputs that no number is left were believed")
	}
	late := begin(t, 2000, 2048)
	late.Receive(0, &wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2, Seq: 1 << 29})
	late.Receive(0, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"})
	for y, row := range rows {
		late.Receive(0, &wire.Row{Y: y, Tiles: row})
	}
	if err := late.Receive(0, newSnapshot(12, 1, 2000, 2048)); err == nil {
		t.Error("an acknowledgement of long ago was believed, with half a billion inputs to be played again")
	}
	if err := New(Config{}).Receive(0, &wire.Welcome{Version: 9, TickRate: sim.TickRate}); err == nil {
		t.Error("another version was believed")
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

// Others are shown between two snapshots, later than the snapshots' interval.
func TestInterpolation(t *testing.T) {
	r := begin(t, 2000, 2048)
	other := func(x int32) wire.Body {
		return wire.Body{Player: sim.Player{ID: 2, X: x, Y: 2048, Facing: sim.Right, Moving: true}, Avatar: 'B'}
	}
	var v View
	last := int32(0)
	for i := range 120 {
		now := time.Duration(i+1) * TickDuration
		if i%2 == 0 {
			r.Receive(now, newSnapshot(sim.Tick(11+i), 0, 2000, 2048, other(int32(2000+i*50))))
		}
		r.View(now, &v)
		if len(v.Players) != 2 {
			continue
		}
		x := v.Players[1].X
		if i > 40 {
			if step := x - last; step < 45 || step > 55 {
				t.Errorf("tick %d: moved by %d units", i, step)
			}
			if behind := int32(2000+i*50) - x; behind < 2*50 || behind > 4*50 {
				t.Errorf("tick %d: shown %d units behind", i, behind)
			}
		}
		last = x
	}
	if s := r.Stats(); s.InterpolationDelay != 2*TickDuration || s.DelayJitter != 0 || s.SnapshotRate < 29 || s.SnapshotRate > 31 {
		t.Errorf("%+v", s)
	}
}

func TestDelayFollowsTheJitter(t *testing.T) {
	var p playbackClock
	feed := func(jitter time.Duration) {
		for i := range 200 {
			tick := sim.Tick(p.n * 2)
			late := time.Duration(i*7919%100) * jitter / 100
			p.add(time.Duration(tick)*TickDuration+late, tick, 2*TickDuration, 0)
		}
	}
	feed(0)
	if p.jitter != 0 {
		t.Errorf("without jitter: %v", p.jitter)
	}
	feed(100 * time.Millisecond)
	if p.jitter < 80*time.Millisecond || p.jitter > 100*time.Millisecond {
		t.Errorf("with 100 ms of jitter: %v", p.jitter)
	}
	feed(0)
	if p.jitter != 0 {
		t.Errorf("after the jitter: %v", p.jitter)
	}
}

func TestNews(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.Events()
	for _, m := range []wire.Message{
		&wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Rui"}, &wire.Chat{ID: 2, Text: "olá"}, &wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Rita", Since: 7},
		&wire.ReachedExit{ID: 2, Tick: 77}, &wire.PlayerLeft{ID: 2}, &wire.Error{Code: "busy", Text: "wait"},
	} {
		r.Receive(0, m)
	}
	want := []Event{
		{Kind: EventJoined, ID: 2, Avatar: 'B', Name: "Rui"},
		{Kind: EventChat, ID: 2, Avatar: 'B', Name: "Rui", Text: "olá"},
		{Kind: EventRenamed, ID: 2, Avatar: 'B', Name: "Rita", Text: "Rui"},
		{Kind: EventExited, ID: 2, Avatar: 'B', Name: "Rita", Tick: 77, Elapsed: 70},
		{Kind: EventLeft, ID: 2, Avatar: 'B', Name: "Rita"},
		{Kind: EventError, Code: "busy", Text: "wait"},
	}
	got := r.Events()
	if len(got) != len(want) {
		t.Fatalf("%d news: %+v", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestSqrt(t *testing.T) {
	for n := range int64(5000) {
		if r := sqrt(n); r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("sqrt(%d) = %d", n, r)
		}
	}
	if r := sqrt(1 << 40); r != 1<<20 {
		t.Errorf("sqrt(2^40) = %d", r)
	}
}

// steady is a replica with 60 pending inputs, and snapshots that contradict it
// each time.
func steady(t testing.TB) (*Replica, func()) {
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
	r, snap := steady(t)
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
	_, snap := steady(b)
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

// A level that comes in the middle of a game, and snapshots that overtake it:
// no number is given to two inputs, and nothing is shown on the wrong maze.
func TestNewLevelKeepsTheNumbers(t *testing.T) {
	r := begin(t, 2000, 2048)
	walk(r, 5, sim.Right)
	r.Receive(r.now, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall"})
	r.Receive(r.now, newSnapshot(20, 2, 3000, 2048))
	if r.newest.tick == 20 {
		t.Error("a snapshot was believed while the level was still coming in")
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
		t.Errorf("%+v, want that one was put elsewhere", c)
	}
}

// Whoever comes back after a dead connection is where the server has them: that
// is a correction, too.
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

// A server that sends snapshots more seldom is shown further in the past, and
// a delay that is set stays, whatever the server does.
func TestDelay(t *testing.T) {
	r := begin(t, 2000, 2048)
	tick := sim.Tick(10)
	feed := func(n int, gap sim.Tick) {
		for range n {
			tick += gap
			r.Receive(time.Duration(tick)*TickDuration, newSnapshot(tick, 0, 2000, 2048))
		}
	}
	feed(70, 2)
	if d := r.Stats().InterpolationDelay; d != 2*TickDuration {
		t.Errorf("a delay of %v", d)
	}
	feed(70, 6)
	if s := r.Stats(); s.InterpolationDelay != 6*TickDuration || s.DelayInterval != 6*TickDuration {
		t.Errorf("%+v after the server became slower", s)
	}
	r.SetInterpolationDelay(250 * time.Millisecond)
	feed(10, 6)
	if d := r.Stats().InterpolationDelay; d != 250*time.Millisecond {
		t.Errorf("a delay of %v, and 250 ms were asked for", d)
	}
	r.SetInterpolationDelay(0)
	if d := r.Stats().InterpolationDelay; d != 6*TickDuration {
		t.Errorf("a delay of %v, and it was to follow the jitter again", d)
	}
}
