package authority

import (
	"sync"

	"clew/engine/sim"
)

// alphabets have the letters for avatars, in the order in which they are given
// out. The last one is there so that no server runs out of them.
var alphabets = [][2]rune{
	{'A', 'Z'}, {'a', 'z'}, {'0', '9'},
	{'Α', 'Ρ'}, {'Σ', 'Ω'}, {'А', 'Я'}, {'α', 'ω'}, {'а', 'я'},
	{'가', '힣'},
}

// avatarLetters returns those of the alphabets that do not look like one before them,
// as many as there may be players.
var avatarLetters = sync.OnceValue(func() (all []rune) {
	seen := map[string]bool{}
	for _, r := range alphabets {
		for l := r[0]; l <= r[1] && len(all) < sim.MaxPlayers; l++ {
			if shape := LetterShape(string(l)); !seen[shape] {
				seen[shape] = true
				all = append(all, l)
			}
		}
	}
	return all
})

// freeAvatar is the first letter that nobody has.
func (a *Authority) freeAvatar() rune {
	for _, l := range avatarLetters() {
		if _, used := a.avatars[l]; !used {
			return l
		}
	}
	panic("authority: more players than letters")
}
