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

// statsWindow is a window of the default size whose client writes a line of
// statistics for each tick (-stats).
type statsWindow struct {
	*window
	file  *os.File
	rest  []byte // of the file, without the end of its line
	lines []stats.Line
}

// openStatsWindow opens a window at the corner of the screen.
func openStatsWindow(t *testing.T, name string, flags ...string) *statsWindow {
	t.Helper()
	file := filepath.Join(t.TempDir(), "stats.jsonl")
	flags = append([]string{"-windowed", "1280x720", "-mute", "-stats", file}, flags...)
	w := &statsWindow{window: open(t, name, image.Point{}, flags...)}
	var err error
	if w.file, err = os.Open(file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.file.Close() })
	return w
}

// news reads the lines that have come, and returns those from number from on.
func (w *statsWindow) news(from int) []stats.Line {
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

// now returns the newest line, or the zero Line if there is none yet.
func (w *statsWindow) now() stats.Line {
	w.t.Helper()
	w.news(0)
	if len(w.lines) == 0 {
		return stats.Line{}
	}
	return w.lines[len(w.lines)-1]
}

// comes waits for a new line that ok accepts.
func (w *statsWindow) comes(what string, ok func(stats.Line) bool) {
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

// waits waits until ok returns true; the failure quotes the last line.
func (w *statsWindow) waits(what string, ok func() bool) {
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

// keeps holds a key down until ok accepts a line: a short stroke falls between two
// frames where those are slow.
func (w *statsWindow) keeps(key, what string, ok func(stats.Line) bool) {
	w.t.Helper()
	w.hold(key)
	w.comes(what, ok)
	w.release(key)
}

// clicks clicks at a point of the window, and waits until ok accepts a line.
func (w *statsWindow) clicks(at image.Point, what string, ok func(stats.Line) bool) {
	w.t.Helper()
	w.do("windowraise")
	w.pointsAt(at)
	w.comes(what, ok)
}

// rests waits until the player has stood still at the server's position for a
// second.
func (w *statsWindow) rests() {
	w.t.Helper()
	still := 0
	w.comes("one stands where the server says", func(l stats.Line) bool {
		if still++; l.Self == nil || l.GhostDistance != 0 || l.Jump != 0 || l.Halted {
			still = 0
		}
		return still > sim.TickRate
	})
}
