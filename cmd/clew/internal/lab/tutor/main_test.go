package tutor

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// runner runs the tests inside Ebitengine's loop, where pictures have pixels.
type runner struct {
	m    *testing.M
	code int
}

func (r *runner) Update() error {
	r.code = r.m.Run()
	return ebiten.Termination
}

func (*runner) Draw(*ebiten.Image) {}

func (*runner) Layout(int, int) (int, int) { return 320, 180 }

func TestMain(m *testing.M) {
	r := &runner{m: m}
	ebiten.SetWindowSize(320, 180)
	if err := ebiten.RunGame(r); err != nil {
		fmt.Fprintln(os.Stderr, "tests of the tutor need a screen, xvfb-run lends one:", err)
		os.Exit(2)
	}
	os.Exit(r.code)
}

// shots is the folder that pictures are kept in; empty: none is kept.
var shots = os.Getenv("CLEW_PICTURES")

// pixels is what a picture shows.
func pixels(img *ebiten.Image) *image.RGBA {
	pix := image.NewRGBA(img.Bounds())
	img.ReadPixels(pix.Pix)
	return pix
}

// save keeps a picture as a file.
func save(t *testing.T, name string, pix *image.RGBA) {
	t.Helper()
	if shots == "" {
		return
	}
	if err := os.MkdirAll(shots, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(shots, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, pix); err != nil {
		t.Fatal(err)
	}
}
