package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/input"
)

// Input are what a person does with the keyboard, the mouse and a gamepad in
// this tick.
type Input interface {
	// KeyPressDuration is for how many ticks k has been down: 1 in the tick in which it
	// went down, 0 while it is up.
	KeyPressDuration(k ebiten.Key) int
	// AppendChars appends the characters that were typed in this tick.
	AppendChars(buf []rune) []rune
	// Cursor is where the mouse points, in pixels of the window.
	Cursor() image.Point
	// MousePressDuration is for how many ticks the left mouse button has been down.
	MousePressDuration() int
	// Wheel is how far the mouse wheel was turned; up is positive.
	Wheel() float64
	// ButtonPressDuration is for how many ticks a gamepad's b has been down, as Held.
	ButtonPressDuration(b input.Button) int
}

// defaultInput are the hands of desks that were given none.
var defaultInput Input = DeviceInput{}

// SetDefaultInput has desks that are made from now on without hands of their own worked
// by these; nil: by the real ones. Tests that look at whole screens work those
// so.
func SetDefaultInput(h Input) {
	if h == nil {
		h = DeviceInput{}
	}
	defaultInput = h
}

// DeviceInput is the real keyboard and mouse, and the real gamepads as
// input.PollGamepads last read them. Use it from Update only.
type DeviceInput struct{}

// KeyPressDuration implements Hands.
func (DeviceInput) KeyPressDuration(k ebiten.Key) int { return inpututil.KeyPressDuration(k) }

// AppendChars implements Hands.
func (DeviceInput) AppendChars(buf []rune) []rune { return ebiten.AppendInputChars(buf) }

// Cursor implements Hands.
func (DeviceInput) Cursor() image.Point { return image.Pt(ebiten.CursorPosition()) }

// MousePressDuration implements Hands.
func (DeviceInput) MousePressDuration() int {
	return inpututil.MouseButtonPressDuration(ebiten.MouseButtonLeft)
}

// Wheel implements Hands.
func (DeviceInput) Wheel() float64 {
	_, y := ebiten.Wheel()
	return y
}

// ButtonPressDuration implements Hands.
func (DeviceInput) ButtonPressDuration(b input.Button) int {
	return input.EbitenGamepad{}.PressDuration(b)
}

// When a key that is held repeats, in ticks.
const (
	repeatDelay = 24
	repeatEvery = 3
)

// repeatsAt says whether a key that has been down for this many ticks acts now,
// the first time included.
func repeatsAt(held int) bool {
	return held == 1 || held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0
}

// pressedOrRepeated says whether one of the keys went down or repeats in this tick. What has
// been held since before the keyboard was the sheet's, such as the key with which
// one walks, repeats nothing there.
func pressedOrRepeated(h *gamepadInput, keys ...ebiten.Key) bool {
	for _, k := range keys {
		if held := h.KeyPressDuration(k); repeatsAt(held) && held <= h.root.focusTicks {
			return true
		}
	}
	return false
}

// justPressed says whether one of the keys went down in this tick.
func justPressed(h Input, keys ...ebiten.Key) bool {
	for _, k := range keys {
		if h.KeyPressDuration(k) == 1 {
			return true
		}
	}
	return false
}

// shiftHeld says whether a shift key is down.
func shiftHeld(h Input) bool {
	return h.KeyPressDuration(ebiten.KeyShiftLeft) > 0 || h.KeyPressDuration(ebiten.KeyShiftRight) > 0
}
