package ui

import "math"

// wheelLatchTicks is how long the wheel keeps scrolling although a slider has
// come under the mouse.
const wheelLatchTicks = 30

// handleWheel moves the slider under the mouse, or else scrolls. While
// scrolling, sliders that pass under the mouse are left alone until the wheel
// rests or the mouse moves.
func (s *Panel) handleWheel() {
	d := s.root
	if s.view != nil {
		if s.view.wheelIdle++; d.pointer.moved {
			s.view.wheelIdle = wheelLatchTicks
		}
	}
	w := d.input.Wheel()
	if w == 0 {
		return
	}
	at := d.input.Cursor()
	if s.view == nil || s.view.wheelIdle >= wheelLatchTicks || s.view.height <= s.view.rect.Dy() {
		s.wheelRest += w
		by := int(s.wheelRest)
		for _, st := range s.stops {
			if st.wheel == nil || st.field != nil {
				continue
			}
			if st.wheel(at, by*stepFactor(d.input)) {
				s.wheelRest -= float64(by)
				return
			}
		}
		s.wheelRest = 0
	}
	if s.view != nil && at.In(s.view.rect) {
		s.view.offset -= int(math.Round(w * 40 * d.skin.Scale))
		s.view.wheelIdle = 0
	}
}

// stepFactor returns 10 with Shift, otherwise 1.
func stepFactor(in Input) int {
	if shiftHeld(in) {
		return 10
	}
	return 1
}
