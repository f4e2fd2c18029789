package hud

import (
	"slices"
	"strings"
	"testing"
	"time"

	"clew/cmd/clew/internal/words"
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

// Who has pressed nothing for a minute or more is idle, until it has found the
// exit; the minutes are written anew only when there is another one.
func TestRosterTellsIdle(t *testing.T) {
	figures := []replica.Figure{
		{ID: 1, Avatar: 'A', Name: "Ana", Idle: 59 * time.Second, Self: true},
		{ID: 2, Avatar: 'B', Name: "Ben", Idle: 6*time.Minute + 40*time.Second},
		{ID: 3, Avatar: 'C', Name: "Cai", Idle: time.Hour, Exit: 600},
	}
	defer words.Set(words.Language())
	for language, want := range map[string][]string{"en": {"0:10", "walking", "idle, 6 min"}, "pt": {"0:10", "a andar", "parado, 6 min"}} {
		words.Set(language)
		var r roster
		r.set(figures, 0)
		for i, want := range want {
			if got := r.row(i).time; got != want {
				t.Errorf("%s, place %d: %q, want %q", language, i, got, want)
			}
		}
		if n := testing.AllocsPerRun(50, func() { r.set(figures, 0) }); n != 0 {
			t.Errorf("the same again allocates %v times", n)
		}
		again := slices.Clone(figures)
		again[1].Idle = 7 * time.Minute
		if r.set(again, 0); !strings.Contains(r.row(2).time, "7 min") {
			t.Errorf("a minute later: %q", r.row(2).time)
		}
	}
}
