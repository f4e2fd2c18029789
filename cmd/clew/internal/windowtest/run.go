// Package windowtest runs the tests of packages that draw. Pictures have pixels
// only while Ebitengine's loop runs, and may be made and read only where the loop
// does not do so, too. So here the loop stands still within a frame as long as
// tests run, and goes on to its next frame when one asks it to. What tests have
// drawn can be kept as files.
package windowtest

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// Main runs the tests of a package within a frame and ends the program. It is
// what TestMain does:
//
//	func TestMain(m *testing.M) { windowtest.Main(m) }
//
// Where there is no display it says so, and exits with code 2.
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

// NextFrame lets the loop finish its frame, and comes back within the next one.
// Ebitengine lets go of pictures that the garbage collector has found only between
// two, and their pixels, which are not Go's, do not call the collector: a test
// that draws many calls this before each. It is for the goroutine of a test, one
// at a time.
func NextFrame() {
	runtime.GC()
	frameDone <- struct{}{}
	<-inFrame
}

// The tests and the loop take turns: a frame ends with next, and from within on
// the tests have it.
var frameDone, inFrame = make(chan struct{}), make(chan struct{})

// The window that the loop has; tests draw to pictures of their own.
const width, height = 320, 180

// loop is the game that Ebitengine runs meanwhile.
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
