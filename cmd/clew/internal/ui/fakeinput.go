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
func (s *FakeInput) HoldKeys(keys ...ebiten.Key) {
	for _, k := range keys {
		s.held[k] = 1
	}
}

// ReleaseKeys releases keys.
func (s *FakeInput) ReleaseKeys(keys ...ebiten.Key) {
	for _, k := range keys {
		delete(s.held, k)
	}
}

// TapKeys presses keys for this tick only.
func (s *FakeInput) TapKeys(keys ...ebiten.Key) {
	s.HoldKeys(keys...)
	s.tappedKeys = append(s.tappedKeys, keys...)
}

// Type enters characters in this tick.
func (s *FakeInput) Type(text string) { s.chars = append(s.chars, []rune(text)...) }

// MoveMouse moves the mouse pointer.
func (s *FakeInput) MoveMouse(x, y int) { s.cursor = image.Pt(x, y) }

// MouseDown presses the left mouse button.
func (s *FakeInput) MouseDown() { s.mouse = 1 }

// MouseUp releases the left mouse button.
func (s *FakeInput) MouseUp() { s.mouse = 0 }

// Click moves the mouse to p and clicks, over three ticks. tick runs one of
// them and draws a frame.
func (s *FakeInput) Click(p image.Point, tick func()) {
	for _, do := range []func(){func() { s.MoveMouse(p.X, p.Y) }, s.MouseDown, s.MouseUp} {
		do()
		tick()
	}
}

// Scroll turns the mouse wheel in this tick.
func (s *FakeInput) Scroll(by float64) { s.wheel = by }

// TapButtons presses gamepad buttons for this tick only.
func (s *FakeInput) TapButtons(buttons ...input.Button) {
	s.HoldButtons(buttons...)
	s.tappedButtons = append(s.tappedButtons, buttons...)
}

// HoldButtons presses gamepad buttons until ReleaseButtons.
func (s *FakeInput) HoldButtons(buttons ...input.Button) {
	for _, b := range buttons {
		s.buttons[b] = 1
	}
}

// ReleaseButtons releases gamepad buttons.
func (s *FakeInput) ReleaseButtons(buttons ...input.Button) {
	for _, b := range buttons {
		delete(s.buttons, b)
	}
}

// NextTick starts the next tick: taps end, held keys and buttons age.
func (s *FakeInput) NextTick() {
	s.ReleaseKeys(s.tappedKeys...)
	s.tappedKeys = s.tappedKeys[:0]
	for k := range s.held {
		s.held[k]++
	}
	s.ReleaseButtons(s.tappedButtons...)
	s.tappedButtons = s.tappedButtons[:0]
	for b := range s.buttons {
		s.buttons[b]++
	}
	s.chars = s.chars[:0]
	s.wheel = 0
	if s.mouse > 0 {
		s.mouse++
	}
}

// KeyPressDuration implements Input.
func (s *FakeInput) KeyPressDuration(k ebiten.Key) int { return s.held[k] }

// AppendChars implements Input.
func (s *FakeInput) AppendChars(buf []rune) []rune { return append(buf, s.chars...) }

// Cursor implements Input.
func (s *FakeInput) Cursor() image.Point { return s.cursor }

// MousePressDuration implements Input.
func (s *FakeInput) MousePressDuration() int { return s.mouse }

// Wheel implements Input.
func (s *FakeInput) Wheel() float64 { return s.wheel }

// ButtonPressDuration implements Input.
func (s *FakeInput) ButtonPressDuration(b input.Button) int { return s.buttons[b] }
