package peer

import (
	"slices"

	"clew/engine/sim"
)

const (
	slowTicks = 54   // fewer ticks in a second are slow
	slowFor   = 10   // seconds, until a member that is slow is left out
	slowPause = 1800 // ticks, until it may come back
)

// pulse is how fast a member plays.
type pulse struct {
	at      int // when the present second began
	now     sim.Tick
	seconds int // so many in a row, it was slow
}

// feelPulses notes once a second who slows down all. A slow member lags behind each of
// the others, which wait for it, and so are as slow but lag behind nobody else.
func (n *instance) feelPulses() {
	for _, s := range n.members {
		p := &s.pulse
		if n.p.clock-p.at < sim.TickRate {
			continue
		}
		slow := p.now > 0 && s.First <= p.now && s.now < p.now+slowTicks && s.lead.skew() >= 16 && n.p.clock-s.heard <= unheardAfter
		if slow && s != n.own {
			p.seconds++
		} else {
			p.seconds = 0
		}
		p.at, p.now = n.p.clock, s.now
	}
}

// slow returns the members that have been slow for long: a computer that is too slow
// would have all the others play at its speed. Of few members, or of many slow ones,
// none is.
func (n *instance) slow() memberSet {
	var set memberSet
	for i, s := range n.members {
		if s.pulse.seconds >= slowFor {
			set = set.with(i)
		}
	}
	if 2*set.len() >= len(n.members) {
		return 0
	}
	return set
}

// barSlow has the slow members that a value leaves out wait before they come back.
func (n *instance) barSlow(v *Value) {
	slow := n.slow()
	for i, s := range n.members {
		if slow.has(i) && slices.ContainsFunc(v.Ends, func(e End) bool { return e.Seat == s.ID }) {
			n.p.contactOf(s.Process).barred = n.p.clock + slowPause
		}
	}
}
