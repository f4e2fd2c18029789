package model

// deed is what happens in a step.
type deed int8

const (
	hear    deed = iota // a process hears the next input of a seat
	begin               // a member begins a ballot, and reports to it
	poll                // … another hears of it, and reports
	giveUp              // a ballot with a horizon is given up
	release             // … a member hears of that
	propose             // a ballot proposes a value
	accept              // a member accepts it
	install             // a process hears what was decided, and goes over to it
	deeds
)

// step is something that may happen. A crash, or an island, is a process that does
// nothing any more.
type step struct {
	deed    deed
	who     int8
	of      int8 // hear: whose input
	change  int8
	ballot  int8
	kind    kind
	first   tick // join
	leaves  set  // leave
	counted set  // propose: the reports that have come
	dropped set  // propose
}

// steps appends all that may happen in a state.
func (m *Model) steps(dst []step, s *state) []step {
	for i := range m.seats() {
		v := int(s.view[i])
		now := m.viewOf(s, v)
		dst = m.hearings(dst, s, i, &now)
		c := &s.change[v]
		if now.members.has(i) {
			dst = m.words(dst, s, i, v, &now)
		}
		if c.decided > 0 && v < m.Changes-1 && m.mayInstall(s, i, v, &now) {
			dst = append(dst, step{deed: install, who: int8(i), change: int8(v)})
		}
	}
	for c := range m.Changes {
		dst = m.proposals(dst, s, c)
		if s.change[c].decided == 0 {
			break
		}
	}
	return dst
}

// hearings appends the inputs that a process may hear next. One that watches hears of
// settled ticks only.
//
// A frozen member hears nothing: what it hears changes nothing before it installs the
// next view, and then it may hear it as well.
func (m *Model) hearings(dst []step, s *state, i int, v *view) []step {
	n := int(s.view[i])
	watches := !v.members.has(i)
	if n == m.Changes-1 && watches {
		return dst
	}
	if m.follows(RuleFreeze|RuleSticky|RuleCappedAcks) && s.change[n].promise[i].frozen {
		return dst
	}
	for p := range m.seats() {
		t := s.known[i][p] + 1
		if p == i || t > min(m.end(p), v.spans[p].last) || v.spans[p].first == never || watches && !m.isSettled(s, n, t) {
			continue
		}
		dst = append(dst, step{deed: hear, who: int8(i), of: int8(p)})
	}
	return dst
}

// isSettled reports whether a process in a view has settled a tick.
func (m *Model) isSettled(s *state, number int, t tick) bool {
	members := m.viewOf(s, number).members
	for i := range m.seats() {
		if members.has(i) && int(s.view[i]) == number && s.log[i][t] != 0 {
			return true
		}
	}
	return false
}

// words appends the words of ballots that a member may say or hear.
func (m *Model) words(dst []step, s *state, i, number int, now *view) []step {
	c := &s.change[number]
	p := &c.promise[i]
	for b := int8(1); b <= int8(m.Ballots); b++ {
		x := &c.ballot[b]
		st := step{who: int8(i), change: int8(number), ballot: b}
		if x.kind == unused {
			if b > p.ballot && m.ready(s, i, now) {
				dst = m.beginnings(dst, s, i, st, now)
			}
			continue
		}
		if m.answers(s, i, x, b, now) {
			st.deed = poll
			dst = append(dst, st)
		}
		if x.kind != freeze && x.origin == 0 && !x.givenUp && x.reports&-x.reports == 1<<i && m.follows(RuleRelease) {
			st.deed = giveUp
			dst = append(dst, st)
		}
		if x.givenUp && p.released < b {
			st.deed = release
			dst = append(dst, st)
		}
		if x.origin > 0 && p.ballot <= b && !x.accepts.has(i) {
			st.deed = accept
			dst = append(dst, st)
		}
	}
	return dst
}

// beginnings appends the ballots that a member may begin with a number.
func (m *Model) beginnings(dst []step, s *state, i int, st step, now *view) []step {
	st.deed, st.kind = begin, freeze
	dst = append(dst, st)
	if k := m.newcomer(s, int(st.change)); k >= 0 && s.view[k] == st.change {
		st.kind = join
		for st.first = m.settled(s, i) + 1; int(st.first) <= m.Ticks; st.first++ {
			if int(st.first) == m.Ticks || m.Changes > 1 {
				dst = append(dst, st)
			}
		}
		st.first = 0
	}
	for q := range m.seats() {
		if m.Quits.has(q) && now.members.has(q) && s.known[i][q] == m.Last {
			st.leaves = st.leaves.with(q)
		}
	}
	if st.leaves != 0 && st.leaves != now.members {
		st.kind = leave
		dst = append(dst, st)
	}
	return dst
}

