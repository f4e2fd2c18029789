//go:build linux

package e2e

import (
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFileThatIsNone hands over a file as a desktop does, of which the game knows
// nothing: the window says so beside the menu, which is there to go on, and a
// terminal has it, too.
func TestFileThatIsNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte("to do\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, "none", opening, "-mute", file)
	w.sees("the menu", hasMenu)
	w.sees("a sentence beside it", hasFault)
	w.keep("no such game")
	w.press("Return")
	w.sees("the levels", hasForm)
	if err := stage.askToClose(w.id); err != nil {
		t.Fatal(err)
	}
	until(t, "it ends", w.ended)
	if code := w.cmd.ProcessState.ExitCode(); code != 2 {
		t.Errorf("it ended with %d", code)
	}
	if out := w.out.String(); strings.Count(out, "clew: ") != 1 || !strings.Contains(out, "notes.txt\" is not a file that Clew opens") {
		t.Errorf("it wrote %q", out)
	}
}

// TestDamagedGame hands over a game that was kept and is damaged: the window has
// the list of those that are, and says what is wrong with this one.
func TestDamagedGame(t *testing.T) {
	file := filepath.Join(t.TempDir(), "game.clewrec")
	if err := os.WriteFile(file, []byte("CLEWREC?"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := open(t, "damaged", opening, "-mute", file)
	w.sees("the games that were kept", hasForm)
	w.sees("a sentence over them", hasFault)
	w.keep("damaged game")
	w.close()
}

// hasFault tells whether the window says what went wrong: such a sentence begins
// with a red mark, and nothing else in a menu is red.
func hasFault(p picture) bool {
	return p.count(p.Rect, color.RGBA{0xE4, 0x57, 0x2E, 0xFF}, 8) > 8
}
