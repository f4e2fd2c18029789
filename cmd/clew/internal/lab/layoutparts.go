package lab

import (
	"image"

	"clew/cmd/clew/internal/lab/player"
)

// The sizes of the timeline and of the detail, in pixels at 100 %.
const (
	lowWindow            = 480 // a window lower than this is low: there the panes need the room
	sideBySideWidth      = 560 // from which on both have room side by side in a low window
	lowTimelineHeight    = 150
	narrowTimelineHeight = 138 // where they stand one above the other there
	narrowDetailHeight   = 86
	actionWidth          = 98 // a button, unless there is more room
	actionHeight         = 32
	actionRowGap         = 6 // between two rows; between two columns:
	actionColumnGap      = 8
	actionPadding        = 2 // that the sheet leaves free
	valuesWidth          = 184
)

// isLow reports whether the window is low.
func (l *Lab) isLow() bool { return l.root.Viewport().Height() < lowWindow }

// hasDetail reports whether there is something to tell beside what is going on: what
// is picked out of a game that stands still, or what went wrong.
func (l *Lab) hasDetail() bool {
	return l.errText != "" || l.player.Selected().Kind != player.Nothing && !l.player.Playing && !l.comparing
}

// placeTimeline gives the timeline, or the curves, and the detail their places in what
// the help leaves, at its foot: one below the other or, in a low window, side by
// side. Where that has no room either, the detail is shown only while it tells
// something, and above, so that the timeline stays where the mouse clicked it.
func (l *Lab) placeTimeline(p *layout, in image.Rectangle) {
	f := l.root.Viewport()
	gap := f.Px(margin)
	line, told := in, in
	switch {
	case !l.isLow():
		h, detail := min(f.Height()*0.27, 220), 132.0
		if l.comparing {
			h, detail = min(f.Height()*0.42, 340), 92
		}
		told.Min.Y = in.Max.Y - f.Px(detail)
		line.Max.Y = told.Min.Y - gap
		line.Min.Y = line.Max.Y - f.Px(h)
	case !l.comparing && in.Dx() >= f.Px(sideBySideWidth):
		line.Min.Y = in.Max.Y - f.Px(lowTimelineHeight)
		line.Max.X = in.Min.X + in.Dx()*58/100
		told.Min = image.Pt(line.Max.X+gap, line.Min.Y)
	default:
		h := narrowTimelineHeight
		if l.comparing {
			h = lowTimelineHeight
		}
		line.Min.Y = in.Max.Y - f.Px(float64(h))
		told.Min.Y, told.Max.Y = line.Min.Y, line.Min.Y
		if l.hasDetail() {
			told.Max.Y -= gap
			told.Min.Y = told.Max.Y - f.Px(narrowDetailHeight)
		}
	}
	p.timeline, p.detail = line, told
}

// splitDetail parts the detail between its words and its buttons, if it has some:
// these stand at the right of the words or, where the detail stands beside the
// timeline, below.
func (l *Lab) splitDetail(p *layout) {
	f := l.root.Viewport()
	if p.detail.Empty() {
		return
	}
	p.text = image.Rect(p.detail.Min.X+f.Px(12), p.detail.Min.Y+f.Px(7), p.detail.Max.X-f.Px(12), p.detail.Max.Y-f.Px(6))
	if l.player.Selected().Kind == player.Nothing || l.comparing {
		return
	}
	p.actions = p.text
	if p.detail.Min.X > p.timeline.Min.X {
		p.actions.Min.Y = p.actions.Max.Y - f.Px(2*actionHeight+actionRowGap+2*actionPadding)
		p.text.Max.Y = p.actions.Min.Y
		return
	}
	wide := 2.0*actionWidth + actionColumnGap + 2*actionPadding
	if l.isLow() {
		wide = actionWidth + 2*actionPadding + 8 // and the bar to scroll with
	}
	p.actions = image.Rect(p.text.Max.X-f.Px(wide), p.detail.Min.Y+f.Px(4), p.text.Max.X, p.detail.Max.Y-f.Px(4))
	p.text.Max.X = p.actions.Min.X - f.Px(8)
}
