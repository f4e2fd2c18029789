package screen

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
)

// Screenshots taken in the same second get different names, and show what was
// on screen.
func TestScreenshots(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Clew")
	pix := image.NewRGBA(image.Rect(0, 0, 3, 2))
	pix.SetRGBA(1, 1, color.RGBA{10, 20, 30, 255})
	at := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	for _, want := range []string{"Clew-2026-05-04-030201.png", "Clew-2026-05-04-030201-2.png"} {
		if told := saveScreenshot(folder, pix, at); !strings.Contains(told, want) || !strings.Contains(told, folder) {
			t.Errorf("told %q, want %s", told, want)
		}
		f, err := os.Open(filepath.Join(folder, want))
		if err != nil {
			t.Fatal(err)
		}
		got, err := png.Decode(f)
		f.Close()
		if err != nil || got.Bounds() != pix.Rect || got.At(1, 1) != color.RGBAModel.Convert(pix.At(1, 1)) && got.At(1, 1) != color.NRGBAModel.Convert(pix.At(1, 1)) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if told := saveScreenshot(filepath.Join(folder, "Clew-2026-05-04-030201.png"), pix, at); !strings.Contains(told, "Could not save the screenshot") {
		t.Errorf("in a folder that is a file: %q", told)
	}
}

// A screenshot taken just before the program ends is still written.
func TestLastScreenshot(t *testing.T) {
	windowtest.NextFrame()
	s := screenshots{folder: t.TempDir(), messages: make(chan string, 1), wanted: true}
	frame := ebiten.NewImage(600, 400)
	defer frame.Deallocate()
	s.take(frame, time.Now())
	s.close()
	if text := s.message(); !strings.Contains(text, s.folder) {
		t.Errorf("at the end it is told %q", text)
	}
}
