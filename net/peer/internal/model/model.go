package model

import "math/bits"

// The limits of what the arrays hold.
const (
	maxSeats   = 6
	maxTicks   = 5
	maxBallots = 3
	maxChanges = 3
)

// Rule is a rule of the agreement. A Model without one shows what it is for. Names
// are those of package peer, where it has the rule.
type Rule uint16

// The rules.
const (
	// RuleFreeze: a member that has reported because another is lost settles nothing
	// beyond what it reported.
	RuleFreeze Rule = 1 << iota

	// RuleSticky: … and reports the same for every later ballot of the view.
	RuleSticky

	// RuleMaxCut: a lost member's last tick is the last that any report knows, not
	// the last that all know.
	RuleMaxCut

	// RuleHold: nothing is settled from a newcomer's first tick on until it is decided.
	RuleHold

	// RuleAllInputs: a value has the inputs of all members that not every report
	// knew, not only of those who leave.
	RuleAllInputs

	// RuleInputs: a value has inputs at all.
	RuleInputs

	// RuleCappedAcks: nobody acknowledges more than it has reported.
	RuleCappedAcks

	// RuleRelease: a ballot with a horizon that is given up lets go what it held.
	RuleRelease

	// RuleOwnRelease: … but not what an earlier ballot holds, which may be decided yet.
	RuleOwnRelease

	// RuleAdopt: a ballot proposes what an earlier one may have decided.
	RuleAdopt

	// RuleOldest: half of the members decide only with the oldest among them.
	RuleOldest
)

// set is a set of seats.
type set uint8

func (s set) has(i int) bool      { return s>>i&1 != 0 }
func (s set) with(i int) set      { return s | 1<<i }
func (s set) includes(o set) bool { return s&o == o }
func (s set) len() int            { return bits.OnesCount8(uint8(s)) }

// tick is a tick. The first one is 1.
type tick int8

// never is later than every tick.
const never tick = 127

// Model says how large a game is, and which rules it breaks.
type Model struct {
	Members   int  // of the first view; 0 is the oldest
	Newcomers int  // watch at first, and join one by one
	Ticks     int  // that are played
	Ballots   int  // in each change of the view
	Changes   int  // of the view
	Quits     set  // the members that leave of their own accord …
	Last      tick // … with this tick as their last
	Drops     bool // values may leave out members that have reported
	Without   Rule
}

func (m *Model) follows(r Rule) bool { return m.Without&r == 0 }

func (m *Model) seats() int { return m.Members + m.Newcomers }

// state is the state of all members, and all that was ever said: nothing is
// delivered, what was said may be heard at any later time, or never.
type state struct {
	view   [maxSeats]int8                       // which a process has installed
	known  [maxSeats][maxSeats]tick             // the inputs of each seat, up to here
	log    [maxSeats][maxTicks + 1]set          // whose inputs entered each settled tick
	needs  [maxSeats][maxSeats]tick             // that a newcomer must know before it reports
	change [maxChanges]change                   // from each view to the next
	acked  [maxChanges][maxSeats][maxSeats]tick // acknowledged in a view that was left
}

// change is the agreement on what follows a view.
type change struct {
	ballot  [maxBallots + 1]ballot
	promise [maxSeats]promise
	decided int8 // the first ballot that enough members have accepted
}

// promise is what a member has promised, and stands still for. Package peer has the
// same type.
type promise struct {
	ballot   int8
	accepted int8
	released int8
	holder   int8 // the ballot that has set hold and capped; 0: none
	hold     tick // settles nothing from here on; 0: anything
	frozen   bool
	reported [maxSeats]tick // frozen: settles nothing beyond
	capped   [maxSeats]tick // with a holder: acknowledges nothing beyond
}

// kind says what a ballot is for.
type kind int8

const (
	unused kind = iota
	freeze      // somebody is lost
	join        // a newcomer is to play
	leave       // members leave
)

