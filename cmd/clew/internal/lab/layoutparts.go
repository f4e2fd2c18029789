package lab

import (
	"image"

	"clew/cmd/clew/internal/lab/player"
)

// Sizes of timeline and detail in logical pixels.
const (
	lowWindow            = 480 // window height below which the layout is compact
	sideBySideWidth      = 560 // width from which a low window has them side by side
	lowTimelineHeight    = 150
	narrowTimelineHeight = 138 // with one above the other
	narrowDetailHeight   = 86
	actionWidth          = 98 // minimum
	actionHeight         = 32
	actionRowGap         = 6 // between rows
	actionColumnGap      = 8
	actionPadding        = 2 // around the buttons
	valuesWidth          = 184
)

// isLow reports whether the layout is compact.
func (l *Lab) isLow() bool { return l.root.Viewport().Height() < lowWindow }

// hasDetail reports whether there is something to describe: a selection in a
// paused game, or an error.
func (l *Lab) hasDetail() bool {
	return l.errText != "" || l.player.Selected().Kind != player.Nothing && !l.player.Playing && !l.comparing
}

// placeTimeline places the timeline (or the curves) and the detail at the
// bottom of in: one below the other or, in a low window, side by side. If even
// that does not fit, the detail appears only when needed, above the timeline,
// which thus stays under the mouse.
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

// splitDetail divides the detail into text and buttons. The buttons are right
// of the text or, if the detail is beside the timeline, below.
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
	width := 2.0*actionWidth + actionColumnGap + 2*actionPadding
	if l.isLow() {
		width = actionWidth + 2*actionPadding + 8 // room for the scroll bar
	}
	p.actions = image.Rect(p.text.Max.X-f.Px(width), p.detail.Min.Y+f.Px(4), p.text.Max.X, p.detail.Max.Y-f.Px(4))
	p.text.Max.X = p.actions.Min.X - f.Px(8)
}
