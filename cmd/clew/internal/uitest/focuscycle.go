package uitest

import (
	"bytes"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
)

// FocusCycle is a screen of which a test moves the focus.
type FocusCycle struct {
	Panel *ui.Panel
	Input *ui.FakeInput
	Image *ebiten.Image
	Tick  func()
}

// Check goes once around all that can have the focus, by gamepad: it is in the
// window, and one sees where it is.
func (s FocusCycle) Check(t testing.TB) {
	s.Tick()
	begun := s.Panel.FocusIndex()
	for n := range 200 {
		r := s.Panel.FocusRect()
		if !s.Panel.HasKeyboard() || r.Empty() || !r.Overlaps(s.Image.Bounds()) {
			t.Fatalf("stop %d is at %v, and has the focus: %v", s.Panel.FocusIndex(), r, s.Panel.HasKeyboard())
		}
		r = r.Inset(-3).Intersect(s.Image.Bounds())
		with := subPixels(s.Image, r)
		s.Panel.ReleaseKeyboard()
		s.Tick()
		if bytes.Equal(with, subPixels(s.Image, r)) {
			t.Errorf("one does not see that stop %d has the focus, at %v", s.Panel.FocusIndex(), r)
		}
		s.Panel.TakeKeyboard()
		s.Input.TapButtons(input.ButtonRightShoulder)
		s.Tick()
		s.Tick()
		if s.Panel.FocusIndex() == begun {
			if n == 0 {
				t.Error("there is one stop only")
			}
			return
		}
	}
	t.Error("the focus does not come around")
}

// subPixels are the pixels of a part of a picture.
func subPixels(img *ebiten.Image, r image.Rectangle) []byte {
	pix := make([]byte, 4*r.Dx()*r.Dy())
	img.SubImage(r).(*ebiten.Image).ReadPixels(pix)
	return pix
}
