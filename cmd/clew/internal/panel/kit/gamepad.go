package kit

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// GamepadShortcut is a button of a gamepad that stands for a key, perhaps with Shift.
type GamepadShortcut struct {
	Button pad.Button
	Key    ebiten.Key
	Shift  bool
}

// menuShortcuts is what the buttons stand for while a sheet has the keyboard.
var menuShortcuts = []GamepadShortcut{
	{Button: pad.ButtonDpadUp, Key: ebiten.KeyArrowUp}, {Button: pad.LeftStickUp, Key: ebiten.KeyArrowUp},
	{Button: pad.ButtonDpadDown, Key: ebiten.KeyArrowDown}, {Button: pad.LeftStickDown, Key: ebiten.KeyArrowDown},
	{Button: pad.ButtonDpadLeft, Key: ebiten.KeyArrowLeft}, {Button: pad.LeftStickLeft, Key: ebiten.KeyArrowLeft},
	{Button: pad.ButtonDpadRight, Key: ebiten.KeyArrowRight}, {Button: pad.LeftStickRight, Key: ebiten.KeyArrowRight},
	{Button: pad.ButtonSouth, Key: ebiten.KeyEnter},
	{Button: pad.ButtonEast, Key: ebiten.KeyEscape}, {Button: pad.ButtonStart, Key: ebiten.KeyEscape},
	{Button: pad.ButtonWest, Key: ebiten.KeyBackspace},
	{Button: pad.ButtonLeftShoulder, Key: ebiten.KeyTab, Shift: true}, {Button: pad.ButtonRightShoulder, Key: ebiten.KeyTab},
	{Button: pad.ButtonLeftTrigger, Key: ebiten.KeyPageDown}, {Button: pad.ButtonRightTrigger, Key: ebiten.KeyPageUp}, // less and more
	{Button: pad.RightStickUp, Key: ebiten.KeyPageUp}, {Button: pad.RightStickDown, Key: ebiten.KeyPageDown},
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

// PressDuration implements pad.Gamepad.
func (l unfocusedGamepad) PressDuration(b pad.Button) int {
	if l.root.hadFocus {
		return 0
	}
	return l.root.input.ButtonPressDuration(b)
}
