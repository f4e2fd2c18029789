package lab

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
)

type colour = color.NRGBA

// stride is how many ticks the arrow keys go.
const stride = 10

// keyed is what the keys do.
var keyed = []struct {
	key     ebiten.Key
	repeats bool
	do      func(*Lab)
}{
	{ebiten.KeySpace, false, func(l *Lab) { l.reel.Play() }},
	{ebiten.KeyComma, true, func(l *Lab) { l.step(-1) }},
	{ebiten.KeyPeriod, true, func(l *Lab) { l.step(1) }},
	{ebiten.KeyArrowLeft, true, func(l *Lab) { l.step(-stride) }},
	{ebiten.KeyArrowRight, true, func(l *Lab) { l.step(stride) }},
	{ebiten.KeyHome, false, func(l *Lab) { l.step(-l.reel.Ticks()) }},
	{ebiten.KeyEnd, false, func(l *Lab) { l.step(l.reel.Ticks()) }},
	{ebiten.KeyBracketLeft, false, func(l *Lab) { l.reel.Hurry(-1) }},
	{ebiten.KeyBracketRight, false, func(l *Lab) { l.reel.Hurry(1) }},
	{ebiten.KeyTab, true, func(l *Lab) { l.next(reel.Packet) }},
	{ebiten.KeyI, true, func(l *Lab) { l.next(reel.Input) }},
	{ebiten.KeyC, true, func(l *Lab) { l.next(reel.Correction) }},
	{ebiten.KeyEnter, false, (*Lab).visit},
	{ebiten.KeyNumpadEnter, false, (*Lab).visit},
	{ebiten.KeyD, false, func(l *Lab) { l.change(reel.Drop) }},
	{ebiten.KeyY, false, func(l *Lab) { l.change(reel.Delay) }},
	{ebiten.KeyU, false, func(l *Lab) { l.change(reel.Double) }},
	{ebiten.KeyO, false, (*Lab).undo},
	{ebiten.KeyEqual, true, func(l *Lab) { l.magnify(1.25) }},
	{ebiten.KeyNumpadAdd, true, func(l *Lab) { l.magnify(1.25) }},
	{ebiten.KeyMinus, true, func(l *Lab) { l.magnify(0.8) }},
	{ebiten.KeyNumpadSubtract, true, func(l *Lab) { l.magnify(0.8) }},
	{ebiten.KeyPageUp, true, func(l *Lab) { l.line.scroll(-l.line.span()/2, l.reel.Ticks()) }},
	{ebiten.KeyPageDown, true, func(l *Lab) { l.line.scroll(l.line.span()/2, l.reel.Ticks()) }},
	{ebiten.KeyV, false, (*Lab).turn},
	{ebiten.KeyEscape, false, func(l *Lab) { l.leave = true }},
}

// When a key that is held repeats, in ticks.
const (
	repeatDelay = 24
	repeatEvery = 3
)

// keys does what the keys of this tick ask for.
func (l *Lab) keys() {
	for _, k := range keyed {
		held := l.hands.Held(k.key)
		if held == 1 || k.repeats && held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0 {
			k.do(l)
		}
	}
}

func (l *Lab) step(by int) {
	l.reel.Step(by)
	l.line.follow(l.reel.At(), l.reel.Ticks())
}

// next picks the next thing of a kind, with Shift the one before.
func (l *Lab) next(k reel.Kind) {
	by := 1
	if l.hands.Held(ebiten.KeyShiftLeft) > 0 || l.hands.Held(ebiten.KeyShiftRight) > 0 {
		by = -1
	}
	l.fault = ""
	l.reel.Playing = false
	l.reel.Next(k, by)
	if from, _, ok := l.reel.Span(); ok {
		l.line.follow(from, l.reel.Ticks())
	}
}

// visit goes to where what is picked out began.
func (l *Lab) visit() {
	l.reel.Visit()
	l.line.follow(l.reel.At(), l.reel.Ticks())
}

// magnify zooms around the tick looked at, if the lanes show it.
func (l *Lab) magnify(by float64) {
	x, r := int(l.line.x(float64(l.reel.At()))), l.places.lines
	if x < r.Min.X || x > r.Max.X {
		x = (r.Min.X + r.Max.X) / 2
	}
	l.line.magnify(by, x, l.reel.Ticks())
}

// drag is what the mouse holds.
type drag uint8

const (
	noDrag  drag = iota
	scrubs       // the tick looked at
	scrolls      // the part of the film that the lanes show
)

// mouse does what the mouse asks for.
func (l *Lab) mouse() {
	at := l.hands.Cursor()
	if w := l.hands.Wheel(); w != 0 && at.In(l.places.line) {
		by := 1.2
		if w < 0 {
			by = 1 / 1.2
		}
		l.line.magnify(by, at.X, l.reel.Ticks())
	}
	switch n := l.hands.Pressed(); {
	case n == 0:
		l.drag = noDrag
	case n == 1:
		l.press(at)
	}
	switch l.drag {
	case scrubs:
		l.scrub(at)
	case scrolls:
		r := l.places.strip
		tick := float64(at.X-r.Min.X) / float64(max(r.Dx(), 1)) * float64(l.reel.Ticks())
		l.line.left = tick - l.line.span()/2
		l.line.clamp(l.reel.Ticks())
	}
}

// press takes hold of what lies under the mouse.
func (l *Lab) press(at image.Point) {
	switch {
	case at.In(l.places.play):
		l.reel.Play()
	case at.In(l.places.strip):
		l.drag = scrolls
	case at.In(l.places.lines):
		l.fault = ""
		if pick, ok := l.hit(at); ok {
			l.reel.Playing = false
			l.reel.Pick(pick)
			return
		}
		l.drag = scrubs
	case len(l.places.panes) > 1 && at.In(l.places.panes[1]):
		l.turn()
	}
}

// scrub looks at the tick under the mouse.
func (l *Lab) scrub(at image.Point) {
	l.reel.Playing = false
	x := min(max(at.X, l.places.lines.Min.X), l.places.lines.Max.X)
	if to := int(l.line.tick(x) + 0.5); to != l.reel.At() {
		l.reel.Go(to)
	}
}
