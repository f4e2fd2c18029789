package game

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"clew/engine/sim"
)

// join adds a player that asks for a name, and returns it.
func join(t testing.TB, s *State, name string) *Player {
	t.Helper()
	apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: name}}})
	return &s.players[len(s.players)-1]
}

// rename has a player ask for a name, and returns the one that it gets.
func rename(t testing.TB, s *State, id sim.ID, name string) string {
	t.Helper()
	events := apply(t, s, Entry{Changes: []Change{{Kind: Rename, ID: id, Name: name}}})
	if len(events) != 1 || events[0].Kind != PlayerRenamed || events[0].Name != s.Player(id).Name {
		t.Fatalf("%+v", events)
	}
	return events[0].Name
}

// leave removes a player.
func leave(t testing.TB, s *State, id sim.ID) {
	t.Helper()
	apply(t, s, Entry{Changes: []Change{{Kind: Leave, ID: id}}})
}

// No player gets a name that looks like another player's.
func TestNamesThatLookAlike(t *testing.T) {
	for first, others := range map[string][]string{
		"Zo\u00eb": {"Zoe\u0308", "zo\u00eb", "ZOE\u0308"},
		"σας":      {"ΣΑΣ", "Σας"},
		"Honest":   {"Ηonest", "honest", "Ηοnest"}, // with a Greek Eta, and an omicron
		"Ben":      {"Ｂｅｎ", "𝐁en", "BEN"},
		"Ian":      {"lan", "1an"},
		"Test":     {"test", "Tеst"}, // the game's, the second with a Cyrillic е
	} {
		for _, other := range others {
			s := newState(t)
			if first != s.Name() {
				join(t, s, first)
			}
			p := join(t, s, other)
			if p.Name != "(1)"+other {
				t.Errorf("beside %q somebody is called %q", first, p.Name)
			}
			rename(t, s, p.ID, "Xenia")
			if got := rename(t, s, p.ID, other); got != "(1)"+other {
				t.Errorf("beside %q somebody renames to %q", first, got)
			}
		}
	}
}

// A player may respell its own name. A name is free again once its player has
// another one or has left, however it came by it.
func TestNamesAreFreeAgain(t *testing.T) {
	s := newState(t)
	join(t, s, "Zo\u00eb")
	if got := rename(t, s, 1, "Zoe\u0308"); got != "Zoe\u0308" {
		t.Errorf("%q", got)
	}
	rename(t, s, 1, "Xenia")
	if p := join(t, s, "ZO\u00cb"); p.Name != "ZO\u00cb" {
		t.Errorf("%q", p.Name)
	}
	join(t, s, "xenia")
	apply(t, s, Entry{Changes: []Change{{Kind: Join, Name: "Ida"}, {Kind: Leave, ID: 4}}})
	for id := range sim.ID(3) {
		leave(t, s, id+1)
	}
	checkEqual(t, s, func() *State { c := s.Clone(); c.index(); return c }())
	if len(s.names.counts[0]) != 1 || len(s.names.counts[1]) != 1 || len(s.lettersUsed) != 0 { // the game's
		t.Errorf("%v, %v are remembered of nobody", s.names.counts, s.lettersUsed)
	}
}

// A player that asks for no name is named after its letter, whenever it does.
func TestNoName(t *testing.T) {
	s := newState(t)
	if p := join(t, s, ""); p.Name != "walker A" {
		t.Errorf("%q", p.Name)
	}
	if p := join(t, s, "Walker C"); p.Name != "Walker C" {
		t.Errorf("%q", p.Name)
	}
	if p := join(t, s, ""); p.Name != "(1)walker C" {
		t.Errorf("%q", p.Name)
	}
	rename(t, s, 1, "Ann")
	for range 3 {
		if got := rename(t, s, 1, ""); got != "walker A" {
			t.Errorf("%q", got)
		}
	}
	rename(t, s, 1, "Ann")
	again := s.Clone()
	again.index()
	checkEqual(t, s, again)
}

// A disconnected player keeps its name and letter, and so it is in a next level.
func TestDisconnectedPlayersKeepTheirNames(t *testing.T) {
	s := joined(t, 1)
	apply(t, s, Entry{Changes: []Change{{Kind: Disconnect, ID: 1}}})
	apply(t, s, Entry{Changes: []Change{{Kind: StartLevel, Level: closet(t)}}})
	if p := join(t, s, "ann0"); p.Name != "(1)ann0" || p.Avatar != 'B' {
		t.Errorf("%+v", p)
	}
}

