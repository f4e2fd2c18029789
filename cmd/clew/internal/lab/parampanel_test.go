package lab

import (
	"testing"

	"clew/cmd/clew/internal/i18n"
)

// One is one input, not 1 inputs.
func TestFormatInputs(t *testing.T) {
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	for lang, want := range map[string][2]string{"en": {"1 input", "2 inputs"}, "pt": {"1 entr.", "2 entr."}} {
		i18n.SetLanguage(lang)
		if got := [2]string{formatInputs(1), formatInputs(2)}; got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}
