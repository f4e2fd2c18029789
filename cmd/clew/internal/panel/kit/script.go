package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// Script is a pair of Hands that a test moves. What it does holds for the
// present tick; Next goes on to the next one.
type Script struct {
	held   map[ebiten.Key]int
	tapped []ebiten.Key
	chars  []rune
	at     image.Point
	button int
	wheel  float64
	pad    map[pad.Button]int
	pushed []pad.Button
}

// NewScript is hands that rest.
func NewScript() *Script { return &Script{held: map[ebiten.Key]int{}, pad: map[pad.Button]int{}} }

// Hold presses keys until Release.
func (s *Script) Hold(keys ...ebiten.Key) {
	for _, k := range keys {
		s.held[k] = 1
	}
}

// Release lets keys go.
func (s *Script) Release(keys ...ebiten.Key) {
	for _, k := range keys {
		delete(s.held, k)
	}
}

// Tap presses keys for this tick only.
func (s *Script) Tap(keys ...ebiten.Key) {
	s.Hold(keys...)
	s.tapped = append(s.tapped, keys...)
}

// Type enters characters in this tick.
func (s *Script) Type(text string) { s.chars = append(s.chars, []rune(text)...) }

// Point moves the mouse.
func (s *Script) Point(x, y int) { s.at = image.Pt(x, y) }

// Press puts the left mouse button down.
func (s *Script) Press() { s.button = 1 }

// Lift lets the left mouse button go.
func (s *Script) Lift() { s.button = 0 }

// Click moves the mouse to p and clicks there, in three ticks; tick runs one, with
// a frame after it.
func (s *Script) Click(p image.Point, tick func()) {
	for _, do := range []func(){func() { s.Point(p.X, p.Y) }, s.Press, s.Lift} {
		do()
		tick()
	}
}

// Turn turns the mouse wheel in this tick.
func (s *Script) Turn(by float64) { s.wheel = by }

// Push presses buttons of a gamepad for this tick only.
func (s *Script) Push(buttons ...pad.Button) {
	s.Keep(buttons...)
	s.pushed = append(s.pushed, buttons...)
}

// Keep presses buttons of a gamepad until Free.
func (s *Script) Keep(buttons ...pad.Button) {
	for _, b := range buttons {
		s.pad[b] = 1
	}
}

// Free lets buttons of a gamepad go.
func (s *Script) Free(buttons ...pad.Button) {
	for _, b := range buttons {
		delete(s.pad, b)
	}
}

// Next goes on to the next tick: what was tapped is up again, what is held
// has been held for longer.
func (s *Script) Next() {
	s.Release(s.tapped...)
	s.tapped = s.tapped[:0]
	for k := range s.held {
		s.held[k]++
	}
	s.Free(s.pushed...)
	s.pushed = s.pushed[:0]
	for b := range s.pad {
		s.pad[b]++
	}
	s.chars = s.chars[:0]
	s.wheel = 0
	if s.button > 0 {
		s.button++
	}
}

// Held implements Hands.
func (s *Script) Held(k ebiten.Key) int { return s.held[k] }

// Chars implements Hands.
func (s *Script) Chars(buf []rune) []rune { return append(buf, s.chars...) }

// Cursor implements Hands.
func (s *Script) Cursor() image.Point { return s.at }

// Pressed implements Hands.
func (s *Script) Pressed() int { return s.button }

// Wheel implements Hands.
func (s *Script) Wheel() float64 { return s.wheel }

// Button implements Hands.
func (s *Script) Button(b pad.Button) int { return s.pad[b] }
