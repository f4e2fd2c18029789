package peer

import "clew/engine/sim"

// delayHeld is for how many ticks a delay stays at least once it was adapted. Each
// change repeats some keys or leaves some out.
const delayHeld = 120

// latenessKept is how many ticks that come to be known at once count.
const latenessKept = 8

// delay is what Config.AdaptDelay adds to Config.Delay.
type delay struct {
	more    int // in ticks
	changed int // when
}

// lateness is how long inputs of a member take, in sixteenths of a tick: longer in one
// of ten ticks. It follows the quantile without keeping samples: a sample above the
// estimate raises it by nine, one below lowers it by one (Ma, Muthukrishnan and
// Sandler, Frugal Streaming, 2013).
type lateness int

func (l *lateness) note(sixteenths int) {
	if sixteenths > int(*l) {
		*l += 9
	} else if *l > 0 {
		*l--
	}
}

// delay returns how many ticks later a key counts. In lockstep nobody can play a
// tick before the others know its keys.
func (n *instance) delay() int {
	d := min(n.p.cfg.Delay+n.p.delay.more, MaxDelay)
	if n.lockstep() {
		return max(d, 1)
	}
	return d
}

// noteLateness takes in that a member's ticks up to another one are known now. After a
// longer silence only the last few count: it was lost rather than late.
func (s *seat) noteLateness(now, known sim.Tick) {
	for back := range min(known-s.now, latenessKept) {
		s.late.note(16*int(int32(now-(known-back))) - s.lead.skew())
	}
}

// adaptDelay makes the own delay such that the farthest member has to guess no more
// than half its window. What a member's inputs take here stands for what the own ones
// take to it.
func (n *instance) adaptDelay() {
	if !n.p.cfg.AdaptDelay || n.lockstep() || n.p.clock-n.p.delay.changed < delayHeld {
		return
	}
	worst := 0
	for _, s := range n.members {
		if s != n.own && s.First <= n.now && n.p.clock-s.heard <= unheardAfter {
			worst = max(worst, int(s.late))
		}
	}
	room := n.p.cfg.Window/2 + n.p.cfg.Delay
	more := min(max((worst+15)/16-room, 0), MaxDelay-n.p.cfg.Delay)
	if more < n.p.delay.more {
		more = min(max((worst+31)/16-room, 0), n.p.delay.more) // a tick of doubt, so that it does not go up and down
	}
	if more != n.p.delay.more {
		n.p.delay.more, n.p.delay.changed = more, n.p.clock
	}
}
