package proof

import (
	"image"
	"slices"
	"testing"
)

// box is a rectangle that is 10 high.
func box(x, y, w int) image.Rectangle { return image.Rect(x, y, x+w, y+10) }

func TestFaults(t *testing.T) {
	window := image.Rect(0, 0, 100, 100)
	for name, tc := range map[string]struct {
		draw func(r *Reader)
		want []string
	}{
		"nothing wrong": {func(r *Reader) {
			r.Drawn("above", box(10, 10, 40), window)
			r.Drawn("below", box(10, 20, 40), window)
			r.Drawn("a shadow", box(10, 40, 40), window)
			r.Drawn("a shadow", box(11, 41, 40), window)
		}, nil},
		"one over the other": {func(r *Reader) {
			r.Drawn("a", box(10, 10, 40), window)
			r.Drawn("b", box(30, 12, 40), window)
		}, []string{`"b" stands over "a", at (30,12)-(50,20)`}},
		"a panel between": {func(r *Reader) {
			r.Drawn("a", box(10, 10, 40), window)
			r.Covered(box(45, 5, 50))
			r.Drawn("b", box(30, 12, 40), window)
		}, nil},
		"out of the window": {func(r *Reader) { r.Drawn("a", box(10, 95, 40), window) },
			[]string{`"a" sticks out of the window: it is at (10,95)-(50,105)`}},
		"scrolled": {func(r *Reader) {
			part := image.Rect(0, 20, 50, 60)
			r.Drawn("gone", box(10, 5, 90), part)
			r.Drawn("half", box(10, 15, 30), part)
			r.Drawn("too wide", box(10, 30, 60), part)
		}, []string{`"too wide" sticks out sideways: it is at (10,30)-(70,40), in (0,20)-(50,60)`}},
		"tight": {func(r *Reader) { r.Tight("a", 12, 10) }, []string{`"a" has no room: it is 12 px wide, and its box 10`}},
		"cut": {func(r *Reader) {
			r.Cut("Rui found the exit")
			r.Cut("somebody did")
			r.Cut("somebody did")
		}, []string{`"somebody did" is cut`}},
	} {
		r := Read(window, "Rui")
		tc.draw(r)
		if got := r.Faults(); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}
