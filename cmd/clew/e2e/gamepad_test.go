//go:build linux

package e2e

import (
	"image"
	"image/color"
	"os/exec"
	"testing"
)

// gamepadPlayer is a window, and a gamepad in the hands of the one who plays; see
// plugged for what is real about that.
type gamepadPlayer struct {
	*window
	pad *xpad
}

// tapPad presses a button for as long as a thumb does, which is some frames, and
// waits until that can be seen.
func (p *gamepadPlayer) tapPad(button uint16) {
	p.t.Helper()
	p.pad.press(button, true)
	p.frames(3)
	p.pad.press(button, false)
	p.frames(2)
}

// tapCross pushes the cross in a direction, likewise.
func (p *gamepadPlayer) tapCross(axis uint16, way int32) {
	p.t.Helper()
	p.pad.lean(axis, way)
	p.frames(3)
	p.pad.lean(axis, 0)
	p.frames(2)
}

// TestGamepad plays with nothing but a gamepad: from the menu into a maze, about
// in it with the stick, through the panels, back, and out of the game.
func TestGamepad(t *testing.T) {
	p := &gamepadPlayer{}
	var ok bool
	p.window = openAs(t, "gamepad", opening, func(cmd *exec.Cmd) { p.pad, ok = plugged(t, cmd) })
	if !ok {
		return
	}
	p.sees("the menu", hasMenu)
	p.hands("sleep", "0.1") // on nothing, for now the window has the keyboard and with it the gamepad
	p.frames(30)
	p.tapCross(crossY, 1)
	p.frames(20)
	p.keep("menu")
	p.tapCross(crossY, -1)
	p.tapPad(buttonA)
	p.sees("the levels", hasForm)
	p.keep("levels")
	p.tapPad(buttonA)
	p.sees("a maze and oneself in it", inMaze)
	p.walksByStick()
	p.keep("walked")
	p.panels()
	p.tapPad(buttonStart)
	p.frames(5)
	p.keep("pause")
	p.tapCross(crossY, -1) // past the first to the last: Leave
	p.tapPad(buttonA)
	p.sees("a screen of the menu", hasForm)
	p.tapPad(buttonB)
	p.sees("the menu", hasMenu)
	p.tapCross(crossY, -1) // past the first to the last: Quit
	p.pad.press(buttonA, true)
	p.endsWell()
}

// walksByStick walks wherever there is a way from a start of the first level,
// with the stick between two directions.
func (p *gamepadPlayer) walksByStick() {
	p.t.Helper()
	begun := p.look()
	lie := begun.ground(image.Point{})
	from, _ := begun.body("A", lie)
	p.pad.lean(axisX, fullStick*3/4)
	p.pad.lean(axisY, fullStick*3/4)
	p.sees("its player elsewhere", func(shot picture) bool {
		at, ok := shot.body("A", lie)
		return ok && at.from(from) > 0.8
	})
	p.pad.lean(axisX, 900) // no stick rests quite in the middle
	p.pad.lean(axisY, -1200)
	still, last := 0, spot{}
	p.sees("its player standing", func(shot picture) bool {
		at, ok := shot.body("A", lie)
		if still++; !ok || at.from(last) > 0.03 {
			still = 0
		}
		last = at
		return still >= 8
	})
}

// panels opens and closes what lies over the maze.
func (p *gamepadPlayer) panels() {
	p.t.Helper()
	right := image.Rect(345, 110, wide, 235) // where no hint and no small sentence comes or goes
	p.opens("legend", right, func() { p.tapPad(buttonY) }, func() { p.tapPad(buttonB) })
	p.opens("net graph", right, func() { p.tapPad(leftBumper) }, func() { p.tapPad(leftBumper) })
	p.opens("who is here", image.Rect(200, 110, 440, 235), func() { p.pad.press(buttonX, true) }, func() { p.pad.press(buttonX, false) })
	trigger := func() {
		p.pad.lean(axisZ, fullTrigger)
		p.frames(3)
		p.pad.lean(axisZ, 0)
	}
	p.opens("lag", right, func() {
		trigger()
		p.tapPad(buttonA) // into the panel
		p.tapCross(crossY, 1)
	}, func() {
		p.tapPad(buttonB)
		trigger()
	})
}

// opens opens something, and closes it: there are more words in a part of the
// picture, and fewer again.
func (p *gamepadPlayer) opens(what string, where image.Rectangle, open, close func()) {
	p.t.Helper()
	const few = 100 // pixels: a few words have more
	before := p.look().count(where, lettering, 40)
	open()
	p.sees(what, func(shot picture) bool { return shot.count(where, lettering, 40) > before+few })
	p.frames(10)
	p.keep(what)
	close()
	p.sees(what+" no more", func(shot picture) bool { return shot.count(where, lettering, 40) < before+few })
}

// lettering is the colour of words.
var lettering = color.RGBA{0xE8, 0xE6, 0xE1, 0xFF}
