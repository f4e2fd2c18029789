//go:build linux

package e2e

import (
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// firstLevel is how large the first level is, which a window shows whole.
var firstLevel = image.Pt(23, 13)

// wayOut leads from a start of the first level to its exit: the keys that are
// held, and the cell where walls end what they can do.
var wayOut = []struct {
	keys []string
	to   image.Point
}{
	{[]string{"Up", "Right"}, image.Pt(5, 1)},
	{[]string{"Down"}, image.Pt(5, 3)},
	{[]string{"Left"}, image.Pt(3, 3)},
	{[]string{"Down"}, image.Pt(3, 5)},
	{[]string{"Right"}, image.Pt(15, 5)},
	{[]string{"Down"}, image.Pt(15, 7)},
	{[]string{"Right"}, image.Pt(19, 7)},
	{[]string{"Down"}, image.Pt(19, 9)},
	{[]string{"Left"}, image.Pt(17, 9)},
	{[]string{"Down"}, image.Pt(17, 11)},
}

// walksOut walks to the exit of the first level.
func (w *window) walksOut() {
	w.t.Helper()
	for _, way := range wayOut {
		for _, key := range way.keys {
			w.hold(key)
		}
		w.sees("its player at the end of the way", w.standsIn(way.to))
		w.release(way.keys...)
	}
	w.hold("Right")
	w.sees("the card at the exit", hasCard)
	w.release("Right")
}

// standsIn tells whether the player stands in a cell of the first level: it is
// there in two different pictures, and in the same place.
func (w *window) standsIn(cell image.Point) func(picture) bool {
	var last picture
	var was spot
	return func(p picture) bool {
		if last.RGBA != nil && p.same(last) {
			return false
		}
		at, ok := p.body("A", p.ground(firstLevel))
		stands := ok && at.cell() == cell && at.from(was) < 0.03
		last, was = p, at
		return stands
	}
}

// TestExit walks to the exit of the first level with real keys. There one is
// told how long it took, and asked what to do next: the level again, with the ghost
// of that run, or the next one. The time is there when the program is opened again.
func TestExit(t *testing.T) {
	w := open(t, "exit", opening, "-mute")
	w.sees("the menu", hasMenu)
	w.plays()
	w.sees("a maze and oneself in it", inMaze)
	w.walksOut()
	if hasGhost(w.look()) {
		t.Error("there is a ghost in the first run")
	}
	w.frames(20)
	w.keep("the card")
	w.press("Down")
	w.strike("Return") // again
	w.sees("the start", func(p picture) bool { return !hasCard(p) && inMaze(p) })
	w.sees("the ghost of the best run, away from the start", hasGhost)
	w.keep("again")
	w.walksOut()
	w.frames(20)
	w.keep("the card again")
	if kept := w.times(); strings.Count(kept, "name = ") != 1 || !strings.Contains(kept, "'First Thread'") || !strings.Contains(kept, "runs = 2") {
		t.Errorf("of two runs is kept:\n%s", kept)
	}
	w.strike("Return") // the next level
	w.sees("another maze", func(p picture) bool { return !hasCard(p) && inMaze(p) })
	w.frames(10)
	w.keep("next")
	w.leaves()
	w.sees("the best time in the list", hasBest)
	w.close()

	again := openAs(t, "later", opening, func(cmd *exec.Cmd) { cmd.Env = append(cmd.Env, "XDG_DATA_HOME="+w.home) }, "-mute")
	again.sees("the menu", hasMenu)
	again.press("Return")
	again.sees("the best time in the list", hasBest)
	again.keep("best time")
	again.close()
}

// times returns the content of the file of best times.
func (w *window) times() string {
	w.t.Helper()
	b, err := os.ReadFile(filepath.Join(w.home, "clew", "times.toml"))
	if err != nil {
		w.t.Error(err)
	}
	return string(b)
}

// hasCard tells whether a time stands large and in gold in the middle.
func hasCard(p picture) bool {
	return p.count(image.Rect(220, 80, 420, 200), accent, 24) > 400
}

// hasGhost tells whether there is a disc in the colour of the best run's ghost. Its
// ring is a pixel wide here, most of it mixed with the stone below: some ten pixels
// have the colour, and none where there is no ghost.
func hasGhost(p picture) bool {
	return p.count(image.Rect(0, 100, 640, 360), color.RGBA{0x56, 0xB4, 0xE9, 0xFF}, 40) > 5
}

// hasBest tells whether the first line of the list of levels ends with a time.
func hasBest(p picture) bool {
	return hasForm(p) && p.count(image.Rect(285, 66, 345, 82), accent, 60) > 20 // within the frame of what has the focus
}

// accent is the colour of what counts.
var accent = color.RGBA{0xF2, 0xC1, 0x4E, 0xFF}
