//go:build linux

package e2e

import (
	"bytes"
	"encoding/json"
	"image"
	"io"
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/clew/internal/stats"
	"clew/engine/sim"
)

// told is a window of the size in which one opens by itself, that tells in a file
// how each tick went.
type told struct {
	*window
	file  *os.File
	rest  []byte // of the file, without the end of its line
	lines []stats.Line
}

// openTold opens one at the corner of the screen.
func openTold(t *testing.T, name string, flags ...string) *told {
	t.Helper()
	file := filepath.Join(t.TempDir(), "stats.jsonl")
	flags = append([]string{"-windowed", "1280x720", "-mute", "-stats", file}, flags...)
	w := &told{window: open(t, name, image.Point{}, flags...)}
	var err error
	if w.file, err = os.Open(file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.file.Close() })
	return w
}

// news reads the lines that have come, and returns those from number from on.
func (w *told) news(from int) []stats.Line {
	w.t.Helper()
	b, err := io.ReadAll(w.file)
	if err != nil {
		w.t.Fatal(err)
	}
	for w.rest = append(w.rest, b...); ; {
		line, after, whole := bytes.Cut(w.rest, []byte("\n"))
		if !whole {
			return w.lines[from:]
		}
		var l stats.Line
		if err := json.Unmarshal(line, &l); err != nil {
			w.t.Fatalf("%s: %v", line, err)
		}
		w.lines, w.rest = append(w.lines, l), after
	}
}

// now is the newest line, once there is one.
func (w *told) now() stats.Line {
	w.t.Helper()
	w.news(0)
	if len(w.lines) == 0 {
		return stats.Line{}
	}
	return w.lines[len(w.lines)-1]
}

// comes waits for a line that passes, among those that come from now on.
func (w *told) comes(what string, ok func(stats.Line) bool) {
	w.t.Helper()
	w.now()
	from := len(w.lines)
	w.waits(what, func() bool {
		for _, l := range w.news(from) {
			if from++; ok(l) {
				return true
			}
		}
		return false
	})
}

// waits waits for something, and says in the end how the game stood.
func (w *told) waits(what string, ok func() bool) {
	w.t.Helper()
	untilOr(w.t, func() bool {
		w.t.Helper()
		if w.ended() {
			w.t.Fatalf("%s has ended (%s) before this was seen: %s", w.name, w.fate(), what)
		}
		return ok()
	}, func() string {
		line, _ := json.Marshal(w.now())
		return what + "; the last line is " + string(line)
	})
}

// keeps presses a key until a line passes: a short stroke falls between two
// frames where those are slow.
func (w *told) keeps(key, what string, ok func(stats.Line) bool) {
	w.t.Helper()
	w.hold(key)
	w.comes(what, ok)
	w.release(key)
}

// clicks clicks at a place of the window, and waits until a line passes.
func (w *told) clicks(at image.Point, what string, ok func(stats.Line) bool) {
	w.t.Helper()
	w.do("windowraise")
	w.pointsAt(at)
	w.comes(what, ok)
}

// rests waits until one has stood for a second where the server says one is.
func (w *told) rests() {
	w.t.Helper()
	still := 0
	w.comes("one stands where the server says", func(l stats.Line) bool {
		if still++; l.Self == nil || l.GhostDistance != 0 || l.Jump != 0 || l.Halted {
			still = 0
		}
		return still > sim.TickRate
	})
}
