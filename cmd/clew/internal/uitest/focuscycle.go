package uitest

import (
	"bytes"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
)

// FocusCycle is a panel through which a test moves the focus.
type FocusCycle struct {
	Panel *ui.Panel
	Input *ui.FakeInput
	Image *ebiten.Image
	Tick  func()
}

// Check cycles through all tab stops with a gamepad, and checks that each is
// visible and that its focus shows.
func (s FocusCycle) Check(t testing.TB) {
	s.Tick()
	start := s.Panel.FocusIndex()
	for n := range 200 {
		r := s.Panel.FocusRect()
		if !s.Panel.HasKeyboard() || r.Empty() || !r.Overlaps(s.Image.Bounds()) {
			t.Fatalf("stop %d is at %v, and has the focus: %v", s.Panel.FocusIndex(), r, s.Panel.HasKeyboard())
		}
		r = r.Inset(-3).Intersect(s.Image.Bounds())
		focused := subPixels(s.Image, r)
		s.Panel.ReleaseKeyboard()
		s.Tick()
		if bytes.Equal(focused, subPixels(s.Image, r)) {
			t.Errorf("the focus of tab stop %d at %v is not visible", s.Panel.FocusIndex(), r)
		}
		s.Panel.TakeKeyboard()
		s.Input.TapButtons(input.ButtonRightShoulder)
		s.Tick()
		s.Tick()
		if s.Panel.FocusIndex() == start {
			if n == 0 {
				t.Error("there is only one tab stop")
			}
			return
		}
	}
	t.Error("the focus does not come around")
}

// subPixels returns the pixels of a part of an image.
func subPixels(img *ebiten.Image, r image.Rectangle) []byte {
	pix := make([]byte, 4*r.Dx()*r.Dy())
	img.SubImage(r).(*ebiten.Image).ReadPixels(pix)
	return pix
}
