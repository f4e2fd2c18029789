package uitest

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"clew/cmd/clew/internal/ui"
)

// LayoutChecker looks for text that overflows its box or the window, overlaps
// other text, or is truncated. Create it with StartLayoutCheck.
type LayoutChecker struct {
	window      image.Rectangle
	lines       []textLine
	problems    []string
	mayTruncate []string
}

// textLine is a line of text as drawn.
type textLine struct {
	text    string
	area    image.Rectangle // visible part
	clipped bool            // partly invisible
}

// StartLayoutCheck starts checking what is laid out and drawn into a window,
// until Problems. Text that contains one of names, which users make up at any
// length, may be truncated. Only one check can run at a time.
func StartLayoutCheck(window image.Rectangle, names ...string) *LayoutChecker {
	r := &LayoutChecker{window: window, mayTruncate: names}
	ui.SetTextProbe(r)
	return r
}

// CheckLayout fails the test for each problem in what draw lays out and draws.
// See StartLayoutCheck for names.
func CheckLayout(t testing.TB, window image.Rectangle, names []string, draw func()) {
	t.Helper()
	r := StartLayoutCheck(window, names...)
	draw()
	for _, problem := range r.Problems() {
		t.Error(problem)
	}
}

// Problems ends the check and returns what was wrong, one sentence each.
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
func (r *LayoutChecker) TextDrawn(text string, at, clip image.Rectangle) {
	shown := at.Intersect(clip)
	if shown.Empty() || strings.TrimSpace(text) == "" {
		return // scrolled away
	}
	if at.Min.X < clip.Min.X || at.Max.X > clip.Max.X {
		r.report("%q sticks out sideways: it is at %v, in %v", text, at, clip)
	}
	if clip == r.window && !at.In(clip) {
		r.report("%q sticks out of the window: it is at %v", text, at)
	}
	r.lines = append(r.lines, textLine{text, shown, shown != at})
}

// AreaCovered implements ui.TextProbe.
func (r *LayoutChecker) AreaCovered(at image.Rectangle) {
	r.lines = slices.DeleteFunc(r.lines, func(l textLine) bool { return l.area.Overlaps(at) })
}

// TextOverflows implements ui.TextProbe.
func (r *LayoutChecker) TextOverflows(text string, width, room float64) {
	r.report("%q has no room: it is %.0f px wide, and its box %.0f", text, width, room)
}

// TextTruncated implements ui.TextProbe.
func (r *LayoutChecker) TextTruncated(text string) {
	for _, name := range r.mayTruncate {
		if strings.Contains(text, name) {
			return
		}
	}
	r.report("%q is cut", text)
}
