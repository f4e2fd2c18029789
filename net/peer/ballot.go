package peer

import (
	"slices"

	"clew/engine/sim"
)

// promise is what a member has promised to those who lead ballots in its view. It
// lasts until the next view.
type promise struct {
	ballot   Ballot     // votes for none below
	accepted Ballot     // … and has accepted value in this one
	value    *Value     //
	frozen   []sim.Tick // for each member: settles nothing beyond; nil: not frozen
	capped   []sim.Tick // … acknowledges nothing beyond; nil: anything
	hold     sim.Tick   // settles nothing from here on; 0: anything
	holder   Ballot     // of the poll that set capped, and hold if it has a horizon for newcomers
	released Ballot     // answers no poll with a horizon up to here
	heard    int        // when another's ballot was heard last
}

// unfinished reports whether the peer stands still for a ballot.
func (p *promise) unfinished() bool { return p.frozen != nil || p.hold > 0 }

// need is what a newcomer must know before it may report: otherwise a tick that is
// stable could be lost with those who know it.
type need struct {
	seat SeatID
	tick sim.Tick
}

// ready reports whether a newcomer knows what it needs.
func (n *instance) ready() bool {
	for _, d := range n.needs {
		if s := n.seat(d.seat); s != nil && s.First <= d.tick && s.in.signed < min(d.tick, s.Last) {
			return false
		}
	}
	return true
}

// hearPoll promises, freezes or holds, and reports.
func (n *instance) hearPoll(from *seat, m *Poll) {
	p := &n.promise
	if m.Ballot < p.ballot || m.Horizon > 0 && m.Ballot <= p.released || !n.ready() {
		return
	}
	if m.Horizon > 0 && m.Ballot > p.ballot && n.settled() >= m.Horizon {
		return
	}
	if from != n.own {
		p.heard = n.p.clock
	}
	p.ballot = m.Ballot
	if m.Horizon > 0 {
		if m.Horizon < forever && (p.hold == 0 || m.Horizon < p.hold) {
			p.hold = m.Horizon
		}
		if p.capped == nil {
			p.capped, p.holder = n.signedOf(), m.Ballot
		}
	} else if p.frozen == nil || !n.p.follows(RuleSticky) {
		p.frozen = n.signedOf()
	}
	known := p.frozen
	if known == nil {
		known = n.signedOf()
	}
	report := &Report{In: n.in(), Ballot: m.Ballot, Known: slices.Clone(known), Accepted: p.accepted, Value: p.value}
	for i, s := range n.members {
		var r Run
		if s.in.appendRun(&r, s.ID, max(s.First, back(n.settled(), 100)), known[i], false) {
			report.Runs = append(report.Runs, r)
		}
	}
	n.deliver(from, report)
}

// back returns the tick so many earlier, at least 1.
func back(t sim.Tick, by sim.Tick) sim.Tick {
	if t <= by {
		return 1
	}
	return t - by
}

// signedOf returns up to where the inputs of each member are known and signed.
func (n *instance) signedOf() []sim.Tick {
	known := make([]sim.Tick, 0, len(n.members))
	for _, s := range n.members {
		known = append(known, s.in.signed)
	}
	return known
}

// hearProposal accepts unless the peer has promised otherwise.
func (n *instance) hearProposal(from *seat, m *Proposal) {
	p := &n.promise
	if m.Ballot < p.ballot {
		return
	}
	if from != n.own {
		p.heard = n.p.clock
	}
	p.ballot, p.accepted, p.value = m.Ballot, m.Ballot, m.Value
	n.deliver(from, &Accept{In: n.in(), Ballot: m.Ballot})
}

// hearRelease lets go what a ballot held that was given up, unless an earlier one
// holds it, too: its leader may have all reports, and have it decided yet.
func (n *instance) hearRelease(m *Release) {
	p := &n.promise
	p.released = max(p.released, m.Ballot)
	if m.Ballot == p.ballot && m.Ballot == p.holder && p.value == nil && p.frozen == nil {
		p.hold, p.capped, p.holder = 0, nil, 0
	}
}

// deliver sends a word of a ballot to a member: directly, and by way of one random
// third, so that a broken link costs nobody its vote.
func (n *instance) deliver(to *seat, m Message) {
	if to == n.own {
		n.hear(n.p.id, m)
		return
	}
	n.p.send(to.Process, m)
	if len(n.members) < 3 || !n.p.follows(RuleRelayBallots) {
		return
	}
	via := n.members[n.p.random.Next()%uint64(len(n.members))]
	if via != to && via != n.own {
		n.p.send(via.Process, &Relayed{From: n.p.id, To: to.Process, Message: m})
	}
}
