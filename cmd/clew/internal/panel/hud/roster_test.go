package hud

import (
	"testing"
	"time"

	"clew/net/replica"
)

// The roster says how everybody's connection is, and a dash where nobody knows;
// what has not changed is not written again, whatever the order is.
func TestRosterTellsHealth(t *testing.T) {
	figures := []replica.Figure{
		{ID: 1, Avatar: 'A', Name: "Ana", Trip: 212 * time.Millisecond, Loss: 7, Self: true},
		{ID: 2, Avatar: 'B', Name: "nc"},
		{ID: 3, Avatar: 'C', Name: "Cai", Trip: 20 * time.Microsecond, Exit: 600},
	}
	var r roster
	r.set(figures, 0)
	for i, want := range []struct{ name, trip, lost string }{
		{"Cai", "1 ms", "0 %"}, {"Ana", "212 ms", "7 %"}, {"nc", "–", "–"},
	} {
		if row := r.row(i); row.name != want.name || row.trip != want.trip || row.lost != want.lost {
			t.Errorf("place %d: %s, %q, %q, want %v", i, row.name, row.trip, row.lost, want)
		}
	}
	if n := testing.AllocsPerRun(50, func() { r.set(figures, 0) }); n != 0 {
		t.Errorf("the same again allocates %v times", n)
	}
	figures[1].Trip, figures[1].Loss = 31*time.Millisecond, 100
	figures[0].Trip = 0
	r.set(figures, 0)
	if a, b := r.row(1), r.row(2); a.trip != "–" || a.lost != "–" || b.trip != "31 ms" || b.lost != "100 %" {
		t.Errorf("later: %+v, %+v", a, b)
	}
}

// Where it is known how many watch, the head says so.
func TestRosterCountsWatchers(t *testing.T) {
	var r roster
	for watchers, want := range map[int]string{0: "2 people here", 1: "2 people here · 1 watches", 3: "2 people here · 3 watch"} {
		if r.set(make([]replica.Figure, 2), watchers); r.head != want {
			t.Errorf("%d watch: %q, want %q", watchers, r.head, want)
		}
	}
}
