package peer

// leadMean is the mean of how far a member is seen to be behind.
type leadMean struct {
	sixteenths int // of a tick
	theirs     int8
	known      bool
}

// note takes in how many ticks the member was behind when its message came, and
// what it said about the same in turn.
func (l *leadMean) note(ticks int, theirs int8) {
	l.theirs = theirs
	if !l.known {
		l.sixteenths, l.known = ticks*16, true
	}
	l.sixteenths += (ticks*16 - l.sixteenths) / 8
}

// ticks returns the mean as it is said to the member.
func (l *leadMean) ticks() int8 { return int8(min(max(l.sixteenths/16, -100), 100)) }

// skew returns how far the peer is ahead of the member, in sixteenths. The time
// that messages take is in both parts, and cancels out.
func (l *leadMean) skew() int { return (l.sixteenths - 16*int(l.theirs)) / 2 }

// pace returns how many ticks to play now: one, none by and by when the others are
// behind, two when all of them are ahead. The mean over the others decides over
// small differences: with the worst alone, three peers whose routes are slow one
// way round a circle would all believe that they lead somebody.
func (n *instance) pace() int {
	sum, worst, count := 0, -1<<20, 0
	for _, s := range n.members {
		if s == n.own || s.First > n.now && n.own.First <= n.now || !s.lead.known || n.p.clock-s.heard > suspectAfter {
			continue
		}
		skew := s.lead.skew()
		sum, count = sum+skew, count+1
		worst = max(worst, skew)
	}
	clock := n.p.clock
	switch {
	case count == 0:
		return 1
	case worst >= 12*16 || worst >= 4*16 && clock%6 == 0 || sum >= count*16 && clock%20 == 0:
		n.p.counters.Waits++
		return 0
	case worst <= -6*16:
		return 2
	}
	return 1
}
