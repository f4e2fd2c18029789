package screen

import (
	"fmt"
	"os"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// runner runs the tests beside Ebitengine's loop, and gives them frames.
type runner struct {
	m    *testing.M
	code chan int
}

// frames are given to tests that draw: only within a frame do pictures have
// pixels, and only between two are those that nobody needs any more let go.
var frames = make(chan chan struct{})

// inFrame runs something within a frame of Ebitengine's. All that makes pictures
// belongs there, for the loop goes on beside the test.
func inFrame(do func()) {
	over := make(chan struct{})
	defer close(over)
	frames <- over
	do()
}

// Update implements ebiten.Game.
func (r *runner) Update() error {
	select {
	case over := <-frames:
		<-over
		return nil
	case code := <-r.code:
		r.code <- code
		return ebiten.Termination
	}
}

// Draw implements ebiten.Game.
func (*runner) Draw(*ebiten.Image) {}

// Layout implements ebiten.Game.
func (*runner) Layout(int, int) (int, int) { return 320, 180 }

func TestMain(m *testing.M) {
	r := &runner{m: m, code: make(chan int, 1)}
	go func() { r.code <- m.Run() }()
	ebiten.SetWindowSize(320, 180)
	if err := ebiten.RunGame(r); err != nil {
		fmt.Fprintln(os.Stderr, "tests of screens need a screen, xvfb-run lends one:", err)
		os.Exit(2)
	}
	os.Exit(<-r.code)
}
