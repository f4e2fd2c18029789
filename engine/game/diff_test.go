package game

import (
	"maps"
	"testing"

	"clew/engine/sim"
)

// Diff sees every field that Hash covers, and names one at a time.
func TestDiffSeesEveryField(t *testing.T) {
	skip := maps.Clone(computed)
	skip[".level.Maze"] = "the World has it too"
	want := fullState(t)
	if all := Diff(want, fullState(t)); len(all) > 0 {
		t.Fatalf("equal States differ: %v", all)
	}
	seen := map[string]bool{}
	for n, path := range countLeaves(fullState(t), skip) {
		s := fullState(t)
		changeLeaf(t, s, skip, n)
		all := Diff(want, s)
		if len(all) == 0 {
			t.Errorf("Diff does not see a change of State%s", path)
			continue
		}
		if d := all[0]; d.Field == "" || d.A == d.B {
			t.Errorf("a change of State%s is described as %q", path, d)
		}
		seen[all[0].Field] = true
	}
	if len(seen) < 29 {
		t.Errorf("fields share their names: only %v", seen)
	}
}

func TestDifferenceInWords(t *testing.T) {
	a, b := fullState(t), fullState(t)
	b.World().Player(3).X += 96
	b.World().Player(3).Facing = sim.Up
	b.players[1].Name = "Zoë"
	b.out = 4
	want := []string{
		"game out 3 ≠ 4", `player 3 name "Zoe" ≠ "Zoë"`,
		"player 3 X 1536 ≠ 1632", "player 3 facing r ≠ u",
	}
	all := Diff(a, b)
	for i, d := range all {
		if i >= len(want) || d.String() != want[i] {
			t.Errorf("difference %d is %q", i, d)
		}
	}
	if len(all) != len(want) {
		t.Errorf("%d differences, not %d", len(all), len(want))
	}
}

// A State with many players that differ does not make a report without end.
func TestDiffIsBounded(t *testing.T) {
	b := New(Config{Level: corridor(t), Seed: 9, Name: "other"})
	if n := len(Diff(joined(t, 200), b)); n != MaxDifferences {
		t.Errorf("%d differences, at most %d are allowed", n, MaxDifferences)
	}
}
