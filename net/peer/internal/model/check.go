package model

import "fmt"

// check returns which invariant does not hold in a state, if any. They are numbered
// as in the checks of package peer.
func (m *Model) check(s *state) string {
	for c := range m.Changes {
		x := &s.change[c]
		if x.decided == 0 {
			break
		}
		if wrong := m.oneValue(s, c); wrong != "" {
			return wrong
		}
		d := m.valueOf(s, c, x.decided)
		if wrong := m.nothingUndone(s, c, &d); wrong != "" {
			return wrong
		}
		if wrong := m.nothingStableLost(s, c, &d); wrong != "" {
			return wrong
		}
	}
	if s.change[m.Changes-1].decided > 0 {
		return m.checkLast(s)
	}
	return m.sameGame(s)
}

// checkLast has all processes go over to the last view at once. Whoever went there
// earlier would have settled less in the view before.
func (m *Model) checkLast(s *state) string {
	last := *s
	for i := range m.seats() {
		number := int(s.view[i])
		if v := m.viewOf(s, number); number == m.Changes-1 && m.mayInstall(s, i, number, &v) {
			if wrong := m.install(&last, i); wrong != "" {
				return wrong
			}
		}
	}
	return m.sameGame(&last)
}

// oneValue is I1: what follows a view is one value. With that, and with quorums of
// each view in turn, at most one lineage is the first (I9).
func (m *Model) oneValue(s *state, c int) string {
	x := &s.change[c]
	members := m.viewOf(s, c).members
	first := m.valueOf(s, c, x.decided)
	first.origin = 0
	for b := int8(1); b <= int8(m.Ballots); b++ {
		if y := &x.ballot[b]; y.origin > 0 && m.quorum(y.accepts, members) {
			v := m.valueOf(s, c, b)
			if v.origin = 0; v != first {
				return fmt.Sprintf("I1: ballots %d and %d have both decided what view %d is: %v or %v", x.decided, b, c+2, first, v)
			}
		}
	}
	return ""
}

// nothingUndone is I5 and I6, and so I3: who goes over to the next view has settled
// nothing of a lost member after its end, and nothing from a newcomer's first tick on.
func (m *Model) nothingUndone(s *state, c int, d *value) string {
	members := m.viewOf(s, c).members
	for i := range m.seats() {
		if int(s.view[i]) != c || !d.stay.has(i) {
			continue
		}
		t := m.settled(s, i)
		for p := range m.seats() {
			if members.has(p) && !d.stay.has(p) && t > d.last[p] {
				return fmt.Sprintf("I5: %d is in view %d and has settled tick %d, but the inputs of %d end at %d", i, c+2, t, p, d.last[p])
			}
		}
		if d.add >= 0 && t >= d.first {
			return fmt.Sprintf("I6: %d is in view %d and has settled tick %d, but %d plays from %d on", i, c+2, t, d.add, d.first)
		}
	}
	return ""
}

// nothingStableLost is I7: an input that a quorum of a view has acknowledged is in
// every later view.
func (m *Model) nothingStableLost(s *state, c int, d *value) string {
	for u := 0; u <= c; u++ {
		members := m.viewOf(s, u).members
		var acks [maxSeats][maxSeats]tick
		for i := range m.seats() {
			if members.has(i) && int(s.view[i]) == u {
				acks[i] = m.acks(s, i)
			} else {
				acks[i] = s.acked[u][i]
			}
		}
		for p := range m.seats() {
			if !members.has(p) || !m.viewOf(s, c).members.has(p) || d.stay.has(p) {
				continue
			}
			var who set
			for i := range m.seats() {
				if members.has(i) && acks[i][p] > d.last[p] {
					who = who.with(i)
				}
			}
			if m.quorum(who, members) {
				return fmt.Sprintf("I7: %v of view %d have acknowledged an input of %d after tick %d, but in view %d it ends there", who, u+1, p, d.last[p], c+2)
			}
		}
	}
	return ""
}

// sameGame is I2: members of a view have settled the same.
func (m *Model) sameGame(s *state) string {
	for i := range m.seats() {
		members := m.viewOf(s, int(s.view[i])).members
		for j := range i {
			if s.view[i] != s.view[j] || !members.has(i) || !members.has(j) {
				continue
			}
			for t := 1; t <= m.Ticks && s.log[i][t] != 0 && s.log[j][t] != 0; t++ {
				if s.log[i][t] != s.log[j][t] {
					return fmt.Sprintf("I2: in tick %d, %d has settled the inputs of %v, and %d those of %v", t, i, s.log[i][t], j, s.log[j][t])
				}
			}
		}
	}
	return ""
}

// lacks is the other half of I7: who goes over to a view knows all inputs that any
// report knew, so that it can report them in its turn.
func lacks(i, p int, known, need tick) string {
	return fmt.Sprintf("I7: %d goes over to a view and knows the inputs of %d to tick %d, not to %d", i, p, known, need)
}
