package peer

import (
	"clew/engine/sim"
)

// sayProgress tells each other member what it does not know yet.
func (n *instance) sayProgress() {
	if !n.speaks() {
		return
	}
	var unheard memberSet
	for i, s := range n.members {
		if s != n.own && n.p.clock-s.heard > unheardAfter {
			unheard = unheard.with(i)
		}
	}
	for _, q := range n.members {
		if q == n.own {
			continue
		}
		m := &q.message
		*m = Progress{
			In: n.in(), Now: n.now, Settled: n.settled(), Lead: q.lead.ticks(), Unheard: unheard,
			Acks: n.known(m.Acks[:0]), Marks: n.appendMarks(m.Marks[:0]), Runs: m.Runs[:0],
		}
		n.addRuns(m, q)
		n.p.send(q.Process, m)
	}
}

// addRuns adds the inputs that a member lacks.
func (n *instance) addRuns(m *Progress, q *seat) {
	qi := n.index(q)
	for i, s := range n.members {
		first := sim.Tick(1)
		if t := n.settled(); t > 30 {
			first = t - 30
		}
		if a, ok := q.acks[s.ID]; ok {
			first = a + 1
		}
		if s == q || s.in.known < first {
			continue
		}
		switch {
		case s == n.own:
			n.addRun(m, s, first, true)
		case n.p.follows(RuleRelayInputs) && s.in.signed >= first && (q.unheard.has(i) || s.unheard.has(qi) || n.lacks(q, s.in.signed-first)):
			n.addRun(m, s, first, false)
		}
	}
	if q.settled > 0 && n.p.clock%6 == 0 && n.p.follows(RuleDeparted) {
		for _, s := range n.seats { // inputs of the departed, for a member that is behind
			if !s.member() && s.Last > q.settled {
				n.addRun(m, s, max(q.settled+1, s.First), false)
			}
		}
	}
}

// lacks reports whether a member probably misses inputs of another, whose
// acknowledgement is this far behind. That it is so by the time which the
// acknowledgement takes says nothing.
func (n *instance) lacks(q *seat, behind sim.Tick) bool {
	late := int(behind) - max(q.lead.sixteenths/16, 0)
	return late >= relayBehind || late >= relayBehind/2 && n.p.clock%6 == 0
}

// addRun adds a run of a seat, with the newest signature.
func (n *instance) addRun(m *Progress, s *seat, first sim.Tick, own bool) {
	k := len(m.Runs)
	if k < cap(m.Runs) {
		m.Runs = m.Runs[:k+1]
	} else {
		m.Runs = append(m.Runs, Run{})
	}
	r := &m.Runs[k]
	if !s.in.appendRun(r, s.ID, first, min(first+inputRepeat*2, s.Last), own) {
		m.Runs = m.Runs[:k]
	}
}

// hearProgress takes in what another member said.
func (n *instance) hearProgress(q *seat, m *Progress) {
	n.takeRuns(m.Runs, q)
	if q == nil || m.View != n.view.Number || len(m.Acks) != len(n.members) {
		return
	}
	q.heard, q.hungUp, q.away = n.p.clock, false, false
	q.settled, q.unheard = max(q.settled, m.Settled), m.Unheard
	if m.Now >= q.now {
		q.noteLateness(n.now, m.Now)
		q.now = m.Now
		q.lead.note(int(int32(n.now-m.Now)), m.Lead)
	}
	for i, s := range n.members {
		q.acks[s.ID] = max(q.acks[s.ID], m.Acks[i])
	}
	n.hearMarks(q, m.Marks)
}

// takeRuns takes in inputs. They are facts about a branch, not about a view.
func (n *instance) takeRuns(runs []Run, from *seat) {
	for i := range runs {
		r := &runs[i]
		s := n.seat(r.Seat)
		if s == nil || s == n.own || len(r.Keys) == 0 || r.First == 0 || len(r.Keys) > inputsKept {
			continue
		}
		n.takeRun(s, r, from == s)
	}
}

func (n *instance) takeRun(s *seat, r *Run, direct bool) {
	if s.in.take(r, &s.Seat, n.settled()+maxAhead, n.p.cfg.Signer, direct) == takenSecond && !s.misbehaved {
		n.convict(s, r.First, n.prove(s, r))
	}
}
