package kit

import "math"

// wheelLatch is for how many ticks after it has scrolled the wheel scrolls on,
// though a slider has come under the mouse.
const wheelLatch = 30

// wheel lets the sheet use the mouse wheel: it turns the slider under the mouse,
// or else scrolls. Scrolling over a slider turns nothing by mistake, unless
// they rest or move the mouse.
func (s *Sheet) wheel() {
	d := s.desk
	if s.view != nil {
		if s.view.rest++; d.pointer.moved {
			s.view.rest = wheelLatch
		}
	}
	w := d.hands.Wheel()
	if w == 0 {
		return
	}
	at := d.hands.Cursor()
	if s.view == nil || s.view.rest >= wheelLatch || s.view.height <= s.view.rect.Dy() {
		s.notches += w
		by := int(s.notches)
		for _, st := range s.stops {
			if st.spin == nil || st.field != nil {
				continue
			}
			if st.spin(at, by*fold(d.hands)) {
				s.notches -= float64(by)
				return
			}
		}
		s.notches = 0
	}
	if s.view != nil && at.In(s.view.rect) {
		s.view.offset -= int(math.Round(w * 40 * d.skin.Scale))
		s.view.rest = 0
	}
}

// fold is how many steps one is, with Shift or without.
func fold(h Hands) int {
	if shifted(h) {
		return 10
	}
	return 1
}
