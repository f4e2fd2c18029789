package replica

import (
	"fmt"
	"testing"

	"clew/net/wire"
)

// Events that nobody fetches are kept up to a limit, the newest of them, and a
// copy of the replica has none.
func TestEventsAreBounded(t *testing.T) {
	r := begin(t, 2000, 2048)
	for i := range 3 * MaxEvents {
		if err := r.Receive(0, &wire.Chat{ID: 1, Text: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.Clone().Events()); n != 0 {
		t.Errorf("a copy has %d events", n)
	}
	events := r.Events()
	if len(events) > MaxEvents || len(events) < MaxEvents/2 {
		t.Errorf("%d events are kept, at most %d should be", len(events), MaxEvents)
	}
	if last := events[len(events)-1]; last.Text != fmt.Sprint(3*MaxEvents-1) {
		t.Errorf("the last is %q", last.Text)
	}
	if n := len(r.Events()); n != 0 {
		t.Errorf("%d are returned twice", n)
	}
}

func TestEvents(t *testing.T) {
	r := begin(t, 2000, 2048)
	r.Events()
	for _, m := range []wire.Message{
		&wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Rui"}, &wire.Chat{ID: 2, Text: "olá"}, &wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Rita", JoinTick: 7},
		&wire.ReachedExit{ID: 2, Tick: 77}, &wire.PlayerLeft{ID: 2}, &wire.Error{Code: "busy", Text: "wait"},
	} {
		r.Receive(0, m)
	}
	want := []Event{
		{Kind: EventJoined, ID: 2, Avatar: 'B', Name: "Rui"},
		{Kind: EventChat, ID: 2, Avatar: 'B', Name: "Rui", Text: "olá"},
		{Kind: EventRenamed, ID: 2, Avatar: 'B', Name: "Rita", Text: "Rui"},
		{Kind: EventExited, ID: 2, Avatar: 'B', Name: "Rita", Elapsed: 70},
		{Kind: EventLeft, ID: 2, Avatar: 'B', Name: "Rita"},
		{Kind: EventError, Code: "busy", Text: "wait"},
	}
	got := r.Events()
	if len(got) != len(want) {
		t.Fatalf("%d events: %+v", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}
