package replica

import (
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// buffer holds the newest snapshots, so that others can be shown between two
// of them: entity interpolation, as in Valve's "Source Multiplayer Networking".
type buffer struct {
	ring [window]state
	n    int // how many there have been
}

// state is what a snapshot said of everybody.
type state struct {
	tick   sim.Tick
	bodies []wire.Body // by ascending ID
}

// jumpBeyond is the distance between two snapshots, along an axis, beyond
// which a player has not walked but was put elsewhere.
const jumpBeyond = 3 * sim.CellUnits

func (b *buffer) clear() { b.n = 0 }

// add keeps a copy of a snapshot. Ticks must ascend.
func (b *buffer) add(m *wire.Snapshot) {
	s := &b.ring[b.n%window]
	s.tick, s.bodies = m.Tick, append(s.bodies[:0], m.Bodies...)
	b.n++
}

// back is the snapshot i before the newest; nil where there is none.
func (b *buffer) back(i int) *state {
	if i >= min(b.n, window) {
		return nil
	}
	return &b.ring[(b.n-1-i)%window]
}

// interval is the least time from one of the newest snapshots to the next,
// which is that of the server unless every second one was lost; 0 where too few
// have come.
func (b *buffer) interval() (least time.Duration) {
	const look = 16
	if b.n < look {
		return 0
	}
	for i := range look - 1 {
		gap := time.Duration(b.back(i).tick-b.back(i+1).tick) * TickDuration
		if least == 0 || gap < least {
			least = gap
		}
	}
	return least
}

// around finds the snapshots before and after a moment of the server's clock.
// Both are the same one where the moment lies outside of what is known.
func (b *buffer) around(t time.Duration) (before, after *state) {
	after = b.back(0)
	for i := 0; ; i++ {
		s := b.back(i)
		if s == nil {
			return after, after
		}
		if time.Duration(s.tick)*TickDuration <= t {
			return s, after
		}
		after = s
	}
}

// find is a player in a snapshot, or nil.
func (s *state) find(id sim.ID) *wire.Body {
	lo, hi := 0, len(s.bodies)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s.bodies[mid].ID < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(s.bodies) && s.bodies[lo].ID == id {
		return &s.bodies[lo]
	}
	return nil
}

// between places a body at a moment between two snapshots.
func between(before, after *state, to *wire.Body, t time.Duration) (x, y int32) {
	from := before.find(to.ID)
	span := time.Duration(after.tick-before.tick) * TickDuration
	if from == nil || span <= 0 {
		return to.X, to.Y
	}
	dx, dy := to.X-from.X, to.Y-from.Y
	if max(dx, -dx, dy, -dy) > jumpBeyond {
		return to.X, to.Y
	}
	part := min(max(t-time.Duration(before.tick)*TickDuration, 0), span)
	return from.X + scale(dx, part, span), from.Y + scale(dy, part, span)
}

// scale is v·part/whole.
func scale(v int32, part, whole time.Duration) int32 {
	return int32(int64(v) * int64(part) / int64(whole))
}
