package lab

import "image"

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
	if l.tuner.over(at) {
		l.drag = noDrag
		return
	}
	l.turnWheel(at)
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

// turnWheel zooms, or scrolls what is picked out.
func (l *Lab) turnWheel(at image.Point) {
	w := l.hands.Wheel()
	switch {
	case w == 0:
	case at.In(l.places.line) && w > 0:
		l.line.magnify(1.2, at.X, l.reel.Ticks())
	case at.In(l.places.line):
		l.line.magnify(1/1.2, at.X, l.reel.Ticks())
	case at.In(l.places.detail) && w > 0:
		l.chips.scroll(-1)
	case at.In(l.places.detail):
		l.chips.scroll(1)
	}
}

// press takes hold of what lies under the mouse.
func (l *Lab) press(at image.Point) {
	switch {
	case at.In(l.places.play):
		l.play()
	case at.In(l.places.strip):
		l.drag = scrolls
	case at.In(l.places.lines) && l.compares:
		l.drag = scrubs
	case at.In(l.places.lines):
		l.fault = ""
		if pick, ok := l.hit(at); ok {
			l.reel.Playing = false
			l.reel.Pick(pick)
			return
		}
		l.drag = scrubs
	default:
		l.pressPane(at)
	}
}

// pressPane does what a click on a pane asks for: on a client's plate, to hand
// its player over; on the server, to see another part of the maze.
func (l *Lab) pressPane(at image.Point) {
	for i, p := range l.shown() {
		r := l.places.panes[i]
		switch {
		case !at.In(r):
		case p == l.server:
			l.turn()
		case p != l.beside && at.Y < r.Min.Y+l.desk.Frame().Px(plateLine):
			l.handOver(p.client)
		}
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
