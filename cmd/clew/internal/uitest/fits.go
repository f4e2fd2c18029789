package uitest

import (
	"image"
	"testing"

	"clew/cmd/clew/internal/i18n"
)

// userNames are names made up by users in these tests, which may be truncated.
var userNames = []string{"Minotaur", "Courtyards", "Vault", "Attic", "Inês", "so that is how long"}

// CheckFits fails the test for text without room in what again lays out and
// draws into a window of this size, in the current language.
func CheckFits(t testing.TB, window image.Rectangle, draw func()) {
	t.Helper()
	lang := i18n.Language()
	for _, l := range i18n.Languages() { // switching away and back forces a rebuild
		i18n.SetLanguage(l.Code)
	}
	i18n.SetLanguage(lang)
	CheckLayout(t, window, userNames, draw)
}
