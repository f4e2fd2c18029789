package authority

import (
	"strings"
	"testing"

	"clew/net/wire"
)

// named adds a game client that asks for a name, and returns the name that it gets.
func named(t *testing.T, a *Authority, name string) (*Client, string) {
	t.Helper()
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Name: name})
	a.Tick()
	return c, a.Player(c.ID()).Name
}

// No player gets a name that looks like another player's.
func TestNamesThatLookAlike(t *testing.T) {
	for first, others := range map[string][]string{
		"Zo\u00eb": {"Zoe\u0308", "zo\u00eb", "ZOE\u0308"},
		"σας":      {"ΣΑΣ", "Σας"},
		"Honest":   {"Ηonest", "honest", "Ηοnest"}, // with a Greek Eta, and an omicron
		"Ben":      {"Ｂｅｎ", "𝐁en", "BEN"},
		"Ian":      {"lan", "1an"},
	} {
		for _, other := range others {
			a := newGame(t, 8)
			named(t, a, first)
			c, got := named(t, a, other)
			if got != "(1)"+other {
				t.Errorf("beside %q somebody is called %q", first, got)
			}
			c.Handle(&wire.Rename{ID: c.ID(), Name: "Xenia"})
			c.Handle(&wire.Rename{ID: c.ID(), Name: other})
			a.Tick()
			if got := a.Player(c.ID()).Name; got != "(1)"+other {
				t.Errorf("beside %q somebody renames to %q", first, got)
			}
			if note := all[*wire.Error](fetch(c)); len(note) != 2 || !strings.Contains(note[1].Text, "is taken") {
				t.Errorf("%+v", note)
			}
		}
	}
}

// A player may respell its own name. A name is free again once its player has
// another one or has left.
func TestNamesAreFreeAgain(t *testing.T) {
	a := newGame(t, 8)
	c, _ := named(t, a, "Zo\u00eb")
	c.Handle(&wire.Rename{ID: c.ID(), Name: "Zoe\u0308"})
	a.Tick()
	if got := a.Player(c.ID()).Name; got != "Zoe\u0308" {
		t.Errorf("%q", got)
	}
	c.Handle(&wire.Rename{ID: c.ID(), Name: "Xenia"})
	_, got := named(t, a, "ZO\u00cb")
	if got != "ZO\u00cb" {
		t.Errorf("%q", got)
	}
}

// No player gets the server's name, which notices come from.
func TestServerNameIsTaken(t *testing.T) {
	a := newGame(t, 8)
	if _, got := named(t, a, "Tеst"); got != "(1)Tеst" { // with a Cyrillic е
		t.Errorf("%q", got)
	}
}

// A clone has names of its own.
func TestCloneNames(t *testing.T) {
	a := newGame(t, 8)
	b, _ := a.Clone()
	named(t, a, "Ann")
	if _, got := named(t, b, "ann"); got != "ann" {
		t.Errorf("%q", got)
	}
	if _, got := named(t, a, "ann"); got != "(1)ann" {
		t.Errorf("%q", got)
	}
}

// Letters that look like earlier ones are never given out.
func TestLettersThatLookAlike(t *testing.T) {
	a := newGame(t, 200)
	for range 200 {
		a.AddClient(Plain, "test")
	}
	a.Tick()
	seen := map[rune]bool{}
	for _, p := range a.AppendPlayers(nil) {
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
}
