package authority

import (
	"sync"

	"clew/engine/sim"
	"clew/net/skeleton"
)

// alphabets have the letters for avatars, in the order in which they are given
// out. The last one is there so that no server runs out of them.
var alphabets = [][2]rune{
	{'A', 'Z'}, {'a', 'z'}, {'0', '9'},
	{'Α', 'Ρ'}, {'Σ', 'Ω'}, {'А', 'Я'}, {'α', 'ω'}, {'а', 'я'},
	{'가', '힣'},
}

// letters returns those of the alphabets that do not look like one before them,
// as many as there may be players.
var letters = sync.OnceValue(func() (all []rune) {
	seen := map[string]bool{}
	for _, r := range alphabets {
		for l := r[0]; l <= r[1] && len(all) < sim.MaxPlayers; l++ {
			if shape := skeleton.Shape(string(l)); !seen[shape] {
				seen[shape] = true
				all = append(all, l)
			}
		}
	}
	return all
})

// freeLetter is the first letter that nobody has.
func (a *Authority) freeLetter() rune {
	for _, l := range letters() {
		if _, used := a.letters[l]; !used {
			return l
		}
	}
	panic("authority: more players than letters")
}
