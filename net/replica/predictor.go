package replica

import (
	"fmt"
	"slices"

	"clew/engine/rollback"
	"clew/engine/sim"
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
	seq := r.past.NextFrame()
	r.made = seq
	*r.move(seq) = wire.InputFrame{Keys: keys, Tick: r.clock.tick(r.now)}
	r.held, r.walked = keys, r.now
	r.step(keys)
}

// pending is how many inputs the server has not acknowledged.
func (r *Replica) pending() int {
	if r.past == nil {
		return 0
	}
	return int(r.past.NextFrame() - 1 - r.acked)
}

// reconcile takes the server's word for one's own player at a tick, after the
// input ack.
func (r *Replica) reconcile(tick sim.Tick, ack uint32, truth sim.Player) error {
	if r.past == nil {
		return r.begin(tick, ack, truth)
	}
	if ack < r.acked || ack >= r.past.NextFrame() {
		return fmt.Errorf("replica: the server acknowledges input %d; %d to %d are pending", ack, r.acked+1, r.past.NextFrame()-1)
	}
	r.acked = ack
	r.truth.SetState(tick, truth)
	if !r.switches.Reconciliation {
		return nil
	}
	past := r.past.WorldAt(ack + 1)
	if past == nil {
		return nil // longer ago than is kept: the inputs since then are still on their way
	}
	was := *past.Player(r.id)
	if was == truth {
		r.past.DropBefore(ack + 1)
		return nil
	}
	from := *r.past.Current().Player(r.id)
	r.past.Reconcile(&r.truth, ack+1)
	if was.X != truth.X || was.Y != truth.Y {
		r.corrected(from, Correction{Seq: ack, Predicted: was, Authoritative: truth})
	}
	return nil
}

// giveUp ends the prediction: the server will say anew where one is.
func (r *Replica) giveUp() {
	if r.past == nil {
		return
	}
	if p := r.past.Current().Player(r.id); p != nil {
		r.before.player, r.before.known = *p, true
	}
	r.past = nil
}

// begin starts the prediction from the server's word. Where there was one
// before that ended elsewhere, that is a correction too.
func (r *Replica) begin(tick sim.Tick, ack uint32, truth sim.Player) error {
	if ack > r.made || r.made-ack > maxPending {
		return fmt.Errorf("replica: the server acknowledges input %d; %d was the last", ack, r.made)
	}
	if r.truth.Maze() != r.maze {
		r.truth = *sim.New(r.maze, 0)
	}
	r.truth.SetState(tick, truth)
	r.acked = ack
	r.past = rollback.New(&r.truth, ack+1, maxPending)
	for seq := ack + 1; seq <= r.made; seq++ {
		r.step(r.move(seq).Keys)
	}
	before := r.before
	r.before = standing{}
	if !before.known || before.player.X == truth.X && before.player.Y == truth.Y && !before.moved {
		return nil
	}
	kind := Resumed
	if before.moved {
		kind = Relocated
	}
	r.corrected(before.player, Correction{Kind: kind, Seq: ack, Predicted: before.player, Authoritative: truth})
	return nil
}

// step carries out one input of one's own player.
func (r *Replica) step(keys sim.Input) {
	cmds := [1]sim.Command{{ID: r.id, Kind: sim.Walk, Input: keys}}
	var events [4]sim.Event
	r.past.Step(cmds[:], events[:0])
}

// corrected takes note of a correction, and keeps the picture from jumping.
// What it lacks is filled in here; from is where the body was thought to be.
func (r *Replica) corrected(from sim.Player, c Correction) {
	if !r.switches.Prediction {
		return // nobody saw the prediction
	}
	to := *r.past.Current().Player(r.id)
	c.From, c.To, c.At = Point{from.X, from.Y}, Point{to.X, to.Y}, r.now
	c.Size = apart(c.Predicted, c.Authoritative)
	if len(r.history) == window { // no honest server contradicts so many snapshots in a second
		r.history = slices.Delete(r.history, 0, window/2)
	}
	r.history = append(r.history, c)
	if c.Kind == Relocated {
		return // nobody was wrong
	}
	r.stats.Corrections++
	r.stats.LastCorrection = c.Size
	r.stats.MaxCorrection = max(r.stats.MaxCorrection, c.Size)
	if r.switches.Smoothing {
		r.glide.add(r.now, from.X-to.X, from.Y-to.Y)
	}
}

// apart is the distance between two places of a player, in units.
func apart(a, b sim.Player) int32 { return Point{a.X, a.Y}.Distance(Point{b.X, b.Y}) }

// Distance is how far apart two places are, in units.
func (p Point) Distance(q Point) int32 {
	dx, dy := int64(p.X-q.X), int64(p.Y-q.Y)
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
