package uitest

import (
	"fmt"
	"testing"

	"clew/cmd/clew/internal/i18n"
)

// WindowSize is a window size and a scale.
type WindowSize struct {
	W, H  int
	Scale float64
}

// WindowSizes are the sizes for tests of single panels. The tests of package
// screen use more of them.
func WindowSizes() []WindowSize { return []WindowSize{SmallWindow, DefaultWindow} }

// The smallest supported window, and a common one.
var SmallWindow, DefaultWindow = WindowSize{640, 360, 1}, WindowSize{1280, 720, 1}

func (w WindowSize) String() string { return fmt.Sprintf("%dx%d@%g", w.W, w.H, w.Scale) }

// ForEachWindow runs a test in each window size and language.
func ForEachWindow(t *testing.T, test func(t *testing.T, w WindowSize)) {
	for _, l := range i18n.Languages() {
		for _, w := range WindowSizes() {
			t.Run(l.Code+"/"+w.String(), func(t *testing.T) {
				i18n.SetLanguage(l.Code)
				defer i18n.SetLanguage(i18n.English)
				test(t, w)
			})
		}
	}
}
