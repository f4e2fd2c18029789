package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

// FakeInput is a pair of Hands that a test moves. What it does holds for the
// present tick; Next goes on to the next one.
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

// NewFakeInput is hands that rest.
func NewFakeInput() *FakeInput {
	return &FakeInput{held: map[ebiten.Key]int{}, buttons: map[input.Button]int{}}
}

// HoldKeys presses keys until Release.
func (s *FakeInput) HoldKeys(keys ...ebiten.Key) {
	for _, k := range keys {
		s.held[k] = 1
	}
}

// ReleaseKeys lets keys go.
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

// MoveMouse moves the mouse.
func (s *FakeInput) MoveMouse(x, y int) { s.cursor = image.Pt(x, y) }

// MouseDown puts the left mouse button down.
func (s *FakeInput) MouseDown() { s.mouse = 1 }

// MouseUp lets the left mouse button go.
func (s *FakeInput) MouseUp() { s.mouse = 0 }

// Click moves the mouse to p and clicks there, in three ticks; tick runs one, with
// a frame after it.
func (s *FakeInput) Click(p image.Point, tick func()) {
	for _, do := range []func(){func() { s.MoveMouse(p.X, p.Y) }, s.MouseDown, s.MouseUp} {
		do()
		tick()
	}
}

// Scroll turns the mouse wheel in this tick.
func (s *FakeInput) Scroll(by float64) { s.wheel = by }

// TapButtons presses buttons of a gamepad for this tick only.
func (s *FakeInput) TapButtons(buttons ...input.Button) {
	s.HoldButtons(buttons...)
	s.tappedButtons = append(s.tappedButtons, buttons...)
}

// HoldButtons presses buttons of a gamepad until Free.
func (s *FakeInput) HoldButtons(buttons ...input.Button) {
	for _, b := range buttons {
		s.buttons[b] = 1
	}
}

// ReleaseButtons lets buttons of a gamepad go.
func (s *FakeInput) ReleaseButtons(buttons ...input.Button) {
	for _, b := range buttons {
		delete(s.buttons, b)
	}
}

// NextTick goes on to the next tick: what was tapped is up again, what is held
// has been held for longer.
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

// KeyPressDuration implements Hands.
func (s *FakeInput) KeyPressDuration(k ebiten.Key) int { return s.held[k] }

// AppendChars implements Hands.
func (s *FakeInput) AppendChars(buf []rune) []rune { return append(buf, s.chars...) }

// Cursor implements Hands.
func (s *FakeInput) Cursor() image.Point { return s.cursor }

// MousePressDuration implements Hands.
func (s *FakeInput) MousePressDuration() int { return s.mouse }

// Wheel implements Hands.
func (s *FakeInput) Wheel() float64 { return s.wheel }

// ButtonPressDuration implements Hands.
func (s *FakeInput) ButtonPressDuration(b input.Button) int { return s.buttons[b] }
