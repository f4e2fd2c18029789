package hud

import (
	"image"
	"math"

	"clew/engine/sim"
)

// panelSpot is the place of a panel that gives way to what it would hide. It counts
// ticks, so a frame may ask for it any number of times.
type panelSpot struct {
	index     int     // of the place among those that the panel may have
	chosenAt  int     // last tick in which a place was chosen; 0: none yet
	hidAt     int     // last tick in which the usual place hid something
	held      bool    // the panel was in use in that tick
	opacity   float64 // as last drawn
	slideFrom image.Point
	movedAt   int // tick; it slides to its place from slideFrom further away
	at        image.Rectangle
}

// How panels give way, in ticks: how long the usual place must hide nothing before a
// panel goes back there, so that it does not jump to and fro; how long it slides and
// fades; and after how long out of sight it forgets where it was.
const (
	panelReturnTicks = sim.TickRate
	panelSlideTicks  = 12
	panelForgetTicks = sim.TickRate / 2
)

// faintPanel is the opacity of a panel that cannot but hide something.
const faintPanel = 0.3

// panelUse tells how a panel may move.
type panelUse struct {
	now   int  // tick
	held  bool // the player is using the panel: it stays where it is
	still bool // it moves and fades at once
}

// place returns where the panel is drawn, and its opacity. The first of the spots is
// the usual one; empty ones are not available. Where all hide something, the panel
// becomes faint.
func (p *panelSpot) place(use panelUse, spots []image.Rectangle, hides func(image.Rectangle) bool) (r image.Rectangle, opacity float64) {
	elapsed, began := use.now-p.chosenAt, p.chosenAt == 0 || use.now-p.chosenAt > panelForgetTicks
	if began {
		*p = panelSpot{hidAt: -panelReturnTicks, opacity: 1}
	}
	index, faint := p.choose(use, spots, hides, began)
	if index != p.index && !began && !use.still {
		p.slideFrom, p.movedAt = p.at.Min.Sub(spots[index].Min), use.now
	}
	p.index, p.chosenAt, p.held = index, use.now, use.held
	target, step := 1.0, float64(elapsed)/panelSlideTicks
	if faint {
		target = faintPanel
	}
	if use.still || began {
		step = 1
	}
	if p.opacity += min(max(target-p.opacity, -step), step); math.Abs(p.opacity-target) < 1e-6 {
		p.opacity = target
	}
	rest := 1 - ease(float64(use.now-p.movedAt)/panelSlideTicks)
	if use.still {
		rest = 0
	}
	p.at = spots[index].Add(image.Pt(int(math.Round(rest*float64(p.slideFrom.X))), int(math.Round(rest*float64(p.slideFrom.Y)))))
	return p.at, p.opacity
}

// choose returns which spot to take, and whether it hides something, as all others
// would.
func (p *panelSpot) choose(use panelUse, spots []image.Rectangle, hides func(image.Rectangle) bool, began bool) (index int, hidesSomething bool) {
	usualHides := hides(spots[0])
	if usualHides {
		p.hidAt = use.now
	}
	current := min(p.index, len(spots)-1)
	switch {
	case !began && use.held && p.held && !spots[current].Empty():
		return current, false
	case !usualHides && (p.index == 0 || use.now-p.hidAt > panelReturnTicks):
		return 0, false
	case !spots[current].Empty() && !hides(spots[current]):
		return current, false
	}
	for i, s := range spots {
		if !s.Empty() && !hides(s) {
			return i, false
		}
	}
	return 0, true
}
