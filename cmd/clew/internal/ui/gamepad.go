package ui

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

// GamepadShortcut is a button of a gamepad that stands for a key, perhaps with Shift.
type GamepadShortcut struct {
	Button input.Button
	Key    ebiten.Key
	Shift  bool
}

// menuShortcuts is what the buttons stand for while a sheet has the keyboard.
var menuShortcuts = []GamepadShortcut{
	{Button: input.ButtonDpadUp, Key: ebiten.KeyArrowUp}, {Button: input.LeftStickUp, Key: ebiten.KeyArrowUp},
	{Button: input.ButtonDpadDown, Key: ebiten.KeyArrowDown}, {Button: input.LeftStickDown, Key: ebiten.KeyArrowDown},
	{Button: input.ButtonDpadLeft, Key: ebiten.KeyArrowLeft}, {Button: input.LeftStickLeft, Key: ebiten.KeyArrowLeft},
	{Button: input.ButtonDpadRight, Key: ebiten.KeyArrowRight}, {Button: input.LeftStickRight, Key: ebiten.KeyArrowRight},
	{Button: input.ButtonSouth, Key: ebiten.KeyEnter},
	{Button: input.ButtonEast, Key: ebiten.KeyEscape}, {Button: input.ButtonStart, Key: ebiten.KeyEscape},
	{Button: input.ButtonWest, Key: ebiten.KeyBackspace},
	{Button: input.ButtonLeftShoulder, Key: ebiten.KeyTab, Shift: true}, {Button: input.ButtonRightShoulder, Key: ebiten.KeyTab},
	{Button: input.ButtonLeftTrigger, Key: ebiten.KeyPageDown}, {Button: input.ButtonRightTrigger, Key: ebiten.KeyPageUp}, // less and more
	{Button: input.RightStickUp, Key: ebiten.KeyPageUp}, {Button: input.RightStickDown, Key: ebiten.KeyPageDown},
}

// gamepadInput is the hands of a desk: what a gamepad does in them counts as keys.
type gamepadInput struct {
	Input
	root *Root
}

// KeyPressDuration implements Hands.
func (g *gamepadInput) KeyPressDuration(k ebiten.Key) int {
	most := g.Input.KeyPressDuration(k)
	chords := g.root.Shortcuts
	if g.root.hadFocus {
		chords = menuShortcuts
	}
	for i := range chords {
		c := &chords[i]
		if c.Key == k || c.Shift && k == ebiten.KeyShiftLeft {
			most = max(most, g.ButtonPressDuration(c.Button))
		}
	}
	return most
}

// unfocusedGamepad is the gamepad of a desk while no sheet has it.
type unfocusedGamepad struct{ root *Root }

// PressDuration implements input.Gamepad.
func (l unfocusedGamepad) PressDuration(b input.Button) int {
	if l.root.hadFocus {
		return 0
	}
	return l.root.input.ButtonPressDuration(b)
}
