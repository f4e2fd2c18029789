package paneltest

import (
	"image"
	"testing"

	"clew/cmd/clew/internal/panel/kit/proof"
	"clew/cmd/clew/internal/words"
)

// userNames are names that people have made up in these tests, and that are cut where
// they have no room.
var userNames = []string{"Minotaur", "Courtyards", "Vault", "Attic", "Inês", "so that is how long"}

// CheckFits looks for words without room in what again lays out and draws, into a
// window of this size. It does so in the language that is set.
func CheckFits(t testing.TB, window image.Rectangle, again func()) {
	t.Helper()
	lang := words.Language()
	for _, l := range words.Languages() { // and back: then all is laid out anew
		words.SetLanguage(l.Code)
	}
	words.SetLanguage(lang)
	proof.CheckLayout(t, window, userNames, again)
}
