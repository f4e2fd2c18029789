// Package proof reads what is written on a screen as a person would who looks
// for faults: words that stick out of their box or of the window, words over
// other words, and words that are cut. It is for tests.
package proof

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"clew/cmd/clew/internal/panel/kit"
)

// Reader reads what is drawn between Read and Faults. Its zero value reads
// nothing; use Read.
type Reader struct {
	window image.Rectangle
	lines  []line
	faults []string
	names  []string
}

// line is words in a place.
type line struct {
	words string
	at    image.Rectangle // what is to be seen of it
	cut   bool            // that is not all
}

// Read begins to read what is drawn into a window, and what is laid out
// meanwhile. Words that contain one of the names, which others have made up and
// may be as long as they like, may be cut. One Reader reads at a time.
func Read(window image.Rectangle, names ...string) *Reader {
	r := &Reader{window: window, names: names}
	kit.SetWitness(r)
	return r
}

// Check fails a test for each fault of what draw lays out and draws; for the names
// see Read.
func Check(t testing.TB, window image.Rectangle, names []string, draw func()) {
	t.Helper()
	r := Read(window, names...)
	draw()
	for _, fault := range r.Faults() {
		t.Error(fault)
	}
}

// Faults ends the reading and lists what was wrong, one sentence each.
func (r *Reader) Faults() []string {
	kit.SetWitness(nil)
	for i, a := range r.lines {
		for _, b := range r.lines[:i] {
			if over := a.at.Intersect(b.at); over.Dx() > 1 && over.Dy() > 1 && a.words != b.words {
				r.fault("%q stands over %q, at %v", a.words, b.words, over)
			}
		}
	}
	slices.Sort(r.faults)
	return slices.Compact(r.faults)
}

func (r *Reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// Drawn implements kit.Witness.
func (r *Reader) Drawn(words string, at, clip image.Rectangle) {
	shown := at.Intersect(clip)
	if shown.Empty() || strings.TrimSpace(words) == "" {
		return // scrolled away
	}
	if at.Min.X < clip.Min.X || at.Max.X > clip.Max.X {
		r.fault("%q sticks out sideways: it is at %v, in %v", words, at, clip)
	}
	if clip == r.window && !at.In(clip) {
		r.fault("%q sticks out of the window: it is at %v", words, at)
	}
	r.lines = append(r.lines, line{words, shown, shown != at})
}

// Covered implements kit.Witness.
func (r *Reader) Covered(at image.Rectangle) {
	r.lines = slices.DeleteFunc(r.lines, func(l line) bool { return l.at.Overlaps(at) })
}

// Tight implements kit.Witness.
func (r *Reader) Tight(words string, width, room float64) {
	r.fault("%q has no room: it is %.0f px wide, and its box %.0f", words, width, room)
}

// Cut implements kit.Witness.
func (r *Reader) Cut(words string) {
	for _, name := range r.names {
		if strings.Contains(words, name) {
			return
		}
	}
	r.fault("%q is cut", words)
}
