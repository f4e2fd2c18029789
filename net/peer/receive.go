package peer

// Receive takes in what another process has said. Nothing that a stranger sends
// makes it panic or grow without limit.
func (p *Peer) Receive(from Process, m Message) {
	if p.gone || from == p.id {
		return
	}
	switch m := m.(type) {
	case *Relayed:
		p.hearRelayed(from, m)
	case *Presence:
		p.hearPresence(from, m)
	case *Watch:
		p.hearWatch(from, m)
	case *State:
		p.hearState(from, m)
	case *Out:
		p.hearOut(from, m)
	default:
		p.hearGame(from, m)
	}
}

// hearGame gives a message to the game that it is about.
func (p *Peer) hearGame(from Process, m Message) {
	in, ok := inOf(m)
	if !ok {
		return
	}
	here := func(n *instance) bool {
		return n != nil && (n.view.Branch.ID == in.Branch || !p.follows(RuleBranch))
	}
	switch {
	case here(p.current):
		p.current.hear(from, m)
	case here(p.watched) && p.watched.complete:
		p.watched.hearWatching(from, m)
	}
}

// inOf returns the view that a message speaks of.
func inOf(m Message) (In, bool) {
	switch m := m.(type) {
	case *Progress:
		return m.In, true
	case *Feed:
		return m.In, true
	case *Poll:
		return m.In, true
	case *Report:
		return m.In, true
	case *Proposal:
		return m.In, true
	case *Accept:
		return m.In, true
	case *Release:
		return m.In, true
	case *Decided:
		return m.In, true
	case *Ask:
		return m.In, true
	case *Trace:
		return m.In, true
	case *Dump:
		return m.In, true
	case *Evidence:
		return m.In, true
	}
	return In{}, false
}

// hearRelayed passes a word of a ballot on, or takes in one for the peer itself. It
// is believed of a member only, and about a member. A newcomer, too, may have it passed
// on that it is ready: it may reach no other member than this one.
func (p *Peer) hearRelayed(from Process, m *Relayed) {
	n := p.current
	if n == nil {
		return
	}
	member := n.memberOf(from) != nil
	w, watch := m.Message.(*Watch)
	switch m.Message.(type) {
	case *Poll, *Report, *Proposal, *Accept, *Release:
		if !member {
			return
		}
	case *Watch:
		if !w.Vouch || !member && p.contactOf(from).watch == nil {
			return
		}
	default:
		return
	}
	switch {
	case m.To != p.id:
		if m.From == from && n.memberOf(m.To) != nil {
			p.send(m.To, m)
		}
	case m.From == p.id || !member:
	case watch:
		p.hearWatch(m.From, w)
	default:
		p.hearGame(m.From, m.Message)
	}
}

// hear takes in a message about the game that is played.
func (n *instance) hear(from Process, m Message) {
	if d, ok := m.(*Decided); ok {
		if n.memberOf(from) != nil || !n.playing() {
			n.install(d.Value)
		}
		return
	}
	in, _ := inOf(m)
	if _, ok := m.(*Ask); ok {
		n.bringUpToDate(from, in.View)
		return
	}
	member := n.memberOf(from)
	if p, ok := m.(*Progress); ok {
		n.hearProgress(member, p)
	}
	if e, ok := m.(*Evidence); ok && member != nil { // a fact about the branch, not about a view
		n.hearEvidence(e)
	}
	if in.View < n.view.Number {
		n.bringUpToDate(from, in.View)
	}
	if in.View != n.view.Number || member == nil {
		return
	}
	switch m := m.(type) {
	case *Poll:
		n.hearPoll(member, m)
	case *Report:
		n.hearReport(member, m)
	case *Proposal:
		n.hearProposal(member, m)
	case *Accept:
		n.hearAccept(member, m)
	case *Release:
		n.hearRelease(m)
	case *Trace:
		n.hearTrace(member, m)
	case *Dump:
		n.hearDump(member, m)
	}
}

// bringUpToDate tells somebody who is behind what was decided since, or that it is
// out.
func (n *instance) bringUpToDate(to Process, view uint32) {
	c := n.p.contactOf(to)
	if view >= n.view.Number || n.p.clock-c.told < 3 && c.told > 0 {
		return
	}
	c.told = n.p.clock
	if len(n.decided) == 0 || n.decided[0].View > view+1 {
		m := &Out{In: n.in(), Removed: n.extra.removed(to.GUID)}
		for _, s := range n.members {
			m.Members = append(m.Members, s.Process)
		}
		n.p.send(to, m)
		return
	}
	for _, v := range n.decided {
		if v.View > view {
			n.p.send(to, &Decided{In{n.view.Branch.ID, v.View - 1}, v})
		}
	}
}
