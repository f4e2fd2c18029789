package netem

import (
	"time"

	"clew/net/link"
)

// NewAt makes a Link that takes over from one in use: now is its time, and next
// has the numbers of its next packets, by direction. Packets fare as if the
// Link had always been there.
func NewAt(inner link.Link, seed uint64, cfg Config, now time.Duration, next [2]uint64) *Link {
	l := New(inner, seed, cfg)
	l.now = now
	l.up.next, l.down.next = next[Up], next[Down]
	l.up.highest, l.down.highest = next[Up], next[Down]
	return l
}

// NextNumbers returns the numbers of the next packets, by direction.
func (l *Link) NextNumbers() [2]uint64 { return [2]uint64{Up: l.up.next, Down: l.down.next} }

// Transparent reports whether the Link may be left out as of the last Advance:
// nothing is in flight, the conditions are perfect, it is not cut, and no
// packet to come has an Override.
func (l *Link) Transparent() bool {
	return l.config.Perfect() && !l.IsCut() && l.sendErr == nil && l.up.idle() && l.down.idle()
}

// idle reports whether the path holds no packet and waits for none.
func (p *path) idle() bool {
	if len(p.waiting()) > 0 {
		return false
	}
	for number := range p.overrides {
		if number >= p.next {
			return false
		}
	}
	return true
}

// Perfect reports whether the conditions do nothing to packets.
func (c Config) Perfect() bool {
	c = c.clamped()
	return c.Up == Conditions{} && c.Down == Conditions{}
}
