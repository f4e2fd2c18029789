package kit

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// Chord is a button of a gamepad that stands for a key, perhaps with Shift.
type Chord struct {
	Button pad.Button
	Key    ebiten.Key
	Shift  bool
}

// menuGrip is what the buttons stand for while a sheet has the keyboard.
var menuGrip = []Chord{
	{Button: pad.PadUp, Key: ebiten.KeyArrowUp}, {Button: pad.StickUp, Key: ebiten.KeyArrowUp},
	{Button: pad.PadDown, Key: ebiten.KeyArrowDown}, {Button: pad.StickDown, Key: ebiten.KeyArrowDown},
	{Button: pad.PadLeft, Key: ebiten.KeyArrowLeft}, {Button: pad.StickLeft, Key: ebiten.KeyArrowLeft},
	{Button: pad.PadRight, Key: ebiten.KeyArrowRight}, {Button: pad.StickRight, Key: ebiten.KeyArrowRight},
	{Button: pad.South, Key: ebiten.KeyEnter},
	{Button: pad.East, Key: ebiten.KeyEscape}, {Button: pad.Start, Key: ebiten.KeyEscape},
	{Button: pad.West, Key: ebiten.KeyBackspace},
	{Button: pad.LeftShoulder, Key: ebiten.KeyTab, Shift: true}, {Button: pad.RightShoulder, Key: ebiten.KeyTab},
	{Button: pad.LeftTrigger, Key: ebiten.KeyPageDown}, {Button: pad.RightTrigger, Key: ebiten.KeyPageUp}, // less and more
	{Button: pad.LookUp, Key: ebiten.KeyPageUp}, {Button: pad.LookDown, Key: ebiten.KeyPageDown},
}

// grip is the hands of a desk: what a gamepad does in them counts as keys.
type grip struct {
	Hands
	desk *Desk
}

// Held implements Hands.
func (g *grip) Held(k ebiten.Key) int {
	most := g.Hands.Held(k)
	chords := g.desk.Loose
	if g.desk.busy {
		chords = menuGrip
	}
	for i := range chords {
		c := &chords[i]
		if c.Key == k || c.Shift && k == ebiten.KeyShiftLeft {
			most = max(most, g.Button(c.Button))
		}
	}
	return most
}

// loose is the gamepad of a desk while no sheet has it.
type loose struct{ desk *Desk }

// Held implements pad.Buttons.
func (l loose) Held(b pad.Button) int {
	if l.desk.busy {
		return 0
	}
	return l.desk.hands.Button(b)
}