// ballot is an attempt to agree.
type ballot struct {
	kind    kind
	first   tick // join: of the newcomer
	leaves  set  // leave: who
	givenUp bool

	reports  set
	known    [maxSeats][maxSeats]tick // as reported
	accepted [maxSeats]int8           // as reported

	origin  int8 // the ballot that has made the value; 0: nothing is proposed
	counted set  // the reports that the value was made of, if it was made here
	dropped set  // of those: left out
	accepts set
}

// value is what is agreed on: who is in the next view, and the inputs that not every
// report knew.
type value struct {
	origin  int8
	stay    set
	add     int // the newcomer; -1: none
	first   tick
	last    [maxSeats]tick // of those who are out
	low     [maxSeats]tick // known by all reports
	high    [maxSeats]tick // known by some
	carried set            // whose inputs from low to high it has
}

// span is a seat's stretch of ticks in a view.
type span struct{ first, last tick }

// view is a view, as those know it who have installed it.
type view struct {
	members set
	spans   [maxSeats]span // of those that are no members yet: none
}

// initial returns the state at the beginning: all have said all of their inputs.
func (m *Model) initial() *state {
	s := new(state)
	for i := range m.Members {
		s.known[i][i] = m.end(i)
	}
	m.settleAll(s)
	return s
}

// end returns the last input that a seat ever gives.
func (m *Model) end(i int) tick {
	if m.Quits.has(i) {
		return m.Last
	}
	return tick(m.Ticks)
}

// quorum reports whether a part of the members decides: more than half of them, or
// half with the oldest.
func (m *Model) quorum(part, members set) bool {
	oldest := members & -members
	k, n := 2*(part&members).len(), members.len()
	return k > n || k == n && (part&oldest != 0 || !m.follows(RuleOldest))
}

// viewOf returns a view that was decided.
func (m *Model) viewOf(s *state, number int) view {
	v := view{members: 1<<m.Members - 1}
	for i := range m.Members {
		v.spans[i] = span{1, never}
	}
	for i := m.Members; i < m.seats(); i++ {
		v.spans[i] = span{never, 0}
	}
	for c := range number {
		d := m.valueOf(s, c, s.change[c].decided)
		for i := range m.seats() {
			if v.members.has(i) && !d.stay.has(i) {
				v.spans[i].last = d.last[i]
			}
		}
		v.members = d.stay
		if d.add >= 0 {
			v.members = v.members.with(d.add)
			v.spans[d.add] = span{d.first, never}
		}
	}
	return v
}

// newcomer returns who joins next in a change, or -1.
func (m *Model) newcomer(s *state, c int) int {
	next := m.Members
	for i := range c {
		if d := &s.change[i]; d.decided > 0 && d.ballot[d.ballot[d.decided].origin].kind == join {
			next++
		}
	}
	if next == m.seats() {
		return -1
	}
	return next
}

// valueOf returns the value that a ballot proposes.
func (m *Model) valueOf(s *state, c int, b int8) value {
	origin := s.change[c].ballot[b].origin
	o := &s.change[c].ballot[origin]
	members := m.viewOf(s, c).members
	v := value{origin: origin, stay: o.counted &^ o.dropped, add: -1}
	if o.kind != freeze {
		v.stay = members &^ o.leaves
	}
	if o.kind == join {
		v.add, v.first = m.newcomer(s, c), o.first
	}
	for p := range m.seats() {
		if !members.has(p) {
			continue
		}
		v.low[p] = never
		for i := range m.seats() {
			if o.counted.has(i) {
				v.low[p], v.high[p] = min(v.low[p], o.known[i][p]), max(v.high[p], o.known[i][p])
			}
		}
		out := !v.stay.has(p)
		switch {
		case out && o.kind == leave:
			v.high[p] = m.Last
		case out && !m.follows(RuleMaxCut):
			v.high[p] = v.low[p]
		}
		if out {
			v.last[p] = v.high[p]
		}
		if m.follows(RuleInputs) && (out || m.follows(RuleAllInputs)) {
			v.carried = v.carried.with(p)
		}
	}
	return v
}
