//go:build linux

package e2e

import (
	"image"
	"testing"
)

// TestPause opens the menu of a game that one plays alone: the level's clock
// stands still until it is closed. A key starts the level again.
func TestPause(t *testing.T) {
	w := open(t, "pause", opening, "-mute")
	w.sees("the menu", hasMenu)
	w.plays()
	w.sees("a maze and oneself in it", inMaze)
	header := image.Rect(0, 0, 400, 70)
	w.walksAbout(1.5)
	clockRuns := func(since picture) func(picture) bool {
		return func(p picture) bool { return p.changed(since, header) > 8 }
	}
	w.sees("the clock running", clockRuns(w.look()))
	w.press("Escape")
	w.frames(10)
	still := w.look()
	w.keep("paused")
	w.frames(150)
	if n := w.look().changed(still, header); n > 0 {
		t.Errorf("while the game is paused its clock has changed by %d pixels", n)
	}
	w.press("Escape")
	w.sees("the clock running again", clockRuns(w.look()))
	w.strike("r")
	w.sees("the start", w.standsIn(image.Pt(1, 2)))
	w.keep("again")
	w.walksAbout(1.5)
	w.press("Escape")
	w.press("Down")
	w.strike("Return")
	w.sees("the start again", w.standsIn(image.Pt(1, 2)))
	w.leaves()
	w.close()
}
