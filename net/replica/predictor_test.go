package replica

import (
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"

	"pgregory.net/rapid"
)

// hall returns a large room and a World with player 1 in it.
func hall(t testing.TB) (*maze.Maze, *sim.World) {
	t.Helper()
	m, err := maze.FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(m, 1)
	w.Step([]sim.Command{{ID: 1, Kind: sim.Join}}, nil)
	return m, w
}

// stepServer steps the server's world with an input of player 1.
func stepServer(w *sim.World, keys sim.Input) {
	w.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: keys}}, nil)
}

// Whatever the inputs and their delay, a server that consumes all of them never
// contradicts the prediction.
func TestPredictorIsRightWhenNothingIsLost(t *testing.T) {
	m, start := hall(t)
	rapid.Check(t, func(t *rapid.T) {
		inputs := rapid.SliceOfN(rapid.Uint8Max(15), 1, 100).Draw(t, "inputs")
		lag := rapid.IntRange(0, 40).Draw(t, "lag")
		var server sim.World
		server.CopyFrom(start)
		var p Predictor
		p.Restart(1, 0)
		if _, err := p.Start(m, server.Tick(), 0, *server.Player(1)); err != nil {
			t.Fatal(err)
		}
		for i, keys := range inputs {
			p.Predict(0, wire.InputFrame{Keys: sim.Input(keys)})
			if i < lag {
				continue
			}
			stepServer(&server, sim.Input(inputs[i-lag]))
			if err := p.Acknowledge(server.Tick(), uint32(i-lag+1), *server.Player(1)); err != nil {
				t.Fatal(err)
			}
			if c := p.Reconcile(); c != nil {
				t.Fatalf("input %d: %+v", i-lag+1, c)
			}
			if p.Pending() != lag {
				t.Fatalf("%d inputs pending, want %d", p.Pending(), lag)
			}
		}
	})
}

// After a lost input the prediction is corrected once, by as much as it was
// wrong, and the pending inputs lead on from there.
func TestPredictorCorrectsALostInput(t *testing.T) {
	m, server := hall(t)
	var p Predictor
	p.Restart(1, 0)
	p.Start(m, server.Tick(), 0, *server.Player(1))
	for range 10 {
		p.Predict(0, wire.InputFrame{Keys: sim.Right})
	}
	shown := *p.Player()
	for seq := uint32(1); seq <= 5; seq++ {
		keys := sim.Right
		if seq == 3 {
			keys = 0
		}
		stepServer(server, keys)
		if err := p.Acknowledge(server.Tick(), seq, *server.Player(1)); err != nil {
			t.Fatal(err)
		}
		c := p.Reconcile()
		if (c != nil) != (seq == 3) {
			t.Fatalf("input %d: %+v", seq, c)
		}
		if c != nil && (c.Kind != Mispredicted || c.Size != sim.WalkSpeed || c.From.X != shown.X || c.To.X != shown.X-sim.WalkSpeed) {
			t.Errorf("%+v", c)
		}
	}
	if x := p.Player().X; x != shown.X-sim.WalkSpeed || p.Pending() != 5 || len(p.AppendPath(nil)) != 5 {
		t.Errorf("predicted at %d, %d pending, path %v", x, p.Pending(), p.AppendPath(nil))
	}
}

// A server can acknowledge only inputs that were sent, in ascending order.
func TestPredictorRejectsImpossibleAcks(t *testing.T) {
	m, server := hall(t)
	player := *server.Player(1)
	var p Predictor
	p.Restart(1, 7)
	for _, ack := range []uint32{8, 1 << 31} {
		if _, err := p.Start(m, 1, ack, player); err == nil || p.Running() {
			t.Errorf("it starts after input %d, and 7 was the last", ack)
		}
	}
	if _, err := p.Start(m, 1, 7, player); err != nil {
		t.Fatal(err)
	}
	p.Predict(0, wire.InputFrame{})
	p.Predict(0, wire.InputFrame{})
	if err := p.Acknowledge(2, 8, player); err != nil {
		t.Fatal(err)
	}
	for _, ack := range []uint32{7, 10} {
		if err := p.Acknowledge(3, ack, player); err == nil {
			t.Errorf("input %d is acknowledged; 8 was before, 9 the last", ack)
		}
	}
}

