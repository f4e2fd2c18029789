package replica

import (
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// maxWalk is the largest distance between two snapshots, along an axis, that
// counts as walking. A player that moved further was put elsewhere.
const maxWalk = 3 * sim.CellUnits

// maxStaleWalk is how long a player is shown walking after the last news of it.
const maxStaleWalk = 10 * TickDuration

// Interpolator shows the other players between two snapshots: entity
// interpolation, as in Valve's "Source Multiplayer Networking". For that it
// shows them a little in the past:
//
//	 tick 88     tick 90     tick 92     (94: not here yet)
//	────┼───────────┼───────────┼───────────┼───▶ server's clock
//	    │ before    │  after    │           ▲
//	    ●·····◉·····●                       │
//	        shown                          now
//	          │◀────────── delay ──────────▶│
//
// Half-way between ticks 88 and 90, everybody is half-way between the positions
// of those two snapshots. The delay is the interval between snapshots plus the
// jitter, so that the snapshot after is nearly always there; a playback clock
// measures it. The zero value has no snapshots.
type Interpolator struct {
	snapshots snapshotBuffer
	clock     playbackClock
	interval  time.Duration // between snapshots
	delay     time.Duration // fixed by SetDelay; 0: interval + jitter
}

// Reset forgets everything for a new connection, whose server sends snapshots at
// this interval.
func (i *Interpolator) Reset(interval time.Duration) {
	i.snapshots.clear()
	i.clock.reset()
	i.interval = interval
}

// ClearSnapshots forgets the snapshots and keeps the clock, for a new level.
func (i *Interpolator) ClearSnapshots() { i.snapshots.clear() }

// ResetClock forgets the clock, for a server whose ticks have restarted.
func (i *Interpolator) ResetClock() { i.clock.reset() }

// SetDelay fixes the delay; 0 lets it follow the jitter. Playback then runs a
// little too fast or slow until it is there.
func (i *Interpolator) SetDelay(delay time.Duration) {
	i.delay = delay
	i.clock.aim(i.interval, delay)
}

// Add adds a snapshot that has arrived now. Ticks must ascend.
func (i *Interpolator) Add(now time.Duration, tick sim.Tick, bodies []wire.Body) {
	i.snapshots.add(tick, bodies)
	if interval := i.snapshots.interval(); interval != 0 {
		i.interval = interval // which the server may change
	}
	i.clock.add(now, tick, i.interval, i.delay)
}

// Advance moves the playback clock. Call it once a tick.
func (i *Interpolator) Advance(now time.Duration) { i.clock.advance(now) }

// Tick returns the tick at which the others are shown.
func (i *Interpolator) Tick(now time.Duration) sim.Tick {
	return sim.Tick(i.clock.time(now) / TickDuration)
}

// Len returns how many snapshots are kept.
func (i *Interpolator) Len() int { return i.snapshots.len() }

// Loss returns the percentage of the newest snapshots that did not come, or came
// after a newer one.
func (i *Interpolator) Loss() int {
	n, interval := i.snapshots.len(), sim.Tick(i.interval/TickDuration)
	if n < 2 || interval == 0 {
		return 0
	}
	sent := int((i.snapshots.back(0).tick - i.snapshots.back(n-1).tick) / interval)
	lost := sent - (n - 1)
	if lost <= 0 {
		return 0
	}
	return (100*lost + sent/2) / sent
}

// Sample returns what to show now, between two snapshots. There must be a snapshot.
func (i *Interpolator) Sample(now time.Duration) Sample {
	s := Sample{time: i.clock.time(now)}
	s.before, s.after = i.snapshots.around(s.time)
	return s
}

// Newest returns the newest snapshot as it is, without interpolation.
func (i *Interpolator) Newest(now time.Duration) Sample {
	newest := i.snapshots.back(0)
	return Sample{before: newest, after: newest, time: i.clock.time(now)}
}

// clone returns a copy that shares nothing with i.
func (i *Interpolator) clone() Interpolator {
	c := *i
	c.snapshots = i.snapshots.clone()
	return c
}

// Sample is a moment between two snapshots. It is valid until the next Add.
type Sample struct {
	before, after *snapshot
	time          time.Duration // on the server's clock
}

// Tick returns the tick of the moment, at most that of the newest snapshot.
func (s Sample) Tick() sim.Tick { return min(sim.Tick(s.time/TickDuration), s.after.tick) }

// Bodies returns everybody in the snapshot after the moment, by ascending ID.
func (s Sample) Bodies() []wire.Body { return s.after.bodies }

// Stale reports whether no snapshot has come for so long that nobody should be
// shown walking.
func (s Sample) Stale() bool { return s.time-time.Duration(s.after.tick)*TickDuration > maxStaleWalk }

// Position returns where to show one of Bodies.
func (s Sample) Position(body *wire.Body) Point {
	from := s.before.find(body.ID)
	span := time.Duration(s.after.tick-s.before.tick) * TickDuration
	if from == nil || span <= 0 {
		return Point{body.X, body.Y}
	}
	dx, dy := body.X-from.X, body.Y-from.Y
	if max(dx, -dx, dy, -dy) > maxWalk {
		return Point{body.X, body.Y}
	}
	part := min(max(s.time-time.Duration(s.before.tick)*TickDuration, 0), span)
	return Point{from.X + scale(dx, part, span), from.Y + scale(dy, part, span)}
}
