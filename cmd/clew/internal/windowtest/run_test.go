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

// Pictures keep what is on them from one frame to the next, and the loop does
// nothing while a test has its turn.
func TestFrames(t *testing.T) {
	img := ebiten.NewImage(3, 2)
	defer img.Deallocate()
	for n := range byte(5) {
		img.Set(1, 1, color.RGBA{R: n, A: 255})
		Frame()
		if got := Pixels(img).RGBAAt(1, 1); got != (color.RGBA{R: n, A: 255}) {
			t.Fatalf("frame %d: %v", n, got)
		}
	}
}

// Pictures become files where there is a folder for them, which need not exist.
func TestSave(t *testing.T) {
	defer func(f string) { Folder = f }(Folder)
	pix := image.NewRGBA(image.Rect(0, 0, 3, 2))
	Folder = ""
	if err := Save("none", pix); err != nil {
		t.Error(err)
	}
	Folder = filepath.Join(t.TempDir(), "a", "b")
	if err := Save("one", pix); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(Folder, "one.png")); err != nil {
		t.Error(err)
	}
	Folder = filepath.Join(Folder, "one.png") // where none can be
	if Save("two", pix) == nil {
		t.Error("a file is a folder")
	}
}