// ready reports whether a newcomer knows what it needs.
func (m *Model) ready(s *state, i int, now *view) bool {
	for p := range m.seats() {
		if need := min(s.needs[i][p], now.spans[p].last); need > 0 && s.known[i][p] < need {
			return false
		}
	}
	return true
}

// answers reports whether a member reports to a ballot.
func (m *Model) answers(s *state, i int, x *ballot, b int8, now *view) bool {
	p := &s.change[s.view[i]].promise[i]
	switch {
	case b <= p.ballot, !m.ready(s, i, now):
		return false
	case x.kind != freeze && b <= p.released:
		return false
	case x.kind == join && m.settled(s, i) >= x.first:
		return false
	}
	return true
}

// proposals appends the values that ballots may propose. A ballot that freezes counts
// any reports that are a quorum, others wait for all who stay.
func (m *Model) proposals(dst []step, s *state, c int) []step {
	members := m.viewOf(s, c).members
	for b := int8(1); b <= int8(m.Ballots); b++ {
		x := &s.change[c].ballot[b]
		if x.kind == unused || x.origin > 0 || x.givenUp {
			continue
		}
		st := step{deed: propose, who: -1, change: int8(c), ballot: b}
		for st.counted = x.reports; st.counted != 0; st.counted = (st.counted - 1) & x.reports {
			if !m.quorum(st.counted, members) || x.kind != freeze && !st.counted.includes(members&^x.leaves) {
				continue
			}
			st.dropped = 0
			dst = append(dst, st)
			if !m.Drops || x.kind != freeze {
				continue
			}
			for st.dropped = (st.counted - 1) & st.counted; st.dropped != 0; st.dropped = (st.dropped - 1) & st.counted {
				dst = append(dst, st)
			}
		}
	}
	return dst
}

// mayInstall reports whether a process goes over to what was decided: a member that
// stays, or one that watches and has settled nothing that does not count.
func (m *Model) mayInstall(s *state, i, number int, now *view) bool {
	d := m.valueOf(s, number, s.change[number].decided)
	if now.members.has(i) {
		return d.stay.has(i)
	}
	next := m.viewOf(s, number+1)
	for p := range m.seats() {
		if now.members.has(p) && m.settled(s, i) > next.spans[p].last {
			return false
		}
	}
	return true
}

// take returns the state after a step, and what is wrong with the step, if anything.
func (m *Model) take(s *state, st step) (next state, wrong string) {
	next = *s
	i := int(st.who)
	c := &next.change[st.change]
	x := &c.ballot[st.ballot]
	switch st.deed {
	case hear:
		next.known[i][st.of]++
		m.settle(&next, i)
	case begin:
		x.kind, x.first, x.leaves = st.kind, st.first, st.leaves
		m.report(&next, i, st.ballot)
	case poll:
		m.report(&next, i, st.ballot)
	case giveUp:
		x.givenUp = true
	case release:
		m.release(&next, i, st.ballot)
	case propose:
		x.origin = st.ballot
		if best := x.adopted(st.counted); best > 0 && m.follows(RuleAdopt) {
			x.origin = c.ballot[best].origin
		} else {
			x.counted, x.dropped = st.counted, st.dropped
		}
	case accept:
		p := &c.promise[i]
		p.ballot, p.accepted = st.ballot, st.ballot
		x.accepts = x.accepts.with(i)
		if c.decided == 0 && m.quorum(x.accepts, m.viewOf(&next, int(st.change)).members) {
			c.decided = st.ballot
		}
	case install:
		wrong = m.install(&next, i)
	}
	return next, wrong
}

// adopted returns the highest ballot in which a report says that a value was
// accepted, or 0.
func (x *ballot) adopted(counted set) int8 {
	best := int8(0)
	for i, b := range x.accepted {
		if counted.has(i) {
			best = max(best, b)
		}
	}
	return best
}

