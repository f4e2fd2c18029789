package kit

import (
	"fmt"
	"os"
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
		fmt.Fprintln(os.Stderr, "tests of widgets need a screen, xvfb-run lends one:", err)
		os.Exit(2)
	}
	os.Exit(r.code)
}
