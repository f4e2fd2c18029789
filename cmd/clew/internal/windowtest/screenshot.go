package windowtest

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// ScreenshotDir is where pictures are kept, as the environment says; empty: none are.
var ScreenshotDir = os.Getenv("CLEW_PICTURES")

// ReadPixels is what a picture shows.
func ReadPixels(img *ebiten.Image) *image.RGBA {
	pix := image.NewRGBA(img.Bounds())
	img.ReadPixels(pix.Pix)
	return pix
}

// KeepScreenshot writes a picture as NAME.png into Folder, where there is one.
func KeepScreenshot(t testing.TB, name string, pix *image.RGBA) {
	t.Helper()
	if err := SaveScreenshot(name, pix); err != nil {
		t.Fatal(err)
	}
}

// SaveScreenshot is Keep for a goroutine that is not the test's own.
func SaveScreenshot(name string, pix *image.RGBA) error {
	if ScreenshotDir == "" {
		return nil
	}
	if err := os.MkdirAll(ScreenshotDir, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(ScreenshotDir, name+".png"))
	if err != nil {
		return err
	}
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := fast.Encode(f, pix); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
