package render

import (
	"bytes"
	"image"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/lighting"
	"clew/cmd/clew/internal/windowtest"
)

// lit draws frames of a scene with reduced motion until its light no longer
// changes.
func lit(t testing.TB, w, h int) (s *stage, dst *ebiten.Image) {
	s, _ = explored(t)
	s.rest(240)
	dst = ebiten.NewImage(w, h)
	t.Cleanup(dst.Deallocate)
	s.draw(dst)
	return s, dst
}

func (s *stage) draw(dst *ebiten.Image) {
	s.tick()
	s.r.Draw(dst, &s.view, Options{ReducedMotion: true, Now: s.now})
}

// Where nothing has changed, nothing of the light is handed to the graphics
// card; where somebody comes with a torch, what they light.
func TestOnlyNewLightIsUploaded(t *testing.T) {
	s, dst := lit(t, 640, 360)
	l := s.r.lights
	whole := image.Rectangle{Max: l.image.Bounds().Size()}
	if l.dirtyRect != whole {
		t.Errorf("of the first frame %v was uploaded, not %v", l.dirtyRect, whole)
	}
	for range 3 {
		if s.draw(dst); !l.dirtyRect.Empty() {
			t.Errorf("%v was uploaded, though nothing has changed", l.dirtyRect)
		}
	}
	other := &s.view.Players[1] // who stands elsewhere, in a light that is known
	other.X, other.Y = s.view.Players[0].X, s.view.Players[0].Y
	if s.draw(dst); l.dirtyRect.Empty() || l.dirtyRect == whole {
		t.Errorf("%v was uploaded of %v when a torch had moved", l.dirtyRect, whole)
	}
	other.X += 300
	s.draw(dst)
	if !bytes.Equal(windowtest.ReadPixels(l.image).Pix, l.pixels) {
		t.Error("the light on the graphics card is not the one of the frame")
	}
	if s.draw(dst); !l.dirtyRect.Empty() {
		t.Errorf("%v was uploaded once more", l.dirtyRect)
	}
}

// A window of another size gets a light of its own.
func TestLightOfAnotherSize(t *testing.T) {
	s, dst := lit(t, 640, 360)
	s.draw(dst)
	wide := ebiten.NewImage(900, 300)
	defer wide.Deallocate()
	s.draw(wide)
	l := s.r.lights
	if l.dirtyRect != l.image.Bounds() || !bytes.Equal(windowtest.ReadPixels(l.image).Pix, l.pixels) {
		t.Errorf("%v of %v was uploaded", l.dirtyRect, l.image.Bounds())
	}
}

// Cells whose corners tell their light look nearly as they do where it is looked up
// for each pixel.
func TestPlainCellsLookTheSame(t *testing.T) {
	s, dst := lit(t, 1280, 720)
	s.draw(dst)
	if c := s.r.lights.cells; !slices.Contains(c, lighting.Uniform) || !slices.Contains(c, lighting.Smooth) {
		t.Fatal("no cell is evenly lit, or none is smoothly lit")
	}
	a := windowtest.ReadPixels(dst)
	clear(s.r.lights.cells) // until the light changes, which it does not
	s.draw(dst)
	b := windowtest.ReadPixels(dst)
	worst := 0
	for i := range a.Pix {
		worst = max(worst, int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
	}
	if worst > 6 {
		t.Errorf("a pixel differs by %d of 255", worst)
	}
	if slices.Contains(s.r.lights.cells, lighting.Uniform) {
		t.Error("the light has changed, so nothing was compared")
	}
}

// BenchmarkUpload measures the upload of a frame's light if nothing changed, if
// the flame flickers, and if everything changed.
func BenchmarkUpload(b *testing.B) {
	s, dst := lit(b, 1280, 720)
	s.tick()
	s.r.Draw(dst, &s.view, Options{Now: s.now}) // in which it flickers
	l := s.r.lights
	flame, whole := l.dirtyRect, l.image.Bounds()
	corner := l.image.SubImage(image.Rect(0, 0, 1, 1)).(*ebiten.Image)
	var pixel [4]byte
	for name, part := range map[string]image.Rectangle{"same": {}, "flicker": flame, "new": whole} {
		b.Run(name, func(b *testing.B) {
			w := whole.Dx()
			b.ReportAllocs()
			for b.Loop() {
				if !part.Empty() {
					l.pixels[4*(part.Min.Y*w+part.Min.X)]++ // as if it had been another light
					l.pixels[4*((part.Max.Y-1)*w+part.Max.X-1)]++
				}
				l.upload()
				corner.ReadPixels(pixel[:]) // waits until it is there
			}
			b.ReportMetric(float64(l.dirtyRect.Dx()*l.dirtyRect.Dy()), "samples")
		})
	}
}
