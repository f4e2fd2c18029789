// Package uitest reads what is written on a screen as a person would who looks
// for faults: words that stick out of their box or of the window, words over
// other words, and words that are cut. It is for tests.
package uitest

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"clew/cmd/clew/internal/ui"
)

// LayoutChecker reads what is drawn between Read and Faults. Its zero value reads
// nothing; use Read.
type LayoutChecker struct {
	window      image.Rectangle
	lines       []textLine
	problems    []string
	mayTruncate []string
}

// textLine is words in a place.
type textLine struct {
	text    string
	area    image.Rectangle // what is to be seen of it
	clipped bool            // that is not all
}

// StartLayoutCheck begins to read what is drawn into a window, and what is laid out
// meanwhile. Words that contain one of the names, which others have made up and
// may be as long as they like, may be cut. One Reader reads at a time.
func StartLayoutCheck(window image.Rectangle, names ...string) *LayoutChecker {
	r := &LayoutChecker{window: window, mayTruncate: names}
	ui.SetTextProbe(r)
	return r
}

// CheckLayout fails a test for each fault of what draw lays out and draws; for the names
// see Read.
func CheckLayout(t testing.TB, window image.Rectangle, names []string, draw func()) {
	t.Helper()
	r := StartLayoutCheck(window, names...)
	draw()
	for _, fault := range r.Problems() {
		t.Error(fault)
	}
}

// Problems ends the reading and lists what was wrong, one sentence each.
func (r *LayoutChecker) Problems() []string {
	ui.SetTextProbe(nil)
	for i, a := range r.lines {
		for _, b := range r.lines[:i] {
			if over := a.area.Intersect(b.area); over.Dx() > 1 && over.Dy() > 1 && a.text != b.text {
				r.report("%q stands over %q, at %v", a.text, b.text, over)
			}
		}
	}
	slices.Sort(r.problems)
	return slices.Compact(r.problems)
}

func (r *LayoutChecker) report(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// TextDrawn implements ui.TextProbe.
func (r *LayoutChecker) TextDrawn(words string, at, clip image.Rectangle) {
	shown := at.Intersect(clip)
	if shown.Empty() || strings.TrimSpace(words) == "" {
		return // scrolled away
	}
	if at.Min.X < clip.Min.X || at.Max.X > clip.Max.X {
		r.report("%q sticks out sideways: it is at %v, in %v", words, at, clip)
	}
	if clip == r.window && !at.In(clip) {
		r.report("%q sticks out of the window: it is at %v", words, at)
	}
	r.lines = append(r.lines, textLine{words, shown, shown != at})
}

// AreaCovered implements ui.TextProbe.
func (r *LayoutChecker) AreaCovered(at image.Rectangle) {
	r.lines = slices.DeleteFunc(r.lines, func(l textLine) bool { return l.area.Overlaps(at) })
}

// TextOverflows implements ui.TextProbe.
func (r *LayoutChecker) TextOverflows(words string, width, room float64) {
	r.report("%q has no room: it is %.0f px wide, and its box %.0f", words, width, room)
}

// TextTruncated implements ui.TextProbe.
func (r *LayoutChecker) TextTruncated(words string) {
	for _, name := range r.mayTruncate {
		if strings.Contains(words, name) {
			return
		}
	}
	r.report("%q is cut", words)
}
