package replica

import (
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/wire"
)

// snapshotBuffer holds the newest snapshots.
type snapshotBuffer struct {
	ring [window]snapshot
	n    int // snapshots so far
}

// snapshot is what a wire.Snapshot said of everybody.
type snapshot struct {
	tick   sim.Tick
	bodies []wire.Body // by ascending ID
}

// clear forgets all snapshots and keeps their memory.
func (b *snapshotBuffer) clear() { b.n = 0 }

// len returns how many snapshots are kept.
func (b *snapshotBuffer) len() int { return min(b.n, window) }

// add keeps a copy of a snapshot. Ticks must ascend.
func (b *snapshotBuffer) add(tick sim.Tick, bodies []wire.Body) {
	s := &b.ring[b.n%window]
	s.tick, s.bodies = tick, append(s.bodies[:0], bodies...)
	b.n++
}

// back returns the snapshot i before the newest; nil where there is none.
func (b *snapshotBuffer) back(i int) *snapshot {
	if i >= b.len() {
		return nil
	}
	return &b.ring[(b.n-1-i)%window]
}

// interval returns the smallest gap between the newest snapshots, which is the
// server's interval unless every second one was lost; 0 if there are too few.
func (b *snapshotBuffer) interval() (interval time.Duration) {
	const count = 16
	if b.n < count {
		return 0
	}
	for i := range count - 1 {
		gap := time.Duration(b.back(i).tick-b.back(i+1).tick) * TickDuration
		if interval == 0 || gap < interval {
			interval = gap
		}
	}
	return interval
}

// around returns the snapshots before and after a moment on the server's clock;
// one snapshot twice where the moment is outside of those kept.
func (b *snapshotBuffer) around(t time.Duration) (before, after *snapshot) {
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

// newestWith returns the newest snapshot that has a player, or nil.
func (b *snapshotBuffer) newestWith(id sim.ID) *snapshot {
	for i := range b.len() {
		if s := b.back(i); s.find(id) != nil {
			return s
		}
	}
	return nil
}

// clone returns a copy that shares nothing with b.
func (b *snapshotBuffer) clone() snapshotBuffer {
	c := *b
	for i := range c.ring {
		c.ring[i].bodies = slices.Clone(b.ring[i].bodies)
	}
	return c
}

// find returns a player's body, or nil.
func (s *snapshot) find(id sim.ID) *wire.Body {
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
