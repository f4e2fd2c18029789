package ui

import "math"

// wheelLatchTicks is how long the wheel keeps scrolling although a slider has
// come under the mouse.
const wheelLatchTicks = 30

// handleWheel moves the slider under the mouse, or else scrolls. While
// scrolling, sliders that pass under the mouse are left alone until the wheel
// rests or the mouse moves.
func (p *Panel) handleWheel() {
	d := p.root
	if p.view != nil {
		if p.view.wheelIdle++; d.pointer.moved {
			p.view.wheelIdle = wheelLatchTicks
		}
	}
	w := d.input.Wheel()
	if w == 0 {
		return
	}
	at := d.input.Cursor()
	if p.view == nil || p.view.wheelIdle >= wheelLatchTicks || p.view.height <= p.view.rect.Dy() {
		p.wheelRest += w
		by := int(p.wheelRest)
		for _, st := range p.stops {
			if st.wheel == nil || st.field != nil {
				continue
			}
			if st.wheel(at, by*stepFactor(d.input)) {
				p.wheelRest -= float64(by)
				return
			}
		}
		p.wheelRest = 0
	}
	if p.view != nil && at.In(p.view.rect) {
		p.view.offset -= int(math.Round(w * 40 * d.skin.Scale))
		p.view.wheelIdle = 0
	}
}

// stepFactor returns 10 with Shift, otherwise 1.
func stepFactor(in Input) int {
	if shiftHeld(in) {
		return 10
	}
	return 1
}
