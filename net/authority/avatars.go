package authority

import (
	"sync"

	"clew/engine/sim"
)

// alphabets hold the letters for avatars, in the order in which they are given
// out. The last one ensures that no server runs out of them.
var alphabets = [][2]rune{
	{'A', 'Z'}, {'a', 'z'}, {'0', '9'},
	{'Α', 'Ρ'}, {'Σ', 'Ω'}, {'А', 'Я'}, {'α', 'ω'}, {'а', 'я'},
	{'가', '힣'},
}

// avatarLetters returns the letters of the alphabets that do not look like an
// earlier one, as many as there may be players.
var avatarLetters = sync.OnceValue(func() (letters []rune) {
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
})

// freeAvatar returns the first letter that no player has.
func (a *Authority) freeAvatar() rune {
	for _, l := range avatarLetters() {
		if _, used := a.avatars[l]; !used {
			return l
		}
	}
	panic("authority: more players than letters")
}
