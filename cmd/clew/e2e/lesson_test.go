//go:build linux

package e2e

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The places in a lesson's column, and the colour of a check mark.
var (
	steps   = image.Rect(240, 16, 320, 42)  // a mark for each task
	verdict = image.Rect(200, 76, 320, 120) // of the task
	gold    = color.RGBA{0xF2, 0xC1, 0x4E, 0xFF}
)

// TestLesson does the first task of a lesson with real keys, sees that it is
// done, and finds that kept, and the lesson in the list.
func TestLesson(t *testing.T) {
	kept := filepath.Join(t.TempDir(), "progress.toml")
	w := open(t, "lesson", image.Pt(0, 0), "-mute", "-lang", "en", "-windowed", "1280x720", "-lesson", "4", "-progress", kept)
	ticks := func(p picture) int { return p.count(steps, gold, 40) + p.count(verdict, gold, 40) }
	w.sees("the lesson", func(p picture) bool {
		return p.Rect.Size() == labSize && p.count(image.Rect(10, 60, 320, 560), bright, 60) > 500
	})
	w.keep("text")
	w.strike("F10")
	before := w.look()
	if ticks(before) != 0 {
		t.Error("there is a check mark, and nothing was done")
	}
	w.strike("End")
	w.click(image.Pt(36, 283)) // the second answer
	w.sees("that the task is done", func(p picture) bool { return ticks(p) > 100 })
	w.keep("done")
	until(t, "it is kept", func() bool {
		b, _ := os.ReadFile(kept)
		return strings.Contains(string(b), "4-synchronization") && strings.Contains(string(b), "tasks = ['snap']")
	})
	w.strike("Escape")
	w.sees("the list of the lessons", func(p picture) bool { return ticks(p) == 0 && p.count(image.Rect(360, 100, 920, 600), gold, 40) > 100 })
	w.keep("list")
	w.strike("Return")
	w.sees("a lesson again", func(p picture) bool { return now(p) > 0 })
}
