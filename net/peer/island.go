package peer

import "slices"

// sayPresence tells everybody that may be there what the peer plays.
func (p *Peer) sayPresence() {
	n := p.current
	if n == nil || (p.clock+int(p.id.GUID[0]))%60 != 0 {
		return
	}
	m := &Presence{Branch: n.view.Branch, View: n.view.Number, Playing: n.playing() && p.leaveAt == 0}
	for _, c := range p.contact {
		p.send(c.process, m)
	}
}

// hearPresence notes what somebody plays.
func (p *Peer) hearPresence(from Process, m *Presence) {
	c := p.contactOf(from)
	c.last, c.heard = m, p.clock
	n := p.current
	if n == nil {
		return
	}
	if s := n.memberOf(from); s != nil && m.Branch.ID != n.view.Branch.ID && m.Branch.Game == n.view.Branch.Game {
		s.away = true // it has given up the seat
	}
	if m.Branch.ID == n.view.Branch.ID && m.View > n.view.Number && p.follows(RuleAsk) {
		p.send(from, &Ask{n.in()})
	}
}

// hearOut takes in that the peer was left out. A peer that still settles does not
// believe it, or one liar could empty a game.
func (p *Peer) hearOut(from Process, m *Out) {
	if n := p.current; n != nil && n.view.Branch.ID == m.Branch && m.View > n.view.Number && !n.playing() {
		p.leftOut(n, m.Removed)
	} else if w := p.watched; w != nil && w.view.Branch.ID == m.Branch {
		p.watched = nil // it begins anew
		if m.Removed && w.sponsor == from {
			p.refusedBy(from, w.view.Branch)
		}
	}
}

// refusedBy takes in that a member says that the peer was voted out. A lie costs a
// minute, in which the peer asks others.
func (p *Peer) refusedBy(q Process, b Branch) {
	p.contactOf(q).refused = p.clock + refusedFor
	if p.removedFrom != b.Game {
		p.removedFrom = b.Game
		p.tell(Event{Kind: Removed, Branch: b, Against: p.id.GUID})
	}
}

// chooseGame looks for a game to watch, and goes on alone where there is none.
func (p *Peer) chooseGame() {
	lost := p.current != nil && p.clock-p.current.progressAt >= strandedFor
	best := p.bestGame(lost)
	if w := p.watched; w != nil && (best == nil || best.last.Branch.ID != w.view.Branch.ID || p.clock-w.heard > sponsorLimit) {
		c := p.contactOf(w.sponsor)
		c.refused = p.clock + 2*sponsorLimit
		if best == c {
			best = nil
		}
		p.watched = nil
	}
	switch {
	case best == nil:
		p.asking = 0
	case p.watched == nil && (p.follows(RuleIsland) || p.current == nil):
		if p.asking == 0 {
			p.asking = p.clock
		}
		p.watched = &instance{p: p, view: View{Branch: best.last.Branch}, sponsor: best.process, heard: p.clock}
	}
	p.goAlone(lost)
	p.sayWatch()
}

// bestGame returns the greatest branch that plays and that the peer would go over
// to, or nil.
func (p *Peer) bestGame(lost bool) *contact {
	var best *contact
	for _, c := range p.contact {
		m := c.last
		if m == nil || p.clock-c.heard > heardFor || !m.Playing || p.clock < c.refused {
			continue
		}
		if n := p.current; n != nil {
			b := n.view.Branch
			if m.Branch.ID == b.ID || m.Branch.Game != b.Game || !lost && (!b.less(m.Branch) || n.tooOldToMerge()) {
				continue
			}
		} else if p.benched != nil && m.Branch.Game != p.benched.view.Branch.Game {
			continue
		}
		sponsor := p.watched != nil && p.watched.sponsor == c.process
		if best == nil || best.last.Branch.less(m.Branch) || sponsor && best.last.Branch == m.Branch {
			best = c
		}
	}
	return best
}

// tooOldToMerge reports whether a branch has gone its own way for so long that a
// person must choose.
func (n *instance) tooOldToMerge() bool {
	return n.forkedAt > 0 && n.settled()-n.forkedAt > mergeTime
}

// goAlone founds an island if the peer has been without a game for long.
func (p *Peer) goAlone(lost bool) {
	if !p.follows(RuleIsland) || p.asking > 0 && p.clock-p.asking < unanswered || p.watched != nil && p.watched.complete {
		return
	}
	if n := p.current; n != nil {
		wait := strandedFor
		suspects := n.suspects()
		if n.allHungUp(^memberSet(0)&^memberSet(0).with(n.index(n.own))) && n.others() > 0 {
			wait = deserted
		}
		lost = lost || p.clock-n.progressAt >= wait
		if lost && p.clock-n.progressAt >= wait+n.rank(suspects)*islandRank {
			p.found(n)
		}
		return
	}
	if n := p.benched; n != nil && p.follows(RuleBenchIsland) &&
		p.clock-p.answered >= strandedFor+islandRank*int(n.own.ID%8) {
		p.found(n)
	}
}

// found begins a branch in which the peer is alone. It ends every other span with
// what it has: those who come back get their players.
func (p *Peer) found(n *instance) {
	n.view.Branch = n.view.Branch.fork(n.view.Number, n.index(n.own), p.id)
	n.view.Number++
	n.forkedAt = max(n.settled(), 1)
	n.extra.Removed = slices.DeleteFunc(n.extra.Removed, func(g GUID) bool { return g == p.id.GUID }) // it is its own game
	for _, s := range n.seats {
		if s == n.own || !s.member() && !p.follows(RuleFoundersCut) {
			continue
		}
		last := min(s.Last, s.in.signed)
		if i := n.index(s); i >= 0 && n.promise.frozen != nil {
			last = min(last, n.promise.frozen[i])
		}
		s.Last = max(last, min(s.Last, n.settled()))
		s.in.truncate(s.Last)
	}
	n.own.Branch = n.view.Branch.ID
	n.own.in.seals = n.own.in.seals[:0]
	n.seal()
	n.decided, n.needs = nil, nil
	n.listMembers()
	n.renew()
	p.current, p.watched, p.benched = n, nil, nil
	p.tell(Event{Kind: FoundIsland, Branch: n.view.Branch, View: n.view.Number, Tick: n.settled(), Seat: n.own.ID})
}
