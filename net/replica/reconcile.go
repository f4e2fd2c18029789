package replica

import (
	"fmt"

	"clew/engine/sim"
	"clew/engine/timeline"
	"clew/net/wire"
)

// One's own player, predicted.
//
// The past is a timeline whose frames are the numbers of the inputs: the world
// before frame n+1 is the world after input n. A snapshot that acknowledges
// input n says what that world should be. If it says otherwise, it is put in
// place, and the pending inputs are stepped again on top of it.
//
//	       Ack                        Next
//	 ───────┼──────────────────────────┼──▶ inputs
//	 truth ─┤ pending, stepped again   │ shown now
//
// The world in it holds nobody else: players do not touch each other, so that
// what the others do cannot change where one's own inputs lead.

// predict numbers an input and steps one's own player with it at once.
func (r *Replica) predict(keys sim.Input) {
	seq := r.past.Next()
	r.made = seq
	*r.move(seq) = wire.Move{Keys: keys, Tick: r.clock.tick(r.now)}
	r.held = keys
	cmds := [1]sim.Command{{ID: r.id, Kind: sim.Walk, Input: keys}}
	var events [4]sim.Event
	r.past.Step(cmds[:], events[:0])
}

// pending is how many inputs the server has not acknowledged.
func (r *Replica) pending() int {
	if r.past == nil {
		return 0
	}
	return int(r.past.Next() - 1 - r.acked)
}

// reconcile takes the server's word for one's own player at a tick, after the
// input ack.
func (r *Replica) reconcile(tick sim.Tick, ack uint32, truth sim.Player) error {
	if r.past == nil {
		if r.truth.Maze() != r.maze {
			r.truth = *sim.New(r.maze, 0)
		}
		r.truth.Assume(tick, truth)
		r.past = timeline.New(&r.truth, max(ack, r.made)+1, maxPending)
		r.acked = ack
		return nil
	}
	if ack < r.acked || ack >= r.past.Next() {
		return fmt.Errorf("replica: the server acknowledges input %d; %d to %d are pending", ack, r.acked+1, r.past.Next()-1)
	}
	r.acked = ack
	r.truth.Assume(tick, truth)
	if !r.switches.Reconciliation {
		return nil
	}
	past := r.past.At(ack + 1)
	if past == nil {
		return nil // longer ago than is kept: the inputs since then are still on their way
	}
	was := *past.Player(r.id)
	if was == truth {
		r.past.Forget(ack + 1)
		return nil
	}
	from := *r.past.Now().Player(r.id)
	r.past.Rebase(&r.truth, ack+1)
	if was.X != truth.X || was.Y != truth.Y {
		r.corrected(from, *r.past.Now().Player(r.id), ack, apart(was, truth))
	}
	return nil
}

// corrected takes note of a correction, and keeps the picture from jumping.
func (r *Replica) corrected(from, to sim.Player, seq uint32, size int32) {
	if !r.switches.Prediction {
		return // nobody saw the prediction
	}
	r.stats.Corrections++
	r.stats.LastCorrection = size
	r.stats.MaxCorrection = max(r.stats.MaxCorrection, size)
	c := Correction{From: Point{from.X, from.Y}, To: Point{to.X, to.Y}, Seq: seq, Size: size, At: r.now}
	r.history = append(r.history, c)
	if r.switches.Smoothing {
		r.glide.add(r.now, from.X-to.X, from.Y-to.Y)
	}
}

// apart is the distance between two places of a player, in units.
func apart(a, b sim.Player) int32 {
	dx, dy := int64(a.X-b.X), int64(a.Y-b.Y)
	return int32(root(dx*dx + dy*dy))
}

// root is the integer square root, by Newton's method.
func root(n int64) int64 {
	if n < 2 {
		return n
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
