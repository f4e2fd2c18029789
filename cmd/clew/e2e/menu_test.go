//go:build linux

package e2e

import (
	"image"
	"image/color"
	"testing"
)

// opening is where a window opens that nobody moves.
var opening = image.Pt(320, 146)

// TestMenu starts the game as most people do, without a flag for where to
// play: two keys, and one walks in a maze. There is no sound device either,
// which is worth a sentence and no reason not to play. The mouse rests where
// the window opens, over Quit, and must not matter.
func TestMenu(t *testing.T) {
	if _, err := stage.do("mousemove", "420", "400"); err != nil {
		t.Fatal(err)
	}
	w := open(t, "alone", opening)
	w.sees("the menu", hasMenu)
	w.frames(30)
	w.keep("menu")
	w.plays()
	w.sees("a maze and oneself in it", inMaze)
	w.sees("that there is no sound", hasToast)
	w.keep("maze")
	w.walksAbout(0.8)
	w.keep("walked")
	w.leaves()
	w.keep("choose again")
	w.click(image.Pt(180, 105)) // the second level
	w.sees("another maze", inMaze)
	w.leaves()
	w.press("Escape")
	w.sees("the menu", hasMenu)
	w.press("Up") // past the first to the last: Quit
	w.strike("Return")
	w.endsWell()
}

// walksAbout walks wherever there is a way from a start of the first level, until
// its player is seen so many cells away.
func (w *window) walksAbout(cells float64) {
	w.t.Helper()
	begun := w.look()
	lie := begun.ground(image.Point{})
	from, _ := begun.body("A", lie)
	w.hold("Right")
	w.hold("Down")
	w.sees("its player elsewhere", func(shot picture) bool {
		at, ok := shot.body("A", lie)
		return ok && at.from(from) > cells
	})
	w.release("Right", "Down")
}

// plays goes from the menu into a maze of one's own.
func (w *window) plays() {
	w.t.Helper()
	w.press("Return")
	w.sees("the levels", hasForm)
	w.keep("levels")
	w.press("Return")
}

// leaves goes from the game to where one chose it.
func (w *window) leaves() {
	w.t.Helper()
	w.press("Escape")
	w.press("Up") // past the first to the last: Leave
	w.strike("Return")
	w.sees("a screen of the menu", hasForm)
	w.frames(10)
}

// hasForm tells whether a screen of the menu lies over the picture: much is as
// dark as a panel there, and there is a gold frame around what has the focus.
func hasForm(p picture) bool {
	gold := color.RGBA{0xF2, 0xC1, 0x4E, 0xFF}
	return !hasMenu(p) && p.count(p.Rect, color.RGBA{0x10, 0x15, 0x1D, 0xFF}, 8) > 50_000 && p.count(p.Rect, gold, 16) > 400
}

// inMaze tells whether the first player of a game is seen.
func inMaze(p picture) bool {
	_, ok := p.body("A", p.ground(image.Point{}))
	return ok && !hasMenu(p)
}

// hasMenu tells whether the game's name is written large: much of what is
// there is the colour of text.
func hasMenu(p picture) bool {
	return p.count(image.Rect(60, 30, 240, 120), color.RGBA{0xE8, 0xE6, 0xE1, 0xFF}, 8) > 1000
}

// hasToast tells whether there are words at the top, where small sentences
// come and go.
func hasToast(p picture) bool {
	return p.count(image.Rect(220, 76, 420, 106), color.RGBA{0xE8, 0xE6, 0xE1, 0xFF}, 40) > 100
}
