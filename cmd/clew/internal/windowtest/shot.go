package windowtest

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// Folder is where pictures are kept, as the environment says; empty: none are.
var Folder = os.Getenv("CLEW_PICTURES")

// Pixels is what a picture shows.
func Pixels(img *ebiten.Image) *image.RGBA {
	pix := image.NewRGBA(img.Bounds())
	img.ReadPixels(pix.Pix)
	return pix
}

// Keep writes a picture as NAME.png into Folder, where there is one.
func Keep(t testing.TB, name string, pix *image.RGBA) {
	t.Helper()
	if err := Save(name, pix); err != nil {
		t.Fatal(err)
	}
}

// Save is Keep for a goroutine that is not the test's own.
func Save(name string, pix *image.RGBA) error {
	if Folder == "" {
		return nil
	}
	if err := os.MkdirAll(Folder, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(Folder, name+".png"))
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
