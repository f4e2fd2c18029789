package paneltest

import (
	"bytes"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
)

// Screen is a screen of which a test moves the focus.
type Screen struct {
	Sheet *kit.Sheet
	Hands *kit.Script
	Image *ebiten.Image
	Tick  func()
}

// Walk goes once around all that can have the focus, by gamepad: it is in the
// window, and one sees where it is.
func (s Screen) Walk(t testing.TB) {
	s.Tick()
	begun := s.Sheet.Focused()
	for n := range 200 {
		r := s.Sheet.FocusRect()
		if !s.Sheet.HasKeyboard() || r.Empty() || !r.Overlaps(s.Image.Bounds()) {
			t.Fatalf("stop %d is at %v, and has the focus: %v", s.Sheet.Focused(), r, s.Sheet.HasKeyboard())
		}
		r = r.Inset(-3).Intersect(s.Image.Bounds())
		with := part(s.Image, r)
		s.Sheet.Drop()
		s.Tick()
		if bytes.Equal(with, part(s.Image, r)) {
			t.Errorf("one does not see that stop %d has the focus, at %v", s.Sheet.Focused(), r)
		}
		s.Sheet.Take()
		s.Hands.Push(pad.RightShoulder)
		s.Tick()
		s.Tick()
		if s.Sheet.Focused() == begun {
			if n == 0 {
				t.Error("there is one stop only")
			}
			return
		}
	}
	t.Error("the focus does not come around")
}

// part are the pixels of a part of a picture.
func part(img *ebiten.Image, r image.Rectangle) []byte {
	pix := make([]byte, 4*r.Dx()*r.Dy())
	img.SubImage(r).(*ebiten.Image).ReadPixels(pix)
	return pix
}
