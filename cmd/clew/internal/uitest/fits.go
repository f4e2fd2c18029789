package uitest

import (
	"image"
	"testing"

	"clew/cmd/clew/internal/i18n"
)

// userNames are names that people have made up in these tests, and that are cut where
// they have no room.
var userNames = []string{"Minotaur", "Courtyards", "Vault", "Attic", "Inês", "so that is how long"}

// CheckFits looks for words without room in what again lays out and draws, into a
// window of this size. It does so in the language that is set.
func CheckFits(t testing.TB, window image.Rectangle, again func()) {
	t.Helper()
	lang := i18n.Language()
	for _, l := range i18n.Languages() { // and back: then all is laid out anew
		i18n.SetLanguage(l.Code)
	}
	i18n.SetLanguage(lang)
	CheckLayout(t, window, userNames, again)
}
