package paneltest

import (
	"image"
	"testing"

	"clew/cmd/clew/internal/panel/kit/proof"
	"clew/cmd/clew/internal/words"
)

// made are names that people have made up in these tests, and that are cut where
// they have no room.
var made = []string{"Minotaur", "Courtyards", "Vault", "Attic", "Inês", "so that is how long"}

// Fits looks for words without room in what again lays out and draws, into a
// window of this size. It does so in the language that is set.
func Fits(t testing.TB, window image.Rectangle, again func()) {
	t.Helper()
	lang := words.Language()
	for _, l := range words.Languages() { // and back: then all is laid out anew
		words.Set(l.Code)
	}
	words.Set(lang)
	proof.Check(t, window, made, again)
}
