package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

// FakeInput is a scripted Input for tests. Actions apply to the current tick;
// NextTick starts the next one.
type FakeInput struct {
	held          map[ebiten.Key]int
	tappedKeys    []ebiten.Key
	chars         []rune
	cursor        image.Point
	mouse         int
	wheel         float64
	buttons       map[input.Button]int
	tappedButtons []input.Button
}

// NewFakeInput returns an Input with nothing pressed.
func NewFakeInput() *FakeInput {
	return &FakeInput{held: map[ebiten.Key]int{}, buttons: map[input.Button]int{}}
}

// HoldKeys presses keys until ReleaseKeys.
func (f *FakeInput) HoldKeys(keys ...ebiten.Key) {
	for _, k := range keys {
		f.held[k] = 1
	}
}

// ReleaseKeys releases keys.
func (f *FakeInput) ReleaseKeys(keys ...ebiten.Key) {
	for _, k := range keys {
		delete(f.held, k)
	}
}

// TapKeys presses keys for this tick only.
func (f *FakeInput) TapKeys(keys ...ebiten.Key) {
	f.HoldKeys(keys...)
	f.tappedKeys = append(f.tappedKeys, keys...)
}

// Type enters characters in this tick.
func (f *FakeInput) Type(text string) { f.chars = append(f.chars, []rune(text)...) }

// MoveMouse moves the mouse pointer.
func (f *FakeInput) MoveMouse(x, y int) { f.cursor = image.Pt(x, y) }

// MouseDown presses the left mouse button.
func (f *FakeInput) MouseDown() { f.mouse = 1 }

// MouseUp releases the left mouse button.
func (f *FakeInput) MouseUp() { f.mouse = 0 }

// Click moves the mouse to p and clicks, over three ticks. tick runs one of
// them and draws a frame.
func (f *FakeInput) Click(p image.Point, tick func()) {
	for _, do := range []func(){func() { f.MoveMouse(p.X, p.Y) }, f.MouseDown, f.MouseUp} {
		do()
		tick()
	}
}

// Scroll turns the mouse wheel in this tick.
func (f *FakeInput) Scroll(by float64) { f.wheel = by }

// TapButtons presses gamepad buttons for this tick only.
func (f *FakeInput) TapButtons(buttons ...input.Button) {
	f.HoldButtons(buttons...)
	f.tappedButtons = append(f.tappedButtons, buttons...)
}

// HoldButtons presses gamepad buttons until ReleaseButtons.
func (f *FakeInput) HoldButtons(buttons ...input.Button) {
	for _, b := range buttons {
		f.buttons[b] = 1
	}
}

// ReleaseButtons releases gamepad buttons.
func (f *FakeInput) ReleaseButtons(buttons ...input.Button) {
	for _, b := range buttons {
		delete(f.buttons, b)
	}
}

// NextTick starts the next tick: taps end, held keys and buttons age.
func (f *FakeInput) NextTick() {
	f.ReleaseKeys(f.tappedKeys...)
	f.tappedKeys = f.tappedKeys[:0]
	for k := range f.held {
		f.held[k]++
	}
	f.ReleaseButtons(f.tappedButtons...)
	f.tappedButtons = f.tappedButtons[:0]
	for b := range f.buttons {
		f.buttons[b]++
	}
	f.chars = f.chars[:0]
	f.wheel = 0
	if f.mouse > 0 {
		f.mouse++
	}
}

// KeyPressDuration implements Input.
func (f *FakeInput) KeyPressDuration(k ebiten.Key) int { return f.held[k] }

// AppendChars implements Input.
func (f *FakeInput) AppendChars(buf []rune) []rune { return append(buf, f.chars...) }

// Cursor implements Input.
func (f *FakeInput) Cursor() image.Point { return f.cursor }

// MousePressDuration implements Input.
func (f *FakeInput) MousePressDuration() int { return f.mouse }

// Wheel implements Input.
func (f *FakeInput) Wheel() float64 { return f.wheel }

// ButtonPressDuration implements Input.
func (f *FakeInput) ButtonPressDuration(b input.Button) int { return f.buttons[b] }
