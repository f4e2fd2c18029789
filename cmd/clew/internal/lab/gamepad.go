package lab

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
)

// gamepadShortcuts is what the buttons of a gamepad stand for: the cross steps and
// picks, the shoulders go faster, the triggers find inputs and corrections, the
// right stick moves the timeline, and the left one walks.
var gamepadShortcuts = []kit.GamepadShortcut{
	{Button: pad.ButtonWest, Key: ebiten.KeySpace},
	{Button: pad.ButtonEast, Key: ebiten.KeyEscape},
	{Button: pad.ButtonNorth, Key: ebiten.KeyE},
	{Button: pad.ButtonDpadLeft, Key: ebiten.KeyComma}, {Button: pad.ButtonDpadRight, Key: ebiten.KeyPeriod},
	{Button: pad.ButtonDpadUp, Key: ebiten.KeyTab, Shift: true}, {Button: pad.ButtonDpadDown, Key: ebiten.KeyTab},
	{Button: pad.ButtonLeftShoulder, Key: ebiten.KeyArrowLeft}, {Button: pad.ButtonRightShoulder, Key: ebiten.KeyArrowRight},
	{Button: pad.ButtonLeftTrigger, Key: ebiten.KeyI}, {Button: pad.ButtonRightTrigger, Key: ebiten.KeyC},
	{Button: pad.RightStickUp, Key: ebiten.KeyEqual}, {Button: pad.RightStickDown, Key: ebiten.KeyMinus},
	{Button: pad.RightStickLeft, Key: ebiten.KeyPageUp}, {Button: pad.RightStickRight, Key: ebiten.KeyPageDown},
	{Button: pad.LeftStickUp, Key: ebiten.KeyW}, {Button: pad.LeftStickDown, Key: ebiten.KeyS},
	{Button: pad.LeftStickLeft, Key: ebiten.KeyA}, {Button: pad.LeftStickRight, Key: ebiten.KeyD},
}

// labShortcuts are those of a Lab with nothing beside it, taught those of one with a
// lesson.
var (
	labShortcuts = []kit.GamepadShortcut{
		{Button: pad.ButtonStart, Key: ebiten.KeyM}, {Button: pad.ButtonSelect, Key: ebiten.KeyV},
		{Button: pad.ButtonLeftStick, Key: ebiten.KeyF6}, {Button: pad.ButtonRightStick, Key: ebiten.KeyR},
	}
	lessonShortcuts = []kit.GamepadShortcut{
		{Button: pad.ButtonStart, Key: ebiten.KeyF10}, {Button: pad.ButtonSelect, Key: ebiten.KeyF2},
		{Button: pad.ButtonLeftStick, Key: ebiten.KeyF9}, {Button: pad.ButtonRightStick, Key: ebiten.KeyF8},
	}
)

// shortcuts are all that hold in this Lab.
func (l *Lab) shortcuts() []kit.GamepadShortcut {
	more := labShortcuts
	if l.side != nil {
		more = lessonShortcuts
	}
	return append(gamepadShortcuts[:len(gamepadShortcuts):len(gamepadShortcuts)], more...)
}

// focusActions is what South does: it goes to the buttons for what is picked out. Where
// there are none, it goes to where that began.
func (l *Lab) focusActions() {
	for _, s := range []*kit.Panel{l.actions.packet, l.actions.start} {
		if s.Shown() {
			s.TakeKeyboard()
			s.Focus(0)
			return
		}
	}
	l.goToStart()
}