// A copy has names and letters of its own.
func TestCopiesHaveTheirOwnNames(t *testing.T) {
	s := joined(t, 1)
	var c State
	c.CopyFrom(s)
	join(t, s, "Zoe")
	if p := join(t, &c, "zoe"); p.Name != "zoe" || p.Avatar != 'B' {
		t.Errorf("%+v", p)
	}
	leave(t, &c, 1)
	if p := join(t, s, "ann0"); p.Name != "(1)ann0" || p.Avatar != 'C' {
		t.Errorf("%+v", p)
	}
	if p := join(t, &c, "ann0"); p.Name != "ann0" || p.Avatar != 'A' {
		t.Errorf("%+v", p)
	}
}

// Many players that ask for the same name all get one of their own, without trying
// all numbers.
func TestManyWithOneName(t *testing.T) {
	const players = 200
	s := newState(t)
	seen := map[string]bool{}
	for i := range players {
		name := join(t, s, "Ann").Name
		if seen[name] || !strings.HasSuffix(name, "Ann") || i == 0 && name != "Ann" || i > 0 && i < 10 && name != fmt.Sprintf("(%d)Ann", i) {
			t.Errorf("player %d is called %q", i+1, name)
		}
		seen[name] = true
	}
}

// A number fits before the longest names, whether they have many letters or many
// bytes.
func TestNumbersBeforeLongNames(t *testing.T) {
	for _, name := range []string{strings.Repeat("x", MaxNameRunes), strings.Repeat("𝐀", MaxNameLen/4), strings.Repeat("가", MaxNameRunes), "a b c d e f g h", "x" + strings.Repeat(" ", MaxNameRunes-1)} {
		s := newState(t)
		seen := map[string]bool{}
		for range 40 {
			got := join(t, s, name).Name
			if seen[got] || len(got) > MaxNameLen || utf8.RuneCountInString(got) > MaxNameRunes || !utf8.ValidString(got) || len(seen) > 0 && strings.HasSuffix(got, " ") {
				t.Errorf("%q asks for %q", got, name)
			}
			seen[got] = true
		}
	}
}

// When many players ask for the same name again and again, each skeleton is
// computed once.
func TestSameNameForAll(t *testing.T) {
	const players = 40
	s := newState(t)
	computed := 0
	s.names.compute = func(name string) skeleton {
		computed++
		return skeletonOf(name)
	}
	for range players {
		join(t, s, "ﷺ")
	}
	for range 5 {
		for id := range sim.ID(players) {
			rename(t, s, id+1, "ﷺ")
		}
	}
	if tried := sequentialTries + 12*players; computed > tried {
		t.Errorf("%d skeletons were computed for %d players, want %d at most", computed, players, tried)
	}
}

// What is remembered of names does not grow without end, and decides nothing.
func TestSkeletonCache(t *testing.T) {
	s := joined(t, 2)
	other := s.Clone()
	for i := range maxCachedSkeletons + 10 {
		name := fmt.Sprint("x", i)
		rename(t, s, 1, name)
		other.names.cache = map[string]skeleton{}
		rename(t, other, 1, name)
		if len(s.names.cache) > maxCachedSkeletons {
			t.Fatalf("%d skeletons are remembered", len(s.names.cache))
		}
	}
	checkEqual(t, s, other)
}

// Letters are given out in order, each to one player at a time, and never one that
// looks like an earlier one.
func TestLettersOfPlayers(t *testing.T) {
	s := joined(t, 200)
	seen := map[rune]bool{}
	for i, p := range s.Players() {
		if want := []rune(letters)[i]; p.Avatar != want {
			t.Errorf("player %d has %c, want %c", p.ID, p.Avatar, want)
		}
		seen[p.Avatar] = true
	}
	if !seen['I'] || !seen['O'] || !seen['Γ'] || !seen['Ж'] {
		t.Errorf("%v", seen)
	}
	for _, r := range "l10ΑΒΟАВО" { // of which the last are Greek and Cyrillic
		if seen[r] {
			t.Errorf("%c (%U) looks like an earlier letter", r, r)
		}
	}
	leave(t, s, 50)
	leave(t, s, 7)
	if p := join(t, s, ""); p.Avatar != 'G' {
		t.Errorf("%+v", p)
	}
	if p := join(t, s, ""); p.Avatar != []rune(letters)[49] {
		t.Errorf("%+v", p)
	}
}
