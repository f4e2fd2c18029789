package i18n

import (
	"fmt"
)

// LevelName returns a level's name in the current language: shipped levels are
// translated, random ones described, and others keep their name.
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

// LevelNameCache caches the LevelName of one level.
type LevelNameCache struct {
	name, text string
	revision   int // of the words
}

// Of returns LevelName(name).
func (l *LevelNameCache) Of(name string) string {
	if e := Revision(); name != l.name || e != l.revision {
		*l = LevelNameCache{name, LevelName(name), e}
	}
	return l.text
}
