package authority

import (
	"testing"

	"clew/net/wire"
)

// events returns the events that wait.
func events(a *Authority) []Event {
	all, _ := a.Events()
	return all
}

// Of events that nobody fetches the newest are kept, up to a limit. The number of
// dropped ones is reported, and a copy has none.
func TestEventsAreBounded(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	a.Events()
	const chats = 3 * maxEvents
	for range chats {
		c.chatBudget, a.broadcastBudget = chatBurst*chatInterval, broadcastBurst
		c.Handle(&wire.SendChat{ID: w.ID, Text: "again"})
		a.Tick()
		fetch(c)
	}
	c.Handle(&wire.Quit{ID: w.ID})
	a.Tick()
	clone, _ := a.Clone()
	if n, dropped := clone.Events(); len(n) != 0 || dropped != 0 {
		t.Errorf("a copy has %d events, %d dropped", len(n), dropped)
	}
	n, dropped := a.Events()
	if len(n) > maxEvents || len(n)+dropped != chats+2 {
		t.Errorf("%d events and %d dropped, of %d", len(n), dropped, chats+2)
	}
	if last := n[len(n)-1]; last.Kind != EventLeave {
		t.Errorf("the last is %+v", last)
	}
	if n, dropped := a.Events(); len(n) != 0 || dropped != 0 {
		t.Errorf("%d events and %d dropped are returned twice", len(n), dropped)
	}
}
