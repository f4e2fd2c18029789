package hud

import (
	"slices"
	"strings"
	"testing"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/net/replica"
)

// The scoreboard shows everybody's connection, and a dash where it is unknown.
// Unchanged texts are not formatted again, whatever the order.
func TestScoreboardConnection(t *testing.T) {
	figures := []replica.PlayerView{
		{ID: 1, Avatar: 'A', Name: "Ana", RTT: 212 * time.Millisecond, Loss: 7, Self: true},
		{ID: 2, Avatar: 'B', Name: "nc"},
		{ID: 3, Avatar: 'C', Name: "Cai", RTT: 20 * time.Microsecond, ExitTick: 600},
	}
	var r scoreboard
	r.set(figures, 0, nil)
	for i, want := range []struct{ name, trip, lost string }{
		{"Cai", "1 ms", "0 %"}, {"Ana", "212 ms", "7 %"}, {"nc", "–", "–"},
	} {
		if row := r.row(i); row.name != want.name || row.pingText != want.trip || row.lossText != want.lost {
			t.Errorf("place %d: %s, %q, %q, want %v", i, row.name, row.pingText, row.lossText, want)
		}
	}
	if n := testing.AllocsPerRun(50, func() { r.set(figures, 0, nil) }); n != 0 {
		t.Errorf("the same again allocates %v times", n)
	}
	figures[1].RTT, figures[1].Loss = 31*time.Millisecond, 100
	figures[0].RTT = 0
	r.set(figures, 0, nil)
	if a, b := r.row(1), r.row(2); a.pingText != "–" || a.lossText != "–" || b.pingText != "31 ms" || b.lossText != "100 %" {
		t.Errorf("later: %+v, %+v", a, b)
	}
}

// The heading shows the number of spectators where it is known.
func TestScoreboardSpectators(t *testing.T) {
	var r scoreboard
	for watchers, want := range map[int]string{0: "2 players", 1: "2 players · 1 spectator", 3: "2 players · 3 spectators"} {
		if r.set(make([]replica.PlayerView, 2), watchers, nil); r.head != want {
			t.Errorf("%d watch: %q, want %q", watchers, r.head, want)
		}
	}
}

// A player without input for a minute or more is idle until it finishes; the
// text changes once per minute.
func TestScoreboardIdle(t *testing.T) {
	figures := []replica.PlayerView{
		{ID: 1, Avatar: 'A', Name: "Ana", Idle: 59 * time.Second, Self: true},
		{ID: 2, Avatar: 'B', Name: "Ben", Idle: 6*time.Minute + 40*time.Second},
		{ID: 3, Avatar: 'C', Name: "Cai", Idle: time.Hour, ExitTick: 600},
	}
	defer i18n.SetLanguage(i18n.Language())
	for language, want := range map[string][]string{"en": {"0:10", "playing", "idle, 6 min"}, "pt": {"0:10", "a jogar", "parado, 6 min"}} {
		i18n.SetLanguage(language)
		var r scoreboard
		r.set(figures, 0, nil)
		for i, want := range want {
			if got := r.row(i).status; got != want {
				t.Errorf("%s, place %d: %q, want %q", language, i, got, want)
			}
		}
		if n := testing.AllocsPerRun(50, func() { r.set(figures, 0, nil) }); n != 0 {
			t.Errorf("the same again allocates %v times", n)
		}
		again := slices.Clone(figures)
		again[1].Idle = 7 * time.Minute
		if r.set(again, 0, nil); !strings.Contains(r.row(2).status, "7 min") {
			t.Errorf("a minute later: %q", r.row(2).status)
		}
	}
}
