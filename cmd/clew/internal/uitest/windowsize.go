// Package uitest is what the tests of panels share: windows to look at them in,
// and what a person would look at.
package uitest

import (
	"fmt"
	"testing"

	"clew/cmd/clew/internal/i18n"
)

// WindowSize is a window to look at panels in.
type WindowSize struct {
	W, H  int
	Scale float64
}

// WindowSizes are the ones that every scene is played in: what panels are laid out
// in where they are as large as they suit the window, and twice as large. All
// sizes of windows are for package screen's tests.
func WindowSizes() []WindowSize { return []WindowSize{SmallWindow, DefaultWindow} }

// The windows that are looked at: the smallest one, and a usual one.
var SmallWindow, DefaultWindow = WindowSize{640, 360, 1}, WindowSize{1280, 720, 1}

func (w WindowSize) String() string { return fmt.Sprintf("%dx%d@%g", w.W, w.H, w.Scale) }

// ForEachWindow runs a test in each window and each language.
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
