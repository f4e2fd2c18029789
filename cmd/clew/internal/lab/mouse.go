package lab

import "image"

// drag is what the mouse is dragging.
type drag uint8

const (
	dragNone   drag = iota
	dragScrub       // the current tick
	dragScroll      // the visible part of the timeline
)

// What a double click is.
const (
	doubleClickTicks    = 24
	doubleClickDistance = 6 // logical pixels
)

// click is a press of the mouse on a pane.
type click struct {
	tick      int // of the Lab's updates; 0: none
	at        image.Point
	following int // of the server's pane, before it
}

// isFirstOf reports whether it and another press are a double click.
func (c click) isFirstOf(tick int, at image.Point, distance int) bool {
	d := at.Sub(c.at)
	return c.tick != 0 && tick-c.tick <= doubleClickTicks && max(d.X, -d.X, d.Y, -d.Y) <= distance
}

// handleMouse handles the mouse in this tick.
func (l *Lab) handleMouse() {
	at := l.input.Cursor()
	if l.params.contains(at) {
		l.drag = dragNone
		return
	}
	l.handleWheel(at)
	switch n := l.input.MousePressDuration(); {
	case n == 0:
		l.drag = dragNone
	case n == 1:
		l.handlePress(at)
	}
	switch l.drag {
	case dragScrub:
		l.scrub(at)
	case dragScroll:
		r := l.layout.strip
		tick := float64(at.X-r.Min.X) / float64(max(r.Dx(), 1)) * float64(l.player.Ticks())
		l.timeline.left = tick - l.timeline.visibleTicks()/2
		l.timeline.clamp(l.player.Ticks())
	}
}

// handleWheel zooms the timeline or scrolls the detail.
func (l *Lab) handleWheel(at image.Point) {
	switch w := l.input.Wheel(); {
	case at.In(l.layout.timeline):
		l.timeline.wheel(w, at.X, l.player.Ticks())
	case at.In(l.layout.detail):
		l.bytes.wheel(w)
	}
}

// handlePress handles a press of the left button.
func (l *Lab) handlePress(at image.Point) {
	switch {
	case at.In(l.layout.play):
		l.togglePlay()
	case at.In(l.layout.strip):
		l.drag = dragScroll
	case at.In(l.layout.lanes) && l.comparing:
		l.drag = dragScrub
	case at.In(l.layout.lanes):
		l.errText = ""
		if selection, ok := l.selectionAt(at); ok {
			l.player.Playing = false
			l.player.Select(selection)
			return
		}
		l.drag = dragScrub
	default:
		l.handlePanePress(at)
	}
}

// handlePanePress handles a click on a pane: on a client's header it changes
// the controller, on the server it shows another part of the maze.
// A double click on a picture maximises the pane, or shows all again.
func (l *Lab) handlePanePress(at image.Point) {
	before := l.lastClick
	double := before.isFirstOf(l.tickCount, at, l.root.Viewport().Px(doubleClickDistance))
	l.lastClick = click{l.tickCount, at, l.server.following}
	for i, p := range l.shown() {
		r := l.layout.panes[i]
		switch {
		case !at.In(r):
		case double && at.Y >= r.Min.Y+l.root.Viewport().Px(paneHeaderHeight):
			l.server.following, l.lastClick = before.following, click{} // as before the first click
			if l.isMaximised() {
				p = nil
			}
			l.maximise(p)
			return
		case p == l.server:
			l.cycleFollow()
		case p != l.reference && at.Y < r.Min.Y+l.root.Viewport().Px(paneHeaderHeight):
			l.cycleController(p.client)
		}
	}
}

// scrub seeks to the tick under the mouse.
func (l *Lab) scrub(at image.Point) {
	l.player.Playing = false
	x := min(max(at.X, l.layout.lanes.Min.X), l.layout.lanes.Max.X)
	if to := int(l.timeline.tick(x) + 0.5); to != l.player.Tick() {
		l.player.Seek(to)
	}
}
