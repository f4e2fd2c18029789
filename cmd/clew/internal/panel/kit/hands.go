package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/input/gamepad"
	"clew/cmd/clew/internal/input/pad"
)

// Hands are what a person does with the keyboard, the mouse and a gamepad in
// this tick.
type Hands interface {
	// Held is for how many ticks k has been down: 1 in the tick in which it
	// went down, 0 while it is up.
	Held(k ebiten.Key) int
	// Chars appends the characters that were typed in this tick.
	Chars(buf []rune) []rune
	// Cursor is where the mouse points, in pixels of the window.
	Cursor() image.Point
	// Pressed is for how many ticks the left mouse button has been down.
	Pressed() int
	// Wheel is how far the mouse wheel was turned; up is positive.
	Wheel() float64
	// Button is for how many ticks a gamepad's b has been down, as Held.
	Button(b pad.Button) int
}

// usual are the hands of desks that were given none.
var usual Hands = Device{}

// SetHands has desks that are made from now on without hands of their own worked
// by these; nil: by the real ones. Tests that look at whole screens work those
// so.
func SetHands(h Hands) {
	if h == nil {
		h = Device{}
	}
	usual = h
}

// Device is the real keyboard and mouse, and the real gamepads as
// gamepad.Tick last read them. Use it from Update only.
type Device struct{}

// Held implements Hands.
func (Device) Held(k ebiten.Key) int { return inpututil.KeyPressDuration(k) }

// Chars implements Hands.
func (Device) Chars(buf []rune) []rune { return ebiten.AppendInputChars(buf) }

// Cursor implements Hands.
func (Device) Cursor() image.Point { return image.Pt(ebiten.CursorPosition()) }

// Pressed implements Hands.
func (Device) Pressed() int { return inpututil.MouseButtonPressDuration(ebiten.MouseButtonLeft) }

// Wheel implements Hands.
func (Device) Wheel() float64 {
	_, y := ebiten.Wheel()
	return y
}

// Button implements Hands.
func (Device) Button(b pad.Button) int { return gamepad.Device{}.Held(b) }

// When a key that is held repeats, in ticks.
const (
	repeatDelay = 24
	repeatEvery = 3
)

// repeats says whether a key that has been down for this many ticks acts now,
// the first time included.
func repeats(held int) bool {
	return held == 1 || held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0
}

// acts says whether one of the keys went down or repeats in this tick. What has
// been held since before the keyboard was the sheet's, such as the key with which
// one walks, repeats nothing there.
func acts(h *grip, keys ...ebiten.Key) bool {
	for _, k := range keys {
		if held := h.Held(k); repeats(held) && held <= h.desk.since {
			return true
		}
	}
	return false
}

// struck says whether one of the keys went down in this tick.
func struck(h Hands, keys ...ebiten.Key) bool {
	for _, k := range keys {
		if h.Held(k) == 1 {
			return true
		}
	}
	return false
}

// shifted says whether a shift key is down.
func shifted(h Hands) bool {
	return h.Held(ebiten.KeyShiftLeft) > 0 || h.Held(ebiten.KeyShiftRight) > 0
}
