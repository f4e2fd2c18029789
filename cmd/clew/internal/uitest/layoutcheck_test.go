package uitest

import (
	"image"
	"slices"
	"testing"
)

// box returns a rectangle 10 high.
func box(x, y, w int) image.Rectangle { return image.Rect(x, y, x+w, y+10) }

func TestLayoutProblems(t *testing.T) {
	window := image.Rect(0, 0, 100, 100)
	for name, tc := range map[string]struct {
		draw func(r *LayoutChecker)
		want []string
	}{
		"nothing wrong": {func(r *LayoutChecker) {
			r.TextDrawn("above", box(10, 10, 40), window)
			r.TextDrawn("below", box(10, 20, 40), window)
			r.TextDrawn("a shadow", box(10, 40, 40), window)
			r.TextDrawn("a shadow", box(11, 41, 40), window)
		}, nil},
		"one over the other": {func(r *LayoutChecker) {
			r.TextDrawn("a", box(10, 10, 40), window)
			r.TextDrawn("b", box(30, 12, 40), window)
		}, []string{`"b" stands over "a", at (30,12)-(50,20)`}},
		"a panel between": {func(r *LayoutChecker) {
			r.TextDrawn("a", box(10, 10, 40), window)
			r.AreaCovered(box(45, 5, 50))
			r.TextDrawn("b", box(30, 12, 40), window)
		}, nil},
		"out of the window": {func(r *LayoutChecker) { r.TextDrawn("a", box(10, 95, 40), window) },
			[]string{`"a" sticks out of the window: it is at (10,95)-(50,105)`}},
		"scrolled": {func(r *LayoutChecker) {
			part := image.Rect(0, 20, 50, 60)
			r.TextDrawn("gone", box(10, 5, 90), part)
			r.TextDrawn("half", box(10, 15, 30), part)
			r.TextDrawn("too wide", box(10, 30, 60), part)
		}, []string{`"too wide" sticks out sideways: it is at (10,30)-(70,40), in (0,20)-(50,60)`}},
		"tight": {func(r *LayoutChecker) { r.TextOverflows("a", 12, 10) }, []string{`"a" has no room: it is 12 px wide, and its box 10`}},
		"cut": {func(r *LayoutChecker) {
			r.TextTruncated("Rui found the exit")
			r.TextTruncated("somebody did")
			r.TextTruncated("somebody did")
		}, []string{`"somebody did" is cut`}},
	} {
		r := StartLayoutCheck(window, "Rui")
		tc.draw(r)
		if got := r.Problems(); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}
