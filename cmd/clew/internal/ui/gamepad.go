package ui

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

// GamepadShortcut maps a gamepad button to a key, optionally with Shift.
type GamepadShortcut struct {
	Button input.Button
	Key    ebiten.Key
	Shift  bool
}

// menuShortcuts apply while a panel has the keyboard.
var menuShortcuts = []GamepadShortcut{
	{Button: input.ButtonDpadUp, Key: ebiten.KeyArrowUp}, {Button: input.LeftStickUp, Key: ebiten.KeyArrowUp},
	{Button: input.ButtonDpadDown, Key: ebiten.KeyArrowDown}, {Button: input.LeftStickDown, Key: ebiten.KeyArrowDown},
	{Button: input.ButtonDpadLeft, Key: ebiten.KeyArrowLeft}, {Button: input.LeftStickLeft, Key: ebiten.KeyArrowLeft},
	{Button: input.ButtonDpadRight, Key: ebiten.KeyArrowRight}, {Button: input.LeftStickRight, Key: ebiten.KeyArrowRight},
	{Button: input.ButtonSouth, Key: ebiten.KeyEnter},
	{Button: input.ButtonEast, Key: ebiten.KeyEscape}, {Button: input.ButtonStart, Key: ebiten.KeyEscape},
	{Button: input.ButtonWest, Key: ebiten.KeyBackspace},
	{Button: input.ButtonLeftShoulder, Key: ebiten.KeyTab, Shift: true}, {Button: input.ButtonRightShoulder, Key: ebiten.KeyTab},
	{Button: input.ButtonLeftTrigger, Key: ebiten.KeyPageDown}, {Button: input.ButtonRightTrigger, Key: ebiten.KeyPageUp}, // decrease and increase
	{Button: input.RightStickUp, Key: ebiten.KeyPageUp}, {Button: input.RightStickDown, Key: ebiten.KeyPageDown},
}

// gamepadInput is a root's Input, in which gamepad buttons also count as keys.
type gamepadInput struct {
	Input
	root *Root
}

// KeyPressDuration implements Input.
func (g *gamepadInput) KeyPressDuration(k ebiten.Key) int {
	longest := g.Input.KeyPressDuration(k)
	shortcuts := g.root.Shortcuts
	if g.root.hadFocus {
		shortcuts = menuShortcuts
	}
	for i := range shortcuts {
		c := &shortcuts[i]
		if c.Key == k || c.Shift && k == ebiten.KeyShiftLeft {
			longest = max(longest, g.ButtonPressDuration(c.Button))
		}
	}
	return longest
}

// unfocusedGamepad is the gamepad as seen outside the panels: nothing is
// pressed while a panel has the keyboard.
type unfocusedGamepad struct{ root *Root }

// PressDuration implements input.Gamepad.
func (l unfocusedGamepad) PressDuration(b input.Button) int {
	if l.root.hadFocus {
		return 0
	}
	return l.root.input.ButtonPressDuration(b)
}
