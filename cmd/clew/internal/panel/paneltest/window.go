// Package paneltest is what the tests of panels share: windows to look at them in,
// and what a person would look at.
package paneltest

import (
	"fmt"
	"testing"

	"clew/cmd/clew/internal/words"
)

// Window is a window to look at panels in.
type Window struct {
	W, H  int
	Scale float64
}

// Windows are the ones that every scene is played in: what panels are laid out
// in where they are as large as they suit the window, and twice as large. All
// sizes of windows are for package screen's tests.
func Windows() []Window { return []Window{Small, Usual} }

// The windows that are looked at: the smallest one, and a usual one.
var Small, Usual = Window{640, 360, 1}, Window{1280, 720, 1}

func (w Window) String() string { return fmt.Sprintf("%dx%d@%g", w.W, w.H, w.Scale) }

// InEach runs a test in each window and each language.
func InEach(t *testing.T, test func(t *testing.T, w Window)) {
	for _, l := range words.Languages() {
		for _, w := range Windows() {
			t.Run(l.Code+"/"+w.String(), func(t *testing.T) {
				words.Set(l.Code)
				defer words.Set(words.English)
				test(t, w)
			})
		}
	}
}
