package hud

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/uitest"
)

// Those who are out see the ranking, may watch the others, and may fold the card. When
// everybody is out all others see it too.
func TestRoundCard(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 6)
	says := func(text string) bool {
		return slices.ContainsFunc(s.says(), func(w string) bool { return strings.Contains(w, text) })
	}
	s.round(6, 3)
	if says("Still walking") || !says("The level ends in 1:20") {
		t.Fatalf("the own player is walking, and sees %q", s.says())
	}
	s.round(1, 3)
	for _, want := range []string{"You are out: 1 of 6", "0:41.3", "+10 points, 41 in all", "Record here: 0:33.5, Ariadne", "Still walking: Theseus, Minos +1", "The level ends in 1:20"} {
		if !says(want) {
			t.Errorf("once out, %q is missing: %q", want, s.says())
		}
	}
	if s.hud.WantsKeyboard() {
		t.Error("the card takes the keyboard")
	}
	s.watchRound()
	if !s.state.Round.Watching || says("watch the others") {
		t.Error("Space does not watch the others")
	}
	s.tap(ebiten.KeySpace)
	if s.run(1); says("Still walking") || !says("The level ends in 1:20") {
		t.Errorf("folded: %q", s.says())
	}
	s.round(1, 6)
	if s.run(1); !says("Everybody is out") || !says("Next level in") {
		t.Errorf("unfolded for the end: %q", s.says())
	}
	s.round(0, 6)
	if !says("Everybody is out") {
		t.Error("a spectator does not see the end")
	}
	s.state.Round = Round{}
	if s.run(2); says("Everybody is out") {
		t.Error("without others there is a card")
	}
}

// The banner at the exit gives way to the card, and the countdown to the player list.
func TestExitWithCard(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 6)
	s.round(6, 3)
	s.hud.Celebrate("You found the exit! 1:42")
	s.run(20)
	found := func() bool { return strings.Contains(strings.Join(s.says(), " "), "You found") }
	if !found() {
		t.Errorf("without a card there is no banner: %q", s.says())
	}
	s.round(1, 3)
	if found() {
		t.Errorf("the card and the banner: %q", s.says())
	}
	s.tap(ebiten.KeyF2)
	if s.run(2); !found() {
		t.Errorf("the lag panel has the card's place, and there is no banner: %q", s.says())
	}
	s.tap(ebiten.KeyF2)
	s.input.HoldKeys(ebiten.KeyTab)
	if s.run(2); found() || !s.hud.countdown.area.Empty() {
		t.Errorf("with the player list: %q, countdown at %v", s.says(), s.hud.countdown.area)
	}
}

// A level that is cut short leaves its results for a while, with those not out.
func TestRoundResults(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 6)
	s.round(6, 3)
	s.hud.LevelStarted()
	s.state.Round = Round{Ranking: standings(6, 0), Self: 6}
	s.run(3)
	if texts := s.says(); !slices.Contains(texts, "not out") || !slices.Contains(texts, "1.") {
		t.Errorf("after the time is over: %q", texts)
	}
	s.run(resultTicks)
	if s.hud.roundCard.visible() {
		t.Error("the results stay")
	}
	s.round(1, 6)
	s.hud.LevelStarted()
	s.state.Round = Round{Ranking: standings(6, 0), Self: 1}
	if s.run(2); s.hud.roundCard.visible() {
		t.Error("what has been seen comes again")
	}
}

// The last seconds of a countdown are more visible. Unchanged, it formats nothing.
func TestCountdownText(t *testing.T) {
	var c countdownText
	r := Round{Ending: true}
	for left, want := range map[time.Duration]string{80 * time.Second: "The level ends in 1:20", 9500 * time.Millisecond: "The level ends in 0:10", 0: "The level ends in 0:00"} {
		r.Left = left
		if c.set(r, false); c.text != want || c.urgent != (left < 11*time.Second) {
			t.Errorf("%v: %+v", left, c)
		}
		if n := testing.AllocsPerRun(20, func() { c.set(r, false) }); n != 0 {
			t.Errorf("the same again allocates %v times", n)
		}
	}
}

// The player list is sorted by points, then by place.
func TestScoreboardPoints(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	players := s.state.View.Players
	players[0].Points, players[1].Points, players[2].Points = 3, 12, 12
	players[2].Place = 1
	var b scoreboard
	b.set(players, 0, nil)
	for i, want := range []string{"3 12", "2 12", "1 3"} {
		row := b.row(i)
		if got := string('0'+rune(row.id)) + " " + row.pointsText; got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
	if !strings.HasPrefix(b.row(0).status, "1. ") {
		t.Errorf("the place is missing: %q", b.row(0).status)
	}
}
