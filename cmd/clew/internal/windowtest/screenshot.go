package windowtest

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// ScreenshotDir is where screenshots are saved; empty: nowhere.
var ScreenshotDir = os.Getenv("CLEW_PICTURES")

// ReadPixels returns the pixels of an image.
func ReadPixels(img *ebiten.Image) *image.RGBA {
	pix := image.NewRGBA(img.Bounds())
	img.ReadPixels(pix.Pix)
	return pix
}

// KeepScreenshot saves an image as NAME.png in ScreenshotDir, if set.
func KeepScreenshot(t testing.TB, name string, img *image.RGBA) {
	t.Helper()
	if err := SaveScreenshot(name, img); err != nil {
		t.Fatal(err)
	}
}

// SaveScreenshot is KeepScreenshot for goroutines other than the test's.
func SaveScreenshot(name string, img *image.RGBA) error {
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
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
