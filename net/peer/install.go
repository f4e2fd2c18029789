package peer

import (
	"fmt"
	"slices"

	"clew/engine/sim"
)

// install goes over to the next view of the branch.
func (n *instance) install(v *Value) {
	if v.View != n.view.Number+1 {
		return
	}
	wasMember, isMember, removed := n.own != nil, n.own != nil, false
	for i := range v.Ends {
		if n.own != nil && v.Ends[i].Seat == n.own.ID {
			isMember = false
			removed = v.Ends[i].Left && n.own.in.leaves == 0
			n.p.repeatUnsettled(n.own, v.Ends[i].Last)
		}
	}
	if wasMember && !isMember {
		n.p.leftOut(n, removed)
		return
	}
	n.adoptRuns(v)
	n.barSlow(v)
	for _, e := range v.Ends {
		if !n.end(e) {
			return
		}
	}
	var own *seat
	for _, a := range v.Adds {
		s := newSeat(a)
		s.in.reset(s.First-1, firstChain(&s.Seat))
		n.seats = append(n.seats, s)
		n.view.Next = max(n.view.Next, s.ID+1)
		if s.Process == n.p.id {
			own = s
		} else {
			n.p.Meet(s.Process)
		}
		if n.settled() >= s.First {
			n.p.violate(fmt.Sprintf("seat %d begins in tick %d, but %d is settled", s.ID, s.First, n.settled()))
		}
	}
	n.setNeeds(v, wasMember)
	n.view.Number = v.View
	n.decided = append(n.decided, v)
	n.forgetDeparted()
	n.listMembers()
	n.renew()
	if !wasMember && own != nil {
		n.p.promote(n, own)
	}
	if n.own != nil {
		n.p.tell(Event{Kind: Entered, Branch: n.view.Branch, View: n.view.Number, Tick: n.settled(), Seat: n.own.ID})
	}
}

// adoptRuns takes in the inputs that were agreed on.
func (n *instance) adoptRuns(v *Value) {
	for i := range v.Runs {
		r := &v.Runs[i]
		if s := n.seat(r.Seat); s != nil && s != n.own && len(r.Keys) > 0 && r.First > 0 {
			s.in.adopt(r, &s.Seat, n.settled(), n.p.cfg.Signer)
		}
	}
}

// end ends the span of a seat. It reports false when a watcher has settled more:
// then it begins anew.
func (n *instance) end(e End) bool {
	s := n.seat(e.Seat)
	if s == nil {
		return true
	}
	s.Last, s.Left = e.Last, e.Left
	s.in.truncate(e.Last)
	switch {
	case n.settled() > e.Last && s.First <= n.settled() && n.own == nil:
		n.p.watched = nil
		return false
	case n.settled() > e.Last && s.First <= n.settled():
		n.p.violate(fmt.Sprintf("seat %d ends after tick %d, but %d is settled", s.ID, e.Last, n.settled()))
	case n.own != nil && n.settled() < e.Last && s.in.signed < e.Last && s.First <= e.Last:
		n.p.violate(fmt.Sprintf("the inputs of seat %d are known to tick %d, not to its end, %d", s.ID, s.in.signed, e.Last))
	}
	return true
}

// setNeeds notes what a newcomer has to know; a member knows it.
func (n *instance) setNeeds(v *Value, member bool) {
	n.needs = n.needs[:0]
	for i, s := range n.members {
		if i >= len(v.Needs) {
			break
		}
		if !member {
			n.needs = append(n.needs, need{s.ID, v.Needs[i]})
		} else if s.in.signed < min(v.Needs[i], s.Last) && n.p.follows(RuleAllInputs) {
			n.p.violate(fmt.Sprintf("inputs of seat %d are known to tick %d, agreed on were those to %d", s.ID, s.in.signed, v.Needs[i]))
		}
	}
}

// renew forgets what belonged to the last view. Acknowledgements stay.
func (n *instance) renew() {
	n.promise = promise{}
	began := n.lead.began
	n.lead = lead{began: began}
	n.progressAt = n.p.clock
	for _, s := range n.members {
		s.unheard = 0
		s.heard = max(s.heard, n.p.clock-unheardAfter/2)
	}
	for _, c := range n.p.contact {
		if c.watch != nil {
			c.watch.ready = false
		}
	}
}

// forgetDeparted drops the seats whose inputs nobody can need any more, and old
// decisions.
func (n *instance) forgetDeparted() {
	n.seats = slices.DeleteFunc(n.seats, func(s *seat) bool { return !s.member() && s.Last+inputsKept < n.settled() })
	if len(n.decided) > 64 {
		n.decided = slices.Delete(n.decided, 0, len(n.decided)-64)
	}
}

// enter takes the own seat among the members.
func (n *instance) enter() {
	n.own = n.memberOf(n.p.id)
	n.rebase()
	n.p.tell(Event{Kind: Entered, Branch: n.view.Branch, View: n.view.Number, Tick: n.settled(), Seat: n.own.ID})
}

// promote makes a game that was watched the one that is played.
func (p *Peer) promote(n *instance, own *seat) {
	if p.current != nil {
		p.tell(Event{Kind: WentOver, Branch: n.view.Branch, View: n.view.Number, Tick: n.settled(), Seat: own.ID})
	}
	p.current, p.watched, p.benched = n, nil, nil
	p.asking = 0
	n.own = own
	for range n.delay() {
		own.in.append(0, nil)
	}
	n.sign()
	n.rebase()
}

// leftOut leaves a game whose members have decided to play on without the peer, or to
// remove it.
func (p *Peer) leftOut(n *instance, removed bool) {
	if removed {
		p.tell(Event{Kind: Removed, Branch: n.view.Branch, View: n.view.Number, Tick: n.settled(), Seat: n.own.ID, Against: p.id.GUID})
		p.current, p.watched, p.benched = nil, nil, nil
		p.removedFrom = n.view.Branch.Game
		p.gone = p.leaveAt > 0
		return
	}
	p.tell(Event{Kind: LeftOut, Branch: n.view.Branch, View: n.view.Number, Tick: n.settled(), Seat: n.own.ID})
	p.benched, p.current, p.watched = n, nil, nil
	p.answered, p.asking = p.clock, 0
	if p.leaveAt > 0 {
		p.gone = true
	}
}

// quit announces the last tick, and sends the inputs up to there at once.
func (n *instance) quit() {
	last := n.now + sim.Tick(n.delay()) + quitLead
	for n.own.in.known < last-1 {
		n.own.in.append(0, n.takeQueued())
	}
	n.own.in.append(0, []Action{{Tick: n.own.in.known + 1, Kind: Leave}})
	n.sign()
}

// violate notes that an invariant does not hold. It is for tests: nothing a stranger
// sends may end the program.
func (p *Peer) violate(text string) {
	if p.onViolation != nil {
		p.onViolation(text)
	}
}
