package lab

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
)

// Equal curves are told apart: both the solid line and the dashes over it show, and
// a word says that they are equal. Of curves that differ, it does not.
func TestEqualCurves(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(300)
	s.tap(ebiten.KeySpace, ebiten.KeyM)
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "compared, equal", windowtest.ReadPixels(s.img))
	if s.equal != [len(curves)]bool{true, true, true, true, true} {
		t.Errorf("of a game compared with itself, %v are equal", s.equal)
	}
	s.tap(ebiten.KeyM, ebiten.KeyC, ebiten.KeyEnter, ebiten.KeyE)
	s.params.edited.netem.Up.Loss = 0
	s.run(60)
	s.tap(ebiten.KeyEscape, ebiten.KeyM)
	for range 60 {
		s.tap(ebiten.KeyArrowRight)
	}
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "compared, other loss", windowtest.ReadPixels(s.img))
	if s.equal[3] {
		t.Error("without loss there are as many corrections")
	}
}

func TestAreEqual(t *testing.T) {
	for _, c := range []struct {
		a, b []int32
		want bool
	}{
		{[]int32{1, 2, 3, 4}, []int32{1, 2, 3, 5}, true}, // beyond what is visible
		{[]int32{1, 2, 3}, []int32{1, 2, 4}, false},
		{[]int32{1, 2, 3}, []int32{1, 2}, false}, // not played on
		{[]int32{-1, -1, -1}, []int32{-1, -1, -1}, false},
	} {
		if got := areEqual(c.a, c.b, 0, 3); got != c.want {
			t.Errorf("%v, %v: %v", c.a, c.b, got)
		}
	}
}