// report promises, freezes or holds, and reports.
func (m *Model) report(s *state, i int, b int8) {
	c := &s.change[s.view[i]]
	x, p := &c.ballot[b], &c.promise[i]
	members := m.viewOf(s, int(s.view[i])).members
	known := s.known[i]
	for q := range known {
		if !members.has(q) {
			known[q] = 0
		}
	}
	p.ballot = b
	if x.kind == freeze {
		if !p.frozen || !m.follows(RuleSticky) {
			p.frozen, p.reported = true, known
		}
	} else {
		if x.kind == join && (p.hold == 0 || x.first < p.hold) {
			p.hold = x.first
		}
		if p.holder == 0 {
			p.holder, p.capped = b, known
		}
	}
	if p.frozen {
		known = p.reported
	}
	x.reports = x.reports.with(i)
	x.known[i], x.accepted[i] = known, p.accepted
	m.settle(s, i) // a second freeze may let more be settled
}

// release lets go what a ballot held.
func (m *Model) release(s *state, i int, b int8) {
	p := &s.change[s.view[i]].promise[i]
	p.released = max(p.released, b)
	if p.ballot != b || p.accepted > 0 || p.frozen || p.holder != b && m.follows(RuleOwnRelease) {
		return
	}
	p.holder, p.hold, p.capped = 0, 0, [maxSeats]tick{}
	m.settle(s, i)
}

// install goes over to the next view.
func (m *Model) install(s *state, i int) (wrong string) {
	number := int(s.view[i])
	now := m.viewOf(s, number)
	d := m.valueOf(s, number, s.change[number].decided)
	s.acked[number][i] = m.acks(s, i)
	s.change[number].promise[i] = promise{}
	s.view[i]++
	next := m.viewOf(s, number+1)
	s.needs[i] = [maxSeats]tick{}
	for p := range m.seats() {
		k := &s.known[i][p]
		if d.carried.has(p) && *k >= d.low[p] && p != i {
			*k = max(*k, d.high[p])
		}
		*k = min(*k, next.spans[p].last)
		need := min(d.high[p], next.spans[p].last)
		switch {
		case p == d.add:
			*k = next.spans[p].first - 1
		case !now.members.has(p):
		case !now.members.has(i):
			if d.add == i {
				s.needs[i][p] = need
			}
		case *k < need && m.follows(RuleAllInputs):
			wrong = lacks(i, p, *k, need)
		}
	}
	if d.add == i {
		s.known[i][i] = m.end(i)
	}
	if number == m.Changes-1 { // the last view is not played: it hears all
		for p := range m.seats() {
			s.known[i][p] = min(m.end(p), next.spans[p].last)
		}
	}
	m.settle(s, i)
	return wrong
}

// settled returns the last tick that a process has settled.
func (m *Model) settled(s *state, i int) tick {
	t := tick(0)
	for int(t) < m.Ticks && s.log[i][t+1] != 0 {
		t++
	}
	return t
}

func (m *Model) settleAll(s *state) {
	for i := range m.seats() {
		m.settle(s, i)
	}
}

// settle settles all that a process may settle: at once, which is the worst case.
func (m *Model) settle(s *state, i int) {
	v := m.viewOf(s, int(s.view[i]))
	var none promise
	p := &none
	if int(s.view[i]) < m.Changes {
		p = &s.change[s.view[i]].promise[i]
	}
	for t := m.settled(s, i) + 1; int(t) <= m.Ticks; t++ {
		var entered set
		if p.hold > 0 && t >= p.hold && m.follows(RuleHold) {
			return
		}
		for q := range m.seats() {
			if t < v.spans[q].first || t > v.spans[q].last {
				continue
			}
			if s.known[i][q] < t || p.frozen && v.members.has(q) && t > p.reported[q] && m.follows(RuleFreeze) {
				return
			}
			entered = entered.with(q)
		}
		if s.log[i][t] = entered; entered == 0 {
			return
		}
	}
}

// acks returns what a process acknowledges in its view.
func (m *Model) acks(s *state, i int) [maxSeats]tick {
	n := int(s.view[i])
	known := s.known[i]
	p := &s.change[n].promise[i]
	for q := range known {
		if p.frozen && m.follows(RuleCappedAcks) {
			known[q] = min(known[q], p.reported[q])
		}
		if p.holder > 0 && m.follows(RuleCappedAcks) {
			known[q] = min(known[q], p.capped[q])
		}
	}
	return known
}
