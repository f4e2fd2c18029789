package authority

import (
	"fmt"
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
	if got := a.Player(c.ID()).Name; got != "Zoe\u0308" {
		t.Errorf("%q", got)
	}
	c.Handle(&wire.Rename{ID: c.ID(), Name: "Xenia"})
	d, got := named(t, a, "ZO\u00cb")
	if got != "ZO\u00cb" {
		t.Errorf("%q", got)
	}
	d.Handle(&wire.Quit{ID: d.ID()})
	c.Handle(&wire.Quit{ID: c.ID()})
	if len(a.names.counts[0]) != 1 || len(a.names.counts[1]) != 1 { // the server's
		t.Errorf("%v are remembered of nobody", a.names)
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

// Many players that ask for the same name all get one of their own, without trying
// all numbers.
func TestManyWithOneName(t *testing.T) {
	const n = 200
	a := newGame(t, n)
	seen := map[string]bool{}
	for i := range n {
		c := a.AddClient(Game, "test")
		c.Handle(&wire.Hello{Version: wire.Version, Name: "Ann"})
		name := a.Player(c.ID()).Name
		if seen[name] || !strings.HasSuffix(name, "Ann") || i > 0 && i < 10 && name != fmt.Sprintf("(%d)Ann", i) {
			t.Errorf("player %d is called %q", i+1, name)
		}
		seen[name] = true
	}
}

// Letters that look like earlier ones are never given out.
func TestLettersThatLookAlike(t *testing.T) {
	a := newGame(t, 200)
	for range 200 {
		a.AddClient(Plain, "test")
	}
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

// When many players ask for the same name again and again, each skeleton is
// computed once.
func TestSameNameForAll(t *testing.T) {
	const players = 40
	a := newGame(t, players)
	made := 0
	a.names.compute = func(name string) skeleton {
		made++
		return skeletonOf(name)
	}
	var all []*Client
	for range players {
		c, _ := named(t, a, "ﷺ")
		all = append(all, c)
	}
	for range 5 {
		for _, c := range all {
			c.Handle(&wire.Rename{ID: c.ID(), Name: "ﷺ"})
		}
	}
	if tried := sequentialTries + 12*players; made > tried {
		t.Errorf("%d skeletons were made for %d players, want %d at most", made, players, tried)
	}
}
