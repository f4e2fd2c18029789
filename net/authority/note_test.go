package authority

import (
	"testing"

	"clew/net/wire"
)

// notes are those that wait.
func notes(a *Authority) []Note {
	n, _ := a.Notes()
	return n
}

// Notes that nobody fetches are kept up to a bound, the newest of them; it is told
// how many were dropped, and a copy has none.
func TestNotesAreBounded(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	a.Notes()
	const said = 3 * maxNotes
	for range said {
		c.chat = chatBurst * chatEvery
		c.Receive(&wire.Say{ID: w.ID, Text: "again"})
		fetch(c)
	}
	c.Receive(&wire.Quit{ID: w.ID})
	clone, _ := a.Clone()
	if n, dropped := clone.Notes(); len(n) != 0 || dropped != 0 {
		t.Errorf("a copy has %d notes, %d dropped", len(n), dropped)
	}
	n, dropped := a.Notes()
	if len(n) > maxNotes || len(n)+dropped != said+2 {
		t.Errorf("%d notes and %d dropped, of %d", len(n), dropped, said+2)
	}
	if last := n[len(n)-1]; last.Kind != NoteLeave {
		t.Errorf("the last is %+v", last)
	}
	if n, dropped := a.Notes(); len(n) != 0 || dropped != 0 {
		t.Errorf("%d notes and %d dropped are told twice", len(n), dropped)
	}
}
