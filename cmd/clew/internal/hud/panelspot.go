package hud

import (
	"image"

	"clew/engine/sim"
)

// panelSpot is the place of a panel that gives way to what it would hide.
type panelSpot struct {
	at        image.Rectangle
	usualFree int // for how many ticks the usual place has hidden nothing
}

// panelReturnTicks is how long the usual place must hide nothing before the panel
// goes back there, so that it does not jump to and fro.
const panelReturnTicks = sim.TickRate

// choose returns the place for this tick, and whether it hides something, as all
// others would. The first of the spots is the usual one.
func (p *panelSpot) choose(spots []image.Rectangle, hides func(image.Rectangle) bool) (r image.Rectangle, hidesSomething bool) {
	usual := spots[0]
	if p.usualFree++; hides(usual) {
		p.usualFree = 0
	}
	stays := false
	for _, s := range spots {
		stays = stays || s == p.at
	}
	switch {
	case p.usualFree > panelReturnTicks, p.usualFree > 0 && (p.at.Empty() || p.at == usual):
		p.at = usual
		return usual, false
	case stays && !hides(p.at):
		return p.at, false
	}
	for _, s := range spots {
		if !hides(s) {
			p.at = s
			return s, false
		}
	}
	p.at = usual
	return usual, true
}
