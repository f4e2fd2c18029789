package peer

import (
	"slices"

	"clew/engine/sim"
)

// prove makes the evidence that a run, whose signature was checked, has another input
// for a tick than those that its peer has signed before. It returns nil where the
// others have been forgotten in part.
func (n *instance) prove(s *seat, r *Run) *Evidence {
	b := r.only(r.First, r.Signed)
	b.Keys, b.Actions = slices.Clone(b.Keys), slices.Clone(b.Actions)
	m := &Evidence{In: n.in(), Before: s.in.chain(r.First - 1), B: b}
	s.in.appendRun(&m.A, s.ID, r.First, s.in.signed, false)
	if n.differAt(s, m) == 0 {
		return nil
	}
	return m
}

// differAt returns the first tick for which the evidence has two inputs that the peer
// of a seat has signed, or 0 if it proves nothing. Each signature covers all inputs
// before it: so an honest peer cannot have signed both, whatever Before is.
func (n *instance) differAt(s *seat, m *Evidence) sim.Tick {
	if m.A.First != m.B.First {
		return 0
	}
	for _, r := range []*Run{&m.A, &m.B} {
		if r.Seat != s.ID || r.First == 0 || r.First > lastTick || len(r.Keys) > inputsKept ||
			r.Signed < r.First || r.Signed > r.last() || !new(inputs).permits(r) {
			return 0
		}
	}
	t := m.A.First
	for m.A.keysAt(t) == m.B.keysAt(t) && slices.Equal(m.A.actionsAt(t), m.B.actionsAt(t)) {
		if t++; t > min(m.A.Signed, m.B.Signed) {
			return 0
		}
	}
	for _, r := range []*Run{&m.A, &m.B} {
		if !s.in.verify(r, &s.Seat, m.Before.through(r), n.p.cfg.Signer) {
			return 0
		}
	}
	return t
}

// through returns the chain after the signed inputs of a run.
func (c Chain) through(r *Run) Chain {
	for t := r.First; t <= r.Signed; t++ {
		c = c.after(r.keysAt(t), r.actionsAt(t))
	}
	return c
}

// hearEvidence checks a proof against another member.
func (n *instance) hearEvidence(m *Evidence) {
	s := n.seat(m.A.Seat)
	if s == nil || s == n.own || s.misbehaved {
		return
	}
	if t := n.differAt(s, m); t > 0 {
		n.convict(s, t, m)
	}
}

// convict takes in, once, that a peer has signed two inputs for a tick: it tells the
// others, with the proof if there is one, and votes for removing it.
func (n *instance) convict(s *seat, t sim.Tick, proof *Evidence) {
	s.misbehaved = true
	n.p.tell(Event{Kind: Misbehaved, Branch: n.view.Branch, View: n.view.Number, Tick: t, Seat: s.ID})
	if n.own == nil || !s.member() {
		return
	}
	for _, q := range n.members {
		if q != n.own && q != s && proof != nil {
			n.p.send(q.Process, proof)
		}
	}
	_ = n.p.VoteOut(s.ID) // with a full queue there is no vote, but that of the others
}
