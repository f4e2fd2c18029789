//go:build linux

package e2e

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/render/camera"
)

// TestReplays keeps a game, and plays it again from the menu. Whoever does that
// plays for the first time, and is told the keys, once.
func TestReplays(t *testing.T) {
	w := open(t, "first", opening, "-mute", "-settings", filepath.Join(t.TempDir(), "settings.toml"))
	w.sees("the menu", hasMenu)
	w.press("Return")
	w.sees("the levels", hasForm)
	w.press("Up") // past the first level to the buttons below the list
	w.press("Right")
	w.press("Right")
	w.press("space") // keep my games
	w.keep("to be kept")
	w.press("Down")            // past the last one to the first level
	w.click(image.Pt(180, 72)) // the first level
	w.sees("a maze and oneself in it", inMaze)
	w.sees("the keys", hasHint)
	w.keep("told the keys")
	w.walksAround(func(p picture) bool { return !hasHint(p) })
	w.press("F12")
	w.until("there is a screenshot", func() bool {
		files, _ := filepath.Glob(filepath.Join(w.home, "Clew", "*.png"))
		return len(files) == 1
	})
	w.keep("screenshot")
	w.leaves()
	w.press("Escape")
	w.sees("the menu", hasMenu)

	for range 3 { // Quit, Settings, Replays
		w.press("Up")
	}
	w.press("Return")
	w.sees("the games that were kept", hasForm)
	w.frames(10)
	w.keep("replays")
	w.press("Return")
	w.sees("the game", func(p picture) bool {
		_, ok := p.body("A", p.aboveBar())
		return ok && hasBar(p)
	})
	w.keep("played again")
	w.press("Tab")
	w.press("Return") // pause
	w.tap(image.Pt(60, 294))
	w.frames(5)
	early := w.look()
	w.tap(image.Pt(440, 294))
	w.sees("the thread that its player has laid by then", func(p picture) bool {
		return p.changed(early, image.Rect(120, 60, 145, 230)) > 150
	})
	w.keep("later")
	for range 3 { // past Pause and the speed to whom one follows
		w.press("Tab")
	}
	w.strike("Left")
	w.sees("the whole maze, lit where nobody is", func(p picture) bool {
		return p.count(image.Rect(300, 20, 520, 230), color.RGBA{0x58, 0x64, 0x80, 0xFF}, 24) > 5000
	})
	w.keep("the whole maze")
	w.press("Escape")
	w.sees("the games that were kept", hasForm)
	w.close()
}

// TestReplayOfJoined keeps a game on somebody else's server, and plays it again.
func TestReplayOfJoined(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.WriteFile(file, []byte("version = 1\n[games]\nkeep = true\n[seen]\nkeys = true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	g := begin(t)
	ann := g.join("Ann", "-settings", file)
	g.walks(ann, "Left", image.Pt(1, 4))
	ann.press("Escape")
	ann.press("Up") // past the first to the last: Leave
	ann.strike("Return")
	ann.sees("the menu, on Join", hasMenu)
	for range 5 { // Together, How it works, Lessons, Lab, Replays
		ann.press("Down")
	}
	ann.press("Return")
	ann.sees("the games that were kept", hasForm)
	ann.frames(10)
	ann.keep("kept")
	ann.press("Return")
	ann.sees("oneself in the game", func(p picture) bool {
		_, ok := p.body(ann.letter, p.aboveBar())
		return ok && hasBar(p)
	})
	ann.keep("played again")
	ann.press("Escape")
	ann.sees("the games that were kept", hasForm)
	g.end()
}

// walksAround walks down the way at the left of the first level, and then to and
// fro on the one at its foot, until something is seen.
func (w *window) walksAround(enough func(picture) bool) {
	w.t.Helper()
	at := func(p picture) (spot, bool) { return p.body("A", p.ground(image.Point{})) }
	w.hold("Down")
	w.sees("its player at the foot", func(p picture) bool {
		s, ok := at(p)
		return ok && s.y > 5 // from the middle
	})
	w.release("Down")
	for key, next := "Right", "Left"; !enough(w.look()); key, next = next, key {
		from, _ := at(w.look())
		w.hold(key)
		w.sees("its player walk", func(p picture) bool {
			s, ok := at(p)
			return ok && s.from(from) > 4
		})
		w.release(key)
	}
}

// hasHint tells whether the hint for the keys is there: the grounds of the keys
// are as light as nothing else low in the window.
func hasHint(p picture) bool {
	return p.count(image.Rect(56, 240, 590, 320), color.RGBA{0x1B, 0x23, 0x30, 0xFF}, 3) > 1500
}

// aboveBar returns the ground of a replay, which lies above the bar.
func (p picture) aboveBar() ground {
	return ground{cell: float64(camera.CellSize(p.Rect.Dx(), p.Rect.Dy()-barHigh, 1))}
}

// barHigh is how much of the window the bar takes.
const barHigh = 114

// hasBar tells whether the bar of a player of recordings is there.
func hasBar(p picture) bool {
	return p.count(image.Rect(30, 270, 610, 350), color.RGBA{0x1B, 0x23, 0x30, 0xFF}, 3) > 6000
}
