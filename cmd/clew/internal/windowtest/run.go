// Package windowtest runs tests that draw. Ebitengine's images can be read only
// while its loop runs, and only from within a frame. So Main starts the loop
// and holds it inside a frame while tests run; NextFrame lets it go on by one.
// Images can be saved as screenshots.
package windowtest

import (
	"fmt"
	"image"
	"os"
	"runtime"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// Main runs a package's tests within a frame and exits. Use it in TestMain:
//
//	func TestMain(m *testing.M) { windowtest.Main(m) }
//
// Without a display it says so and exits with code 2.
func Main(m *testing.M) {
	l := &loop{exit: make(chan int, 1)}
	ebiten.SetWindowSize(width, height)
	ebiten.SetTPS(ebiten.SyncWithFPS) // one Update is one frame
	go func() {
		<-inFrame
		l.exit <- m.Run()
	}()
	if err := ebiten.RunGame(l); err != nil {
		fmt.Fprintln(os.Stderr, "these tests open a window; xvfb-run lends them a screen:", err)
		os.Exit(2)
	}
	os.Exit(l.code)
}

// NextFrame lets the loop finish its frame and returns within the next one.
// Ebitengine frees images found by the garbage collector only between frames,
// and image memory does not trigger the collector, so tests that draw many
// images should call this before each. Call it from one test goroutine at a
// time.
func NextFrame() {
	runtime.GC()
	frameDone <- struct{}{}
	<-inFrame
}

// Drawn counts a picture that a test has drawn. Every second one calls
// NextFrame, since Ebitengine keeps all draw commands of a frame.
func Drawn() {
	if drawn++; drawn%2 == 0 {
		NextFrame()
	}
}

var drawn int

// NewImage returns a new image for a test to draw to as if to the screen. It first
// ends two frames, to release the images of earlier tests; otherwise those of all
// tests exist at once, some gigabytes. The image is unmanaged, like the screen:
// among the images drawn to it, it would make Ebitengine's atlases grow and multiply.
func NewImage(width, height int) *ebiten.Image {
	NextFrame() // runs the finalizers of what held images,
	NextFrame() // and those of the images
	return ebiten.NewImageWithOptions(image.Rect(0, 0, width, height), &ebiten.NewImageOptions{Unmanaged: true})
}

// Tests and loop take turns: inFrame hands over to the tests, frameDone back to
// the loop.
var frameDone, inFrame = make(chan struct{}), make(chan struct{})

// Size of the loop's window. Tests draw to images of their own.
const width, height = 320, 180

// loop is the game that Ebitengine runs.
type loop struct {
	exit chan int // the tests' exit code
	code int
}

// Update implements ebiten.Game.
func (l *loop) Update() error {
	inFrame <- struct{}{}
	select {
	case <-frameDone:
		return nil
	case l.code = <-l.exit:
		return ebiten.Termination
	}
}

// Draw implements ebiten.Game.
func (*loop) Draw(*ebiten.Image) {}

// Layout implements ebiten.Game.
func (*loop) Layout(int, int) (int, int) { return width, height }
