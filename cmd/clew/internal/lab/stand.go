package lab

import (
	"image"

	"clew/cmd/clew/internal/lab/reel"
)

// The sizes of the timeline and of the detail, in pixels at 100 %.
const (
	lowWindow   = 480 // a window lower than this is low: there the panes need the room
	besideWidth = 560 // from which on both have room side by side in a low window
	lowLine     = 150
	narrowLine  = 138 // where they stand one above the other there
	narrowTold  = 86
	actionWide  = 98 // a button, unless there is more room
	actionHigh  = 32
	actionGap   = 6 // between two rows; between two columns:
	actionApart = 8
	actionPad   = 2 // that the sheet leaves free
	readsWidth  = 184
)

// low reports whether the window is low.
func (l *Lab) low() bool { return l.desk.Frame().Height() < lowWindow }

// tells reports whether there is something to tell beside what is going on: what
// is picked out of a game that stands still, or what went wrong.
func (l *Lab) tells() bool {
	return l.fault != "" || l.reel.Picked().Kind != reel.Nothing && !l.reel.Playing && !l.compares
}

// stand gives the timeline, or the curves, and the detail their places in what
// the help leaves, at its foot: one below the other or, in a low window, side by
// side. Where that has no room either, the detail is shown only while it tells
// something, and above, so that the timeline stays where the mouse clicked it.
func (l *Lab) stand(p *places, in image.Rectangle) {
	f := l.desk.Frame()
	gap := f.Px(edge)
	line, told := in, in
	switch {
	case !l.low():
		h, detail := min(f.Height()*0.27, 220), 132.0
		if l.compares {
			h, detail = min(f.Height()*0.42, 340), 92
		}
		told.Min.Y = in.Max.Y - f.Px(detail)
		line.Max.Y = told.Min.Y - gap
		line.Min.Y = line.Max.Y - f.Px(h)
	case !l.compares && in.Dx() >= f.Px(besideWidth):
		line.Min.Y = in.Max.Y - f.Px(lowLine)
		line.Max.X = in.Min.X + in.Dx()*58/100
		told.Min = image.Pt(line.Max.X+gap, line.Min.Y)
	default:
		h := narrowLine
		if l.compares {
			h = lowLine
		}
		line.Min.Y = in.Max.Y - f.Px(float64(h))
		told.Min.Y, told.Max.Y = line.Min.Y, line.Min.Y
		if l.tells() {
			told.Max.Y -= gap
			told.Min.Y = told.Max.Y - f.Px(narrowTold)
		}
	}
	p.line, p.detail = line, told
}

// share parts the detail between its words and its buttons, if it has some:
// these stand at the right of the words or, where the detail stands beside the
// timeline, below.
func (l *Lab) share(p *places) {
	f := l.desk.Frame()
	if p.detail.Empty() {
		return
	}
	p.told = image.Rect(p.detail.Min.X+f.Px(12), p.detail.Min.Y+f.Px(7), p.detail.Max.X-f.Px(12), p.detail.Max.Y-f.Px(6))
	if l.reel.Picked().Kind == reel.Nothing || l.compares {
		return
	}
	p.acts = p.told
	if p.detail.Min.X > p.line.Min.X {
		p.acts.Min.Y = p.acts.Max.Y - f.Px(2*actionHigh+actionGap+2*actionPad)
		p.told.Max.Y = p.acts.Min.Y
		return
	}
	wide := 2.0*actionWide + actionApart + 2*actionPad
	if l.low() {
		wide = actionWide + 2*actionPad + 8 // and the bar to scroll with
	}
	p.acts = image.Rect(p.told.Max.X-f.Px(wide), p.detail.Min.Y+f.Px(4), p.told.Max.X, p.detail.Max.Y-f.Px(4))
	p.told.Max.X = p.acts.Min.X - f.Px(8)
}
