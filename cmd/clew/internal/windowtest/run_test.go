package windowtest

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

func TestMain(m *testing.M) { Main(m) }

// Images keep their pixels from frame to frame, and the loop is idle while a
// test runs.
func TestNextFrame(t *testing.T) {
	img := ebiten.NewImage(3, 2)
	defer img.Deallocate()
	for n := range byte(5) {
		img.Set(1, 1, color.RGBA{R: n, A: 255})
		NextFrame()
		if got := ReadPixels(img).RGBAAt(1, 1); got != (color.RGBA{R: n, A: 255}) {
			t.Fatalf("frame %d: %v", n, got)
		}
	}
}

// Images are saved if there is a folder for them, which need not exist yet.
func TestSaveScreenshot(t *testing.T) {
	defer func(f string) { ScreenshotDir = f }(ScreenshotDir)
	pix := image.NewRGBA(image.Rect(0, 0, 3, 2))
	ScreenshotDir = ""
	if err := SaveScreenshot("none", pix); err != nil {
		t.Error(err)
	}
	ScreenshotDir = filepath.Join(t.TempDir(), "a", "b")
	if err := SaveScreenshot("one", pix); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(ScreenshotDir, "one.png")); err != nil {
		t.Error(err)
	}
	ScreenshotDir = filepath.Join(ScreenshotDir, "one.png") // where none can be created
	if SaveScreenshot("two", pix) == nil {
		t.Error("a file is a folder")
	}
}
