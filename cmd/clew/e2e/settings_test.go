//go:build linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSettings sets keys and the language by keyboard, takes the program's life,
// and finds both in the next one.
func TestSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clew", "settings.toml")
	keeps := func(text string) func() bool {
		return func() bool {
			got, _ := os.ReadFile(file)
			return strings.Contains(string(got), text)
		}
	}
	w := open(t, "first", opening, "-settings", file)
	w.sees("the menu", hasMenu)
	w.setsUp(1) // keys
	w.press("Tab")
	w.press("Tab")
	w.press("Tab")
	w.press("Tab")
	w.press("Tab")  // walk up
	w.press("Down") // walk down
	w.press("Return")
	w.press("i")
	w.until("a key is kept", keeps("down = ['I', 'ArrowDown']"))
	w.press("Down")
	w.press("Down")
	w.press("Return")
	w.press("o")
	w.keep("keys")
	w.until("another key is kept", keeps("right = ['O', 'ArrowRight']"))
	w.press("Escape")
	w.sees("the menu", hasMenu)
	w.press("Return") // the focus is on the settings
	w.sees("the settings", hasForm)
	for range 5 {
		w.press("Right") // to the language
	}
	w.press("Return")
	w.press("Tab")
	w.press("Right")
	w.press("Right")
	w.until("the language is kept", keeps("language = 'pt'"))
	w.keep("language")
	w.kill()

	w = open(t, "second", opening, "-settings", file)
	w.sees("the menu", hasMenu)
	w.keep("menu")
	w.plays()
	w.sees("a maze and oneself in it", inMaze)
	begun := w.look()
	lie := begun.ground(opening.Sub(opening))
	from, _ := begun.body("A", lie)
	w.hold("i")
	w.hold("o")
	w.sees("its player elsewhere", func(shot picture) bool {
		at, ok := shot.body("A", lie)
		return ok && at.from(from) > 0.8
	})
	w.release("i", "o")
	w.press("Escape")
	w.keep("pause")
	w.press("Up")
	w.press("Up") // the settings
	w.press("Return")
	w.sees("the settings over the game", hasForm)
	w.keep("settings in the game")
	w.press("Escape")
	w.close()
}

// setsUp opens a section of the settings from the menu, whose last entry but one
// they are.
func (w *window) setsUp(section int) {
	w.t.Helper()
	w.press("Up")
	w.press("Up")
	w.press("Return")
	w.sees("the settings", hasForm)
	for range section {
		w.press("Right")
	}
	w.press("Return")
}

// TestDamagedSettings starts with a file that somebody has spoiled: the game
// opens all the same, says so, and has put the file aside.
func TestDamagedSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.WriteFile(file, []byte("language = [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, "careful", opening, "-settings", file)
	w.sees("the menu", hasMenu)
	w.frames(5)
	w.keep("message")
	aside, _ := filepath.Glob(strings.TrimSuffix(file, ".toml") + ".damaged-*.toml")
	if len(aside) != 1 {
		t.Errorf("put aside: %v", aside)
	}
	w.close()
}