// Pending inputs can be sent again, a limited number from any of them on.
func TestPredictorAppendInputs(t *testing.T) {
	m, server := hall(t)
	var p Predictor
	p.Restart(1, 0)
	p.Start(m, 1, 0, *server.Player(1))
	for i := range 5 {
		p.Predict(0, wire.InputFrame{Tick: sim.Tick(100 + i)})
	}
	for _, tc := range []struct {
		first uint32
		limit int
		want  int
	}{{1, 32, 5}, {1, 2, 2}, {4, 32, 2}, {5, 32, 1}, {6, 32, 0}} {
		got := p.AppendInputs(nil, tc.first, tc.limit)
		if len(got) != tc.want || tc.want > 0 && got[0].Tick != sim.Tick(99+tc.first) {
			t.Errorf("from %d, at most %d: %v", tc.first, tc.limit, got)
		}
	}
}

// Snap takes the snapshot for the present and forgets the pending inputs; the
// next Reconcile steps them again, from wherever the player was put.
func TestPredictorSnapForgetsPendingInputs(t *testing.T) {
	m, server := hall(t)
	start := *server.Player(1)
	var p Predictor
	p.Restart(1, 0)
	p.Start(m, server.Tick(), 0, start)
	predict := func(n int) {
		for range n {
			p.Predict(0, wire.InputFrame{Keys: sim.Right})
		}
	}
	acknowledge := func(seq uint32) {
		t.Helper()
		stepServer(server, sim.Right)
		if err := p.Acknowledge(server.Tick(), seq, *server.Player(1)); err != nil {
			t.Fatal(err)
		}
	}
	at := func(steps int32) int32 { return start.X + steps*sim.WalkSpeed }
	predict(10)
	acknowledge(1)
	if c := p.Snap(); c == nil || c.Kind != Snapped || c.Seq != 1 || c.From.X != at(10) || c.To.X != at(1) || c.Size != 9*sim.WalkSpeed {
		t.Errorf("the first snap: %+v", c)
	}
	predict(1)
	acknowledge(2)
	if c := p.Snap(); c != nil {
		t.Errorf("walking on from where the server was is what the server does: %+v", c)
	}
	if x := p.Player().X; x != at(2) || p.Pending() != 9 || len(p.AppendInputs(nil, 3, 32)) != 9 {
		t.Errorf("at %d, want %d; %d pending", x, at(2), p.Pending())
	}
	if path := p.AppendPath(nil); len(path) != 1 || path[0].X != at(2) {
		t.Errorf("the path goes through what is forgotten: %v", path)
	}
	predict(1)
	acknowledge(3)
	if c := p.Reconcile(); c == nil || c.Kind != Snapped || c.From.X != at(3) || c.To.X != at(12) {
		t.Errorf("reconciled after that: %+v", c)
	}
	acknowledge(4)
	if c := p.Reconcile(); c != nil || p.Player().X != at(12) {
		t.Errorf("and once more: %+v, at %d", c, p.Player().X)
	}
}

// After Snap with nothing pending there is nothing to step again.
func TestPredictorSnapWithNothingPending(t *testing.T) {
	m, server := hall(t)
	var p Predictor
	p.Restart(1, 0)
	p.Start(m, server.Tick(), 0, *server.Player(1))
	p.Predict(0, wire.InputFrame{Keys: sim.Right})
	elsewhere := *server.Player(1)
	p.Acknowledge(server.Tick()+1, 1, elsewhere)
	if c := p.Snap(); c == nil || c.Kind != Snapped {
		t.Errorf("%+v", c)
	}
	p.Predict(0, wire.InputFrame{Keys: sim.Right})
	elsewhere.X += 2 * sim.WalkSpeed
	p.Acknowledge(server.Tick()+2, 2, elsewhere)
	if c := p.Reconcile(); c == nil || c.Kind != Mispredicted || c.Size != sim.WalkSpeed {
		t.Errorf("wrong since then: %+v", c)
	}
}

// The names that files use lead back to the values.
func TestReconciliationNames(t *testing.T) {
	for _, r := range Reconciliations {
		if got, ok := ParseReconciliation(r.String()); !ok || got != r {
			t.Errorf("%s is read as %v, %v", r, got, ok)
		}
	}
	if _, ok := ParseReconciliation("true"); ok || len(Reconciliations) != len(reconciliationNames) {
		t.Error("there are other names")
	}
}
