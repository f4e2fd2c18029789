// Package i18n puts what a game tells into words, as all panels have them: how
// long something took, what a level is called, and how many a list leaves out.
package i18n

import (
	"fmt"
)

// LevelName is what a level is called in the person's language: that of one that
// comes with the game is translated, a random one is said to be one, and any
// other has the name that somebody gave it.
func LevelName(name string) string {
	var seed uint64
	var w, h, loops int
	switch n, _ := fmt.Sscanf(name, "random:%d:%dx%d:%d", &seed, &w, &h, &loops); n {
	case 3:
		return Tf("level.random", w, h, seed)
	case 4:
		return Tf("level.loops", w, h, seed, loops)
	}
	return Translate(name)
}

// LevelNameCache is the name of a level that is put into words only when it, or the
// language, changes.
type LevelNameCache struct {
	name, text string
	revision   int // of the words
}

// Of is LevelName.
func (l *LevelNameCache) Of(name string) string {
	if e := Revision(); name != l.name || e != l.revision {
		*l = LevelNameCache{name, LevelName(name), e}
	}
	return l.text
}
