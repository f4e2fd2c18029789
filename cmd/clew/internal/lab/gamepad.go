package lab

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
)

// gamepadShortcuts map gamepad buttons to the Lab's keys: the D-pad steps and
// selects, shoulders step faster, triggers find inputs and corrections, the
// right stick moves the timeline, the left stick walks.
var gamepadShortcuts = []ui.GamepadShortcut{
	{Button: input.ButtonWest, Key: ebiten.KeySpace},
	{Button: input.ButtonEast, Key: ebiten.KeyEscape},
	{Button: input.ButtonNorth, Key: ebiten.KeyE},
	{Button: input.ButtonDpadLeft, Key: ebiten.KeyComma}, {Button: input.ButtonDpadRight, Key: ebiten.KeyPeriod},
	{Button: input.ButtonDpadUp, Key: ebiten.KeyTab, Shift: true}, {Button: input.ButtonDpadDown, Key: ebiten.KeyTab},
	{Button: input.ButtonLeftShoulder, Key: ebiten.KeyArrowLeft}, {Button: input.ButtonRightShoulder, Key: ebiten.KeyArrowRight},
	{Button: input.ButtonLeftTrigger, Key: ebiten.KeyI}, {Button: input.ButtonRightTrigger, Key: ebiten.KeyC},
	{Button: input.RightStickUp, Key: ebiten.KeyEqual}, {Button: input.RightStickDown, Key: ebiten.KeyMinus},
	{Button: input.RightStickLeft, Key: ebiten.KeyPageUp}, {Button: input.RightStickRight, Key: ebiten.KeyPageDown},
	{Button: input.LeftStickUp, Key: ebiten.KeyW}, {Button: input.LeftStickDown, Key: ebiten.KeyS},
	{Button: input.LeftStickLeft, Key: ebiten.KeyA}, {Button: input.LeftStickRight, Key: ebiten.KeyD},
}

// Additional shortcuts of a plain Lab and of one with a lesson.
var (
	labShortcuts = []ui.GamepadShortcut{
		{Button: input.ButtonStart, Key: ebiten.KeyM}, {Button: input.ButtonSelect, Key: ebiten.KeyV},
		{Button: input.ButtonLeftStick, Key: ebiten.KeyF6}, {Button: input.ButtonRightStick, Key: ebiten.KeyR},
	}
	lessonShortcuts = []ui.GamepadShortcut{
		{Button: input.ButtonStart, Key: ebiten.KeyF10}, {Button: input.ButtonSelect, Key: ebiten.KeyF2},
		{Button: input.ButtonLeftStick, Key: ebiten.KeyF9}, {Button: input.ButtonRightStick, Key: ebiten.KeyF8},
	}
)

// shortcuts returns the shortcuts of this Lab.
func (l *Lab) shortcuts() []ui.GamepadShortcut {
	more := labShortcuts
	if l.side != nil {
		more = lessonShortcuts
	}
	return append(gamepadShortcuts[:len(gamepadShortcuts):len(gamepadShortcuts)], more...)
}

// focusActions handles South: it focuses the buttons for the selection or,
// without any, goes to its start.
func (l *Lab) focusActions() {
	for _, s := range []*ui.Panel{l.actions.packet, l.actions.start} {
		if s.Shown() {
			s.TakeKeyboard()
			s.Focus(0)
			return
		}
	}
	l.goToStart()
}
