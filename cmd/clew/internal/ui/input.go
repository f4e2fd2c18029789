package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/input"
)

// Input is the state of keyboard, mouse and gamepad in the current tick.
// Durations are in ticks: 1 in the tick of the press, 0 while released.
type Input interface {
	// KeyPressDuration returns how long k has been down.
	KeyPressDuration(k ebiten.Key) int
	// AppendChars appends the characters typed in this tick.
	AppendChars(buf []rune) []rune
	// Cursor returns the mouse position in px of the window.
	Cursor() image.Point
	// MousePressDuration returns how long the left mouse button has been down.
	MousePressDuration() int
	// Wheel returns how far the mouse wheel was turned; up is positive.
	Wheel() float64
	// ButtonPressDuration returns how long b has been down on a gamepad.
	ButtonPressDuration(b input.Button) int
}

// defaultInput is the Input of roots created without one.
var defaultInput Input = deviceInput{}

// SetDefaultInput sets the Input of roots that are created without one from now
// on; nil restores the real devices. For tests of whole screens.
func SetDefaultInput(in Input) {
	if in == nil {
		in = deviceInput{}
	}
	defaultInput = in
}

// deviceInput reads the real keyboard, mouse and gamepads. Use it from Update
// only.
type deviceInput struct{}

// KeyPressDuration implements Input.
func (deviceInput) KeyPressDuration(k ebiten.Key) int { return inpututil.KeyPressDuration(k) }

// AppendChars implements Input.
func (deviceInput) AppendChars(buf []rune) []rune { return ebiten.AppendInputChars(buf) }

// Cursor implements Input.
func (deviceInput) Cursor() image.Point { return image.Pt(ebiten.CursorPosition()) }

// MousePressDuration implements Input.
func (deviceInput) MousePressDuration() int {
	return inpututil.MouseButtonPressDuration(ebiten.MouseButtonLeft)
}

// Wheel implements Input.
func (deviceInput) Wheel() float64 {
	_, y := ebiten.Wheel()
	return y
}

// ButtonPressDuration implements Input.
func (deviceInput) ButtonPressDuration(b input.Button) int {
	return input.EbitenGamepad{}.PressDuration(b)
}

// Key repeat, in ticks.
const (
	repeatDelay = 24
	repeatEvery = 3
)

// repeatsAt reports whether a key that has been down for held ticks fires now:
// at once, then repeatedly.
func repeatsAt(held int) bool {
	return held == 1 || held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0
}

// pressedOrRepeated reports whether one of the keys was pressed or repeats in
// this tick. A key held since before the panel took the keyboard, such as a
// walking key, does not repeat.
func pressedOrRepeated(in *gamepadInput, keys ...ebiten.Key) bool {
	for _, k := range keys {
		if held := in.KeyPressDuration(k); repeatsAt(held) && held <= in.root.focusTicks {
			return true
		}
	}
	return false
}

// justPressed reports whether one of the keys was pressed in this tick.
func justPressed(in Input, keys ...ebiten.Key) bool {
	for _, k := range keys {
		if in.KeyPressDuration(k) == 1 {
			return true
		}
	}
	return false
}

// shiftHeld reports whether a Shift key is down.
func shiftHeld(in Input) bool {
	return in.KeyPressDuration(ebiten.KeyShiftLeft) > 0 || in.KeyPressDuration(ebiten.KeyShiftRight) > 0
}
