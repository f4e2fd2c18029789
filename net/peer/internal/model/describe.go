package model

import (
	"fmt"
	"strings"
)

// String lists the seats of a set.
func (s set) String() string {
	var all []string
	for i := range maxSeats {
		if s.has(i) {
			all = append(all, fmt.Sprint(i))
		}
	}
	return "{" + strings.Join(all, " ") + "}"
}

// String says who stays, who comes, and where the inputs of the others end.
func (v value) String() string {
	text := v.stay.String()
	if v.add >= 0 {
		text += fmt.Sprintf(", and %d from tick %d on", v.add, v.first)
	}
	for p, high := range v.high {
		if high > 0 && !v.stay.has(p) {
			text += fmt.Sprintf(", %d ends at %d", p, v.last[p])
		}
	}
	return text
}

// describe says in words what happens in a step.
func (m *Model) describe(s *state, st step) string {
	i := int(st.who)
	next, _ := m.take(s, st)
	c := &next.change[st.change]
	x := &c.ballot[st.ballot]
	switch st.deed {
	case hear:
		return fmt.Sprintf("%d hears the input of %d for tick %d", i, st.of, next.known[i][st.of]) + m.progress(s, &next, i)
	case begin:
		why := "somebody is lost"
		if st.kind == join {
			why = fmt.Sprintf("%d is to play from tick %d on", m.newcomer(s, int(st.change)), st.first)
		} else if st.kind == leave {
			why = fmt.Sprintf("%v leave", st.leaves)
		}
		return fmt.Sprintf("%d begins ballot %d of view %d: %s; %s", i, st.ballot, st.change+1, why, m.reported(x, i)) + m.progress(s, &next, i)
	case poll:
		return fmt.Sprintf("%d hears of ballot %d; %s", i, st.ballot, m.reported(x, i)) + m.progress(s, &next, i)
	case giveUp:
		return fmt.Sprintf("ballot %d is given up", st.ballot)
	case release:
		return fmt.Sprintf("%d hears that ballot %d is given up", i, st.ballot) + m.progress(s, &next, i)
	case propose:
		from := fmt.Sprintf("from the reports of %v", st.counted)
		if x.origin != st.ballot {
			from = fmt.Sprintf("which was accepted in ballot %d", x.origin)
		}
		return fmt.Sprintf("ballot %d proposes, %s: %v", st.ballot, from, m.valueOf(&next, int(st.change), st.ballot))
	case accept:
		text := fmt.Sprintf("%d accepts ballot %d", i, st.ballot)
		if c.decided != s.change[st.change].decided {
			text += ", which is decided"
		}
		return text
	}
	return fmt.Sprintf("%d goes over to view %d", i, next.view[i]+1) + m.progress(s, &next, i)
}

func (m *Model) reported(x *ballot, i int) string {
	return fmt.Sprintf("it reports that it knows %v", x.known[i][:m.seats()])
}

// progress says what a process has settled by a step.
func (m *Model) progress(before, after *state, i int) string {
	if t := m.settled(after, i); t > m.settled(before, i) {
		return fmt.Sprintf(", and settles tick %d", t)
	}
	return ""
}
