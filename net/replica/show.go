package replica

import (
	"time"

	"clew/engine/sim"
)

// standsAfter is how long a player is shown walking without a word of where to.
const standsAfter = 10 * TickDuration

// View fills v with what to show now, which may be any moment from the last
// Tick on. Between two ticks one's own player is shown on its way to where the
// held keys will have led it at the next one: as long as they are held, it never
// steps back.
func (r *Replica) View(now time.Duration, v *View) {
	v.Maze, v.Level = r.maze, r.level
	v.Players, v.PendingPath = v.Players[:0], v.PendingPath[:0]
	v.Corrections = append(v.Corrections[:0], r.history...)
	v.HasServerPosition = false
	if !r.playable() {
		return
	}
	r.showOthers(now, v)
	if p := r.truth.Player(r.id); p != nil {
		v.ServerPosition, v.HasServerPosition = Point{p.X, p.Y}, true
	}
	if r.past == nil {
		return
	}
	for f := r.acked + 2; f <= r.past.NextFrame(); f++ {
		if w := r.past.WorldAt(f); w != nil {
			p := w.Player(r.id)
			v.PendingPath = append(v.PendingPath, Point{p.X, p.Y})
		}
	}
}

// showOthers appends the figures, one's own among them, in their order.
func (r *Replica) showOthers(now time.Duration, v *View) {
	t := r.clock.time(now)
	before, after := r.others.around(t)
	if !r.switches.Interpolation {
		before, after = r.others.back(0), r.others.back(0)
	}
	v.Tick = min(sim.Tick(t/TickDuration), after.tick)
	stands := t-time.Duration(after.tick)*TickDuration > standsAfter // nothing has come for so long
	for i := range after.bodies {
		b := &after.bodies[i]
		if b.ID == r.id {
			v.Players = append(v.Players, r.self(now))
			continue
		}
		x, y := between(before, after, b, t)
		who, health := r.people[b.ID], r.healthOf(b.ID)
		v.Players = append(v.Players, PlayerView{
			ID: b.ID, Avatar: b.Avatar, Name: who.Name, JoinTick: who.Since, Appearance: who.Appearance,
			X: x, Y: y, Facing: b.Facing, Moving: b.Moving && !stands, ExitTick: b.ExitTick,
			RTT: time.Duration(health.RTT) * time.Millisecond, Loss: int(health.Loss), Idle: time.Duration(health.Idle) * time.Second,
		})
	}
}

// self is one's own figure.
func (r *Replica) self(now time.Duration) PlayerView {
	p := *r.truth.Player(r.id)
	if r.switches.Prediction {
		p = r.predicted(now)
	}
	who := r.people[r.id]
	return PlayerView{
		ID: r.id, Avatar: r.avatar, Name: who.Name, JoinTick: who.Since, Appearance: who.Appearance,
		X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving, ExitTick: p.ExitTick, Self: true,
		RTT: r.trips.smooth, Loss: r.missed(), Idle: time.Duration(r.healthOf(r.id).Idle) * time.Second,
	}
}

// predicted is one's own player as predicted for a moment from the last Tick
// on, with what is left of the last correction.
//
// The way ahead begins when the last input was made and ends a tick later,
// where the next one leads with the same keys. A Tick that makes no input, as
// while a backlog drains or the link is away, leaves the picture there: drawn
// back to the last input, it would step back and forth.
func (r *Replica) predicted(now time.Duration) sim.Player {
	p := *r.past.Current().Player(r.id)
	x, y := p.X, p.Y
	if part := min(max(now-r.walked, 0), TickDuration); part > 0 {
		cmds := [1]sim.Command{{ID: r.id, Kind: sim.Walk, Input: r.held}}
		var events [4]sim.Event
		r.ahead.CopyFrom(r.past.Current())
		r.ahead.Step(cmds[:], events[:0])
		next := r.ahead.Player(r.id)
		x += scale(next.X-p.X, part, TickDuration)
		y += scale(next.Y-p.Y, part, TickDuration)
	}
	p.Moving = p.Moving && now-r.walked <= standsAfter
	if r.switches.Smoothing {
		dx, dy := r.glide.offset(now)
		x, y = x+dx, y+dy
	}
	p.X, p.Y = x, y
	return p
}

// SelfPosition is where one's own player is shown at a moment, see View, and false where
// it is not.
func (r *Replica) SelfPosition(now time.Duration) (Point, bool) {
	if !r.playable() || r.past == nil {
		return Point{}, false
	}
	f := r.self(now)
	return Point{f.X, f.Y}, true
}

// Stats are the numbers of the net graph at this moment.
func (r *Replica) Stats() Stats {
	s := r.stats
	s.RTT = r.trips.smooth
	s.Jitter = r.clock.spread
	s.Waiting = r.latest.waiting
	s.Pending = r.pending()
	s.SnapshotRate = r.clock.rate(r.now)
	s.InterpolationDelay, s.DelayJitter = r.clock.delay, r.clock.jitter
	s.DelayInterval = s.InterpolationDelay - s.DelayJitter
	return s
}

// PredictedPlayer is one's own player where the prediction has it, and nil before
// there is one. Truth is where the newest snapshot had it. They are for tests
// and for the Lab; a screen shows View.
func (r *Replica) PredictedPlayer() *sim.Player {
	if r.past == nil {
		return nil
	}
	return r.past.Current().Player(r.id)
}

// InputSeqs are the numbers of the last input that was made and of the last one
// that the server acknowledged.
func (r *Replica) InputSeqs() (made, acked uint32) {
	return r.made, r.acked
}

// LastInput is what was held when the last input was made.
func (r *Replica) LastInput() sim.Input { return r.held }

// Corrections are those of the last second, oldest first. The caller must not
// keep them beyond the next Tick.
func (r *Replica) Corrections() []Correction { return r.history }

// AuthoritativePlayer is one's own player as the newest snapshot had it, see Predicted.
func (r *Replica) AuthoritativePlayer() *sim.Player { return r.truth.Player(r.id) }
