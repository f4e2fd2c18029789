package authority

import (
	"testing"

	"clew/net/wire"
)

// notes are those that wait.
func notes(a *Authority) []Event {
	n, _ := a.Events()
	return n
}

// Notes that nobody fetches are kept up to a bound, the newest of them; it is told
// how many were dropped, and a copy has none.
func TestNotesAreBounded(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	a.Events()
	const said = 3 * maxEvents
	for range said {
		c.chatBudget = chatBurst * chatInterval
		c.Handle(&wire.SendChat{ID: w.ID, Text: "again"})
		fetch(c)
	}
	c.Handle(&wire.Quit{ID: w.ID})
	clone, _ := a.Clone()
	if n, dropped := clone.Events(); len(n) != 0 || dropped != 0 {
		t.Errorf("a copy has %d notes, %d dropped", len(n), dropped)
	}
	n, dropped := a.Events()
	if len(n) > maxEvents || len(n)+dropped != said+2 {
		t.Errorf("%d notes and %d dropped, of %d", len(n), dropped, said+2)
	}
	if last := n[len(n)-1]; last.Kind != EventLeave {
		t.Errorf("the last is %+v", last)
	}
	if n, dropped := a.Events(); len(n) != 0 || dropped != 0 {
		t.Errorf("%d notes and %d dropped are told twice", len(n), dropped)
	}
}
