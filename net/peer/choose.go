package peer

import (
	"slices"

	"clew/engine/sim"
)

// choose makes the value of the own ballot, once enough members have reported.
func (n *instance) choose() {
	l := &n.lead
	var who, needed, sound memberSet
	for i, s := range n.members {
		if l.reports[i] != nil {
			who = who.with(i)
		}
		if l.horizon == 0 || !l.departs(s.ID) {
			needed = needed.with(i)
		}
		if !l.suspects.has(i) {
			sound = sound.with(i)
		}
	}
	if !who.quorum(len(n.members)) {
		return
	}
	if l.quorumAt == 0 {
		l.quorumAt = n.p.clock
	}
	waited := n.p.clock - l.quorumAt
	enough := who.includes(needed)
	if l.horizon == 0 {
		enough = enough || waited > reportWait && who.includes(sound) || waited > reportLimit
	}
	if !enough {
		return // a ballot with a horizon leaves out nobody
	}
	l.chosenAt = n.p.clock
	if l.value = l.adopted(); l.value == nil {
		l.value = n.newValue(who)
	}
}

// departs reports whether the ballot lets a seat go.
func (l *lead) departs(id SeatID) bool {
	return slices.Contains(l.leaves, id)
}

// adopted returns the value that may have been decided already: that of the highest
// ballot in which a report says that one was accepted.
func (l *lead) adopted() *Value {
	var best *Report
	for _, r := range l.reports {
		if r != nil && r.Value != nil && (best == nil || r.Accepted > best.Accepted) {
			best = r
		}
	}
	if best == nil {
		return nil
	}
	return best.Value
}

// newValue makes a value out of the reports: who is out, up to where its inputs
// count, and all inputs that not everybody has reported.
func (n *instance) newValue(who memberSet) *Value {
	l := &n.lead
	v := &Value{View: n.view.Number + 1}
	stay, slow := false, n.slow()
	for i, s := range n.members {
		stay = stay || who.has(i) && s.in.leaves == 0 && !n.extra.removed(s.Process.GUID)
	}
	for i, s := range n.members {
		low, high, source := l.knownRange(i, who)
		out, left := !who.has(i), s.in.leaves > 0
		switch {
		case l.horizon > 0:
			out = l.departs(s.ID)
			if out {
				high, source = s.in.leaves, nil
			}
		case s.in.leaves > 0 && stay:
			out = true
		case n.extra.removed(s.Process.GUID) && stay:
			out, left = true, true
		case slow.has(i):
			out = true
		case s.strikes >= strikesOut && s != n.own && n.p.follows(RuleStrikes):
			out = true
		}
		if out && l.horizon == 0 && !n.p.follows(RuleMaxCut) {
			high = low
		}
		if out {
			v.Ends = append(v.Ends, End{s.ID, high, left})
		}
		v.Needs = append(v.Needs, high)
		if high <= low || !out && !n.p.follows(RuleAllInputs) {
			continue
		}
		if r, ok := n.runUpTo(s, source, low+1, high); ok {
			v.Runs = append(v.Runs, r)
		}
	}
	if l.horizon > 0 {
		v.Adds = l.adds
		for i := range v.Adds {
			v.Adds[i].ID = n.view.Next + SeatID(i)
		}
	}
	return v
}

// knownRange returns up to where all reports know the inputs of a member, up to where
// one does, and that one.
func (l *lead) knownRange(member int, who memberSet) (low, high sim.Tick, source *Report) {
	low = forever
	for i, r := range l.reports {
		if !who.has(i) {
			continue
		}
		low = min(low, r.Known[member])
		if source == nil || r.Known[member] > high {
			high, source = r.Known[member], r
		}
	}
	return low, high, source
}

// runUpTo returns the inputs of a seat in these ticks, from a report or from what
// the peer knows itself.
func (n *instance) runUpTo(s *seat, source *Report, first, last sim.Tick) (Run, bool) {
	if source != nil {
		for i := range source.Runs {
			r := source.Runs[i]
			if r.Seat == s.ID && r.First <= first && r.Signed == last && r.last() >= last {
				return r.only(first, last), true
			}
		}
	}
	var r Run
	ok := s.in.appendRun(&r, s.ID, first, last, false)
	return r, ok && r.Signed == last
}
