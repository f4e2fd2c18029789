package i18n

import (
	"testing"
)

func TestLevelName(t *testing.T) {
	defer SetLanguage(English)
	for _, tc := range []struct{ name, en, pt string }{
		{"The House of the Minotaur", "The House of the Minotaur", "A Casa do Minotauro"},
		{"random:7:41x31", "Random 41×31, seed 7", "Aleatório 41×31, semente 7"},
		{"random:99:21x21:0", "Random 21×21, seed 99, loops 0", "Aleatório 21×21, semente 99, voltas 0"},
		{"Rui's cellar", "Rui's cellar", "Rui's cellar"},
		{"random:thing", "random:thing", "random:thing"},
		{"", "", ""},
	} {
		var l LevelNameCache
		for lang, want := range map[string]string{English: tc.en, Portuguese: tc.pt} {
			SetLanguage(lang)
			if got := l.Of(tc.name); got != want {
				t.Errorf("%s: %q is called %q, want %q", lang, tc.name, got, want)
			}
		}
	}
}
