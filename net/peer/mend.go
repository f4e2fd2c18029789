package peer

import (
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
)

// considerMending asks for the game of the majority if the own one is not that: at the
// newest Mark that all members have sent. It waits a while for what differs to be
// named. In a tie the side of the oldest is right.
func (n *instance) considerMending() {
	l := &n.ledger
	if l.pending != nil || n.p.leaveAt > 0 || l.asked != (Process{}) && n.p.clock-l.askedAt < traceEvery || len(n.members) > MaxMembers {
		return
	}
	for back := sim.Tick(0); back < marksSent; back++ {
		t := n.settled() - n.settled()%markInterval
		if t <= back*markInterval {
			return
		}
		own := l.page(t - back*markInterval)
		if own == nil {
			return
		}
		if right := n.rightMember(own.mark); right != nil {
			if right != n.own && (right.named || n.p.clock-right.differsAt > nameWithin) {
				if n.p.mendedTooOften() {
					n.p.tell(n.event(GaveUpMending, n.own, own.mark.Tick, ""))
					n.p.Quit()
					return
				}
				l.asked, l.askedAt = right.Process, n.p.clock
				n.p.send(right.Process, &Watch{In: In{Branch: n.view.Branch.ID}, Seat: n.p.wish()})
			}
			return
		}
	}
}

// rightMember returns the oldest member of the largest group whose Marks of a tick are
// equal: the peer itself if it is in that group. Nil: not all Marks of it have come, or
// inputs differ, which no State mends.
func (n *instance) rightMember(own Mark) *seat {
	var marks [MaxMembers]Mark
	for i, s := range n.members {
		marks[i] = own
		if s == n.own {
			continue
		}
		k := slices.IndexFunc(s.marks, func(m Mark) bool { return m.Tick == own.Tick })
		if k < 0 || s.marks[k].Inputs != own.Inputs {
			return nil
		}
		marks[i] = s.marks[k]
	}
	best, most := 0, 0
	for i := range n.members {
		count := 0
		for j := range n.members {
			if marks[j] == marks[i] {
				count++
			}
		}
		if count > most {
			best, most = i, count
		}
	}
	if marks[best] == own {
		return n.own
	}
	return n.members[best]
}

// hearMendingState takes in the State that the peer has asked for to mend its game.
func (n *instance) hearMendingState(from Process, m *State) {
	l := &n.ledger
	if l.asked != from || l.pending != nil || m.View.Branch.ID != n.view.Branch.ID || m.View.Number != n.view.Number || !m.Extra.valid() {
		return
	}
	state, err := game.DecodeCheckpoint(m.Checkpoint)
	if err != nil || state.Epoch() > n.view.Branch.Depth || state.Tick()+ledgerKept < n.settled() || state.Tick() > n.settled()+ledgerKept {
		return
	}
	l.pending, l.state = m, state
	n.mend()
}

// mend goes over to the State that came, as soon as its tick is settled here: the ticks
// since are computed again from it with the own inputs. So nothing settled is taken
// back, and inputs and promises stay as they are. A State that rests on other inputs is
// not taken.
func (n *instance) mend() {
	l := &n.ledger
	if l.pending == nil || l.state.Tick() > n.settled() {
		return
	}
	state, extra, chain, until := n.state, n.extra, n.chain, n.settled()
	tell := n.p.cfg.OnEvent
	n.p.cfg.OnEvent = nil // what happened in these ticks has been told
	n.state, n.extra, n.chain = l.state, l.pending.Extra.clone(), l.pending.Chain
	var err error
	for err == nil && n.settled() < until {
		n.decideEntry(n.settled() + 1)
		if n.events, err = n.state.Apply(&n.entry, n.events[:0]); err == nil {
			n.noteGuests()
		}
	}
	n.p.cfg.OnEvent = tell
	from := n.memberOf(l.asked)
	if err != nil || n.chain != chain || from == nil {
		n.state, n.extra, n.chain = state, extra, chain
		l.asked, l.pending, l.state = Process{}, nil, nil
		return
	}
	l.forget()
	n.note()
	n.rebase()
	n.p.mends = append(n.p.mends[max(0, len(n.p.mends)-mendsKept+1):], n.p.clock)
	n.p.tell(n.event(Mended, n.own, until, ""))
	for _, q := range n.members {
		q.differs, q.named, q.marks = 0, false, q.marks[:0]
	}
}

// DivergingFields are the fields that Diverge can change.
var DivergingFields = []string{"X", "Y", "points"}

// mendedTooOften reports whether the peer has mended its game so often lately that it
// would not help: its program or its memory is broken.
func (p *Peer) mendedTooOften() bool {
	return len(p.mends) == mendsKept && p.clock-p.mends[0] < mendTime
}

// Diverge changes a field of a player in the settled game of this peer alone, so that it
// computes another game than the others. Tests and lessons show with it what happens
// then. It reports whether there is such a field to change.
func (p *Peer) Diverge(id sim.ID, field string, delta int32) bool {
	n := p.current
	if n == nil || n.state.Player(id) == nil {
		return false
	}
	body := n.state.World().Player(id)
	switch field {
	case "X":
		body.X += delta
	case "Y":
		body.Y += delta
	case "points":
		n.state.Player(id).Points += uint32(delta)
	default:
		return false
	}
	n.note()
	n.rebase()
	return true
}
