package game

import (
	"github.com/mtibben/confusables"

	"strings"
	"testing"

	"clew/engine/sim"
)

// alphabets hold the letters for players, in the order in which they are given
// out. The last one ensures that no game runs out of them.
var alphabets = [][2]rune{
	{'A', 'Z'}, {'a', 'z'}, {'0', '9'},
	{'Α', 'Ρ'}, {'Σ', 'Ω'}, {'А', 'Я'}, {'α', 'ω'}, {'а', 'я'},
	{'가', '힣'},
}

// distinctLetters returns the letters of the alphabets that do not look like an
// earlier one, as many as there may be players.
func distinctLetters() (letters []rune) {
	seen := map[string]bool{}
	for _, r := range alphabets {
		for l := r[0]; l <= r[1] && len(letters) < sim.MaxPlayers; l++ {
			if shape := letterShape(string(l)); !seen[shape] {
				seen[shape] = true
				letters = append(letters, l)
			}
		}
	}
	return letters
}

// letterShape replaces characters that look alike by the same one, but keeps
// upper and lower case apart.
func letterShape(s string) string { return confusables.Skeleton(normalize(s)) }

func TestLetters(t *testing.T) {
	if want := string(distinctLetters()); letters != want {
		var lines strings.Builder
		for r := []rune(want); len(r) > 0; r = r[min(64, len(r)):] {
			lines.WriteString("\t\"" + string(r[:min(64, len(r))]) + "\" +\n")
		}
		t.Errorf("the letters should be\n%s", lines.String())
	}
}
