package peer

import (
	"slices"

	"clew/engine/sim"
)

// lead is a ballot that the peer leads.
type lead struct {
	ballot   Ballot // 0: none
	horizon  sim.Tick
	adds     []Seat
	leaves   []SeatID
	suspects memberSet
	began    int
	reports  [MaxMembers]*Report
	quorumAt int // when enough reports were there; 0: not yet
	value    *Value
	accepts  memberSet
	chosenAt int
}

// suspects returns the members that the peer blames for standing still: those whose
// next input is missing, those that play elsewhere, and those that are too slow.
func (n *instance) suspects() memberSet {
	var set memberSet
	closed := true
	for i, s := range n.members {
		if s == n.own {
			continue
		}
		if s.in.signed <= n.settled() && s.First <= n.settled()+1 {
			set = set.with(i)
			closed = closed && s.hungUp
		}
	}
	still := n.p.clock - n.progressAt
	if still < suspectAfter && !(closed && set != 0 && still >= hangupAfter) {
		set = 0
	}
	for i, s := range n.members {
		if s.away || s != n.own && n.extra.removed(s.Process.GUID) {
			set = set.with(i)
		}
	}
	return set | n.slow()
}

// rank returns how many members should lead rather than the peer.
func (n *instance) rank(suspects memberSet) int {
	rank := 0
	for i, s := range n.members {
		if s == n.own {
			break
		}
		if !suspects.has(i) && s.in.leaves == 0 {
			rank++
		}
	}
	return rank
}

// stays reports whether some member neither leaves nor is suspected.
func (n *instance) somebodyStays(suspects memberSet) bool {
	for i, s := range n.members {
		if s != n.own && s.in.leaves == 0 && !suspects.has(i) {
			return true
		}
	}
	return false
}

// takeLead begins a ballot when there is a reason for one, and goes on with it.
func (n *instance) takeLead() {
	l := &n.lead
	clock := n.p.clock
	suspects := n.suspects()
	rank := n.rank(suspects)
	if l.ballot != 0 && (clock-l.began > ballotLife || n.promise.ballot > l.ballot) {
		n.giveUp()
	} else if l.ballot == 0 && clock-n.promise.heard >= ballotQuiet+rank*rankDelay {
		n.begin(suspects, rank)
	}
	if l.ballot == 0 {
		return
	}
	if l.value == nil {
		n.choose()
	}
	if (clock-l.began)%ballotResend == 0 || l.value != nil && l.chosenAt == clock {
		n.sayBallot()
	}
}

// begin begins a ballot, if somebody is lost, comes or leaves.
func (n *instance) begin(suspects memberSet, rank int) {
	leaving := n.own.in.leaves > 0 && n.p.follows(RuleQuitterFollows) || n.extra.removed(n.p.id.GUID) && n.others() > 0
	if leaving && rank == 0 && n.somebodyStays(suspects) {
		rank = 1
	}
	still := n.p.clock - n.progressAt
	freeze := (suspects != 0 || n.promise.unfinished()) && (still >= suspectAfter+rank*rankDelay || still >= hangupAfter && n.allHungUp(suspects) && suspects != 0)
	freeze = freeze || rank == 0 && (n.anyAway() || n.anyRemoved() || n.slow() != 0)
	if leaving && n.somebodyStays(0) {
		freeze = false
	}
	l := lead{ballot: n.promise.ballot.next(n.own.ID), began: n.p.clock, suspects: suspects}
	if !freeze {
		if rank > 0 || leaving || n.promise.unfinished() || n.p.clock-n.lead.began <= 30 {
			return
		}
		l.adds, l.leaves = n.newcomers(suspects), n.departures()
		if len(l.adds)+len(l.leaves) == 0 {
			return
		}
		l.horizon = forever
		if len(l.adds) > 0 {
			l.horizon = n.firstTick()
			for i := range l.adds {
				l.adds[i].First, l.adds[i].Last = l.horizon, forever
			}
		}
	} else {
		n.strike(suspects)
	}
	n.lead = l
}

func (n *instance) anyAway() bool {
	return slices.ContainsFunc(n.members, func(s *seat) bool { return s.away })
}

func (n *instance) allHungUp(set memberSet) bool {
	for i, s := range n.members {
		if set.has(i) && !s.hungUp {
			return false
		}
	}
	return true
}

