// Package gamepad reads the gamepads that are plugged in. Those with the
// standard layout count, whoever made them: Ebitengine knows of most how
// theirs is arranged. All of them together are one, as all keyboards are.
package gamepad

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// real are the gamepads of this machine, of which a process has as many as it
// has keyboards.
var real reader

// Tick reads the gamepads of this machine, which the window has while it has
// the keyboard. Call it once in each tick, from Update, before anybody asks for
// them.
func Tick() { real.tick(device{}) }

// Device is the gamepads of this machine, as Tick last read them. Use it from
// Update only.
type Device struct{}

// Held implements pad.Buttons.
func (Device) Held(b pad.Button) int { return real.pad.Held(b) }

// source is what Ebitengine tells of gamepads.
type source interface {
	ids(buf []ebiten.GamepadID) []ebiten.GamepadID
	standard(ebiten.GamepadID) bool
	pressed(ebiten.GamepadID, ebiten.StandardGamepadButton) bool
	axis(ebiten.GamepadID, ebiten.StandardGamepadAxis) float64
}

// device is Ebitengine itself.
type device struct{}

func (device) ids(buf []ebiten.GamepadID) []ebiten.GamepadID {
	if !ebiten.IsFocused() {
		return buf
	}
	return ebiten.AppendGamepadIDs(buf)
}

func (device) standard(id ebiten.GamepadID) bool { return ebiten.IsStandardGamepadLayoutAvailable(id) }

func (device) pressed(id ebiten.GamepadID, b ebiten.StandardGamepadButton) bool {
	return ebiten.IsStandardGamepadButtonPressed(id, b)
}

func (device) axis(id ebiten.GamepadID, a ebiten.StandardGamepadAxis) float64 {
	return ebiten.StandardGamepadAxisValue(id, a)
}

// reader makes one gamepad of all.
type reader struct {
	pad  pad.Pad
	list []ebiten.GamepadID
}

func (r *reader) tick(from source) {
	var s pad.State
	r.list = from.ids(r.list[:0])
	for _, id := range r.list {
		if !from.standard(id) {
			continue
		}
		for b, of := range places {
			s.Down[of] = s.Down[of] || from.pressed(id, ebiten.StandardGamepadButton(b))
		}
		s.Left = farther(s.Left, stick(from, id, ebiten.StandardGamepadAxisLeftStickHorizontal, ebiten.StandardGamepadAxisLeftStickVertical))
		s.Right = farther(s.Right, stick(from, id, ebiten.StandardGamepadAxisRightStickHorizontal, ebiten.StandardGamepadAxisRightStickVertical))
	}
	r.pad.Tick(s)
}

func stick(from source, id ebiten.GamepadID, x, y ebiten.StandardGamepadAxis) pad.Stick {
	return pad.Stick{X: from.axis(id, x), Y: from.axis(id, y)}
}

// farther is the one of two sticks that is pushed.
func farther(a, b pad.Stick) pad.Stick {
	if math.Hypot(b.X, b.Y) > math.Hypot(a.X, a.Y) {
		return b
	}
	return a
}

// places are Ebitengine's names of the buttons. The one in the very middle is
// the system's, and nobody's here.
var places = [ebiten.StandardGamepadButtonMax + 1]pad.Button{
	ebiten.StandardGamepadButtonRightBottom:      pad.South,
	ebiten.StandardGamepadButtonRightRight:       pad.East,
	ebiten.StandardGamepadButtonRightLeft:        pad.West,
	ebiten.StandardGamepadButtonRightTop:         pad.North,
	ebiten.StandardGamepadButtonFrontTopLeft:     pad.LeftShoulder,
	ebiten.StandardGamepadButtonFrontTopRight:    pad.RightShoulder,
	ebiten.StandardGamepadButtonFrontBottomLeft:  pad.LeftTrigger,
	ebiten.StandardGamepadButtonFrontBottomRight: pad.RightTrigger,
	ebiten.StandardGamepadButtonCenterLeft:       pad.Select,
	ebiten.StandardGamepadButtonCenterRight:      pad.Start,
	ebiten.StandardGamepadButtonLeftStick:        pad.LeftStick,
	ebiten.StandardGamepadButtonRightStick:       pad.RightStick,
	ebiten.StandardGamepadButtonLeftTop:          pad.PadUp,
	ebiten.StandardGamepadButtonLeftBottom:       pad.PadDown,
	ebiten.StandardGamepadButtonLeftLeft:         pad.PadLeft,
	ebiten.StandardGamepadButtonLeftRight:        pad.PadRight,
	ebiten.StandardGamepadButtonCenterCenter:     pad.None,
}
