package input

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

// gamepads is the state of all gamepads of this machine, merged.
var gamepads gamepadReader

// PollGamepads reads the gamepads of this machine, if the window has the focus.
// Call it once a tick, from Update, before any use of them.
func PollGamepads() { gamepads.poll(ebitenSource{}) }

// EbitenGamepad reads this machine's gamepads, merged, as of the last
// PollGamepads. Use it from Update only.
type EbitenGamepad struct{}

// PressDuration implements input.Gamepad.
func (EbitenGamepad) PressDuration(b Button) int { return gamepads.state.PressDuration(b) }

// gamepadSource reads gamepads; tests replace Ebitengine's.
type gamepadSource interface {
	appendIDs(buf []ebiten.GamepadID) []ebiten.GamepadID
	hasStandardLayout(ebiten.GamepadID) bool
	pressed(ebiten.GamepadID, ebiten.StandardGamepadButton) bool
	axis(ebiten.GamepadID, ebiten.StandardGamepadAxis) float64
}

// ebitenSource reads Ebitengine's gamepads.
type ebitenSource struct{}

func (ebitenSource) appendIDs(buf []ebiten.GamepadID) []ebiten.GamepadID {
	if !ebiten.IsFocused() {
		return buf
	}
	return ebiten.AppendGamepadIDs(buf)
}

func (ebitenSource) hasStandardLayout(id ebiten.GamepadID) bool {
	return ebiten.IsStandardGamepadLayoutAvailable(id)
}

func (ebitenSource) pressed(id ebiten.GamepadID, b ebiten.StandardGamepadButton) bool {
	return ebiten.IsStandardGamepadButtonPressed(id, b)
}

func (ebitenSource) axis(id ebiten.GamepadID, a ebiten.StandardGamepadAxis) float64 {
	return ebiten.StandardGamepadAxisValue(id, a)
}

// gamepadReader merges all gamepads into one.
type gamepadReader struct {
	state GamepadState
	ids   []ebiten.GamepadID
}

func (r *gamepadReader) poll(source gamepadSource) {
	var reading GamepadReading
	r.ids = source.appendIDs(r.ids[:0])
	for _, id := range r.ids {
		if !source.hasStandardLayout(id) {
			continue
		}
		for b, button := range ebitenButtons {
			reading.Down[button] = reading.Down[button] || source.pressed(id, ebiten.StandardGamepadButton(b))
		}
		reading.Left = strongerStick(reading.Left, readStick(source, id, ebiten.StandardGamepadAxisLeftStickHorizontal, ebiten.StandardGamepadAxisLeftStickVertical))
		reading.Right = strongerStick(reading.Right, readStick(source, id, ebiten.StandardGamepadAxisRightStickHorizontal, ebiten.StandardGamepadAxisRightStickVertical))
	}
	r.state.Update(reading)
}

func readStick(source gamepadSource, id ebiten.GamepadID, x, y ebiten.StandardGamepadAxis) StickPosition {
	return StickPosition{X: source.axis(id, x), Y: source.axis(id, y)}
}

// strongerStick returns the stick that is pushed further.
func strongerStick(a, b StickPosition) StickPosition {
	if math.Hypot(b.X, b.Y) > math.Hypot(a.X, a.Y) {
		return b
	}
	return a
}

// ebitenButtons maps Ebitengine's buttons to this package's. The one in the
// middle belongs to the system.
var ebitenButtons = [ebiten.StandardGamepadButtonMax + 1]Button{
	ebiten.StandardGamepadButtonRightBottom:      ButtonSouth,
	ebiten.StandardGamepadButtonRightRight:       ButtonEast,
	ebiten.StandardGamepadButtonRightLeft:        ButtonWest,
	ebiten.StandardGamepadButtonRightTop:         ButtonNorth,
	ebiten.StandardGamepadButtonFrontTopLeft:     ButtonLeftShoulder,
	ebiten.StandardGamepadButtonFrontTopRight:    ButtonRightShoulder,
	ebiten.StandardGamepadButtonFrontBottomLeft:  ButtonLeftTrigger,
	ebiten.StandardGamepadButtonFrontBottomRight: ButtonRightTrigger,
	ebiten.StandardGamepadButtonCenterLeft:       ButtonSelect,
	ebiten.StandardGamepadButtonCenterRight:      ButtonStart,
	ebiten.StandardGamepadButtonLeftStick:        ButtonLeftStick,
	ebiten.StandardGamepadButtonRightStick:       ButtonRightStick,
	ebiten.StandardGamepadButtonLeftTop:          ButtonDpadUp,
	ebiten.StandardGamepadButtonLeftBottom:       ButtonDpadDown,
	ebiten.StandardGamepadButtonLeftLeft:         ButtonDpadLeft,
	ebiten.StandardGamepadButtonLeftRight:        ButtonDpadRight,
	ebiten.StandardGamepadButtonCenterCenter:     NoButton,
}