// firstTick returns the tick in which newcomers may begin: far enough away for the
// ballot, and after the end of any seat that they had before.
func (n *instance) firstTick() sim.Tick {
	t := n.now + joinLead
	for _, s := range n.seats {
		if !s.member() {
			t = max(t, s.Last+2)
		}
	}
	return t
}

// strike counts a freeze against those who caused it.
func (n *instance) strike(suspects memberSet) {
	for i, s := range n.members {
		if n.settled() > n.struckAt+strikeTime {
			s.strikes = 0
		}
		if suspects.has(i) {
			s.strikes++
		}
	}
	n.struckAt = n.settled()
}

// newcomers returns the seats of those who watch and are ready to play.
func (n *instance) newcomers(suspects memberSet) []Seat {
	playing, leaving := 0, 0
	for i, s := range n.members {
		if s.in.leaves > 0 {
			leaving++
		} else if s.in.signed >= s.First && !suspects.has(i) {
			playing++
		}
	}
	var adds []Seat
	stay := len(n.members) - leaving
	for _, c := range n.p.contact {
		w := c.watch
		if w == nil || !w.ready || w.in != n.in() || n.p.clock-w.heard >= 40 || n.p.clock < c.barred || n.memberWith(c.process.GUID) != nil || n.extra.removed(c.process.GUID) {
			continue
		}
		if slices.ContainsFunc(adds, func(s Seat) bool { return s.Process.GUID == c.process.GUID }) {
			continue
		}
		if stay+len(adds) >= n.p.cfg.MaxMembers || n.p.follows(RuleNoDilution) && (playing < stay || len(adds) >= playing) {
			break
		}
		seat := w.seat
		seat.Branch = n.view.Branch.ID
		adds = append(adds, seat)
	}
	slices.SortFunc(adds, func(a, b Seat) int { return a.Process.compare(b.Process) })
	return adds
}

func (n *instance) memberWith(g GUID) *seat {
	for _, s := range n.members {
		if s.Process.GUID == g {
			return s
		}
	}
	return nil
}

// departures returns those who leave, and whose last inputs are known.
func (n *instance) departures() []SeatID {
	var all []SeatID
	for _, s := range n.members {
		if s.in.leaves > 0 && len(n.members) > len(all)+1 {
			all = append(all, s.ID)
		}
	}
	return all
}

// giveUp ends a ballot. One that only held something, and has proposed nothing,
// lets go of it.
func (n *instance) giveUp() {
	l := &n.lead
	b := l.ballot
	l.ballot = 0
	if l.value == nil && l.horizon > 0 && n.p.follows(RuleRelease) {
		for range 3 {
			for _, s := range slices.Clone(n.members) {
				n.deliver(s, &Release{n.in(), b})
			}
		}
	}
}

// sayBallot sends what the ballot waits for.
func (n *instance) sayBallot() {
	l := &n.lead
	in, ballot := n.in(), l.ballot
	for _, s := range slices.Clone(n.members) {
		if n.lead.ballot != ballot || n.in() != in {
			return
		}
		if l.value == nil {
			n.deliver(s, &Poll{in, ballot, l.horizon})
		} else {
			n.deliver(s, &Proposal{in, ballot, l.value})
		}
	}
}

// hearReport notes a report for the own ballot. It counts only if the inputs that
// it claims are signed, so that nobody can invent the last steps of a lost member.
func (n *instance) hearReport(from *seat, m *Report) {
	l := &n.lead
	if m.Ballot != l.ballot || l.value != nil || len(m.Known) != len(n.members) {
		return
	}
	n.takeRuns(m.Runs, nil)
	for i, s := range n.members {
		if m.Known[i] > s.in.signed {
			return
		}
	}
	l.reports[n.index(from)] = m
}

// hearAccept counts votes, and tells everybody once they are enough.
func (n *instance) hearAccept(from *seat, m *Accept) {
	l := &n.lead
	if m.Ballot != l.ballot || l.value == nil {
		return
	}
	l.accepts = l.accepts.with(n.index(from))
	if !l.accepts.quorum(len(n.members)) {
		return
	}
	v := l.value
	l.ballot = 0
	d := &Decided{n.in(), v}
	for range 2 {
		for _, s := range n.members {
			if s != n.own {
				n.p.send(s.Process, d)
			}
		}
		for i := range v.Adds {
			n.p.send(v.Adds[i].Process, d)
		}
	}
	n.install(v)
}
