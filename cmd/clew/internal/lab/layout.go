package lab

import (
	"image"
	"strings"

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/ui"
)

// layout holds the bounds of everything in px.
type layout struct {
	side     image.Rectangle
	head     image.Rectangle
	play     image.Rectangle   // play button
	panes    []image.Rectangle // from the left
	timeline image.Rectangle   // panel of the timeline or the curves
	labels   image.Rectangle   // lane names
	lanes    image.Rectangle   // packets
	strip    image.Rectangle   // overview of the whole game
	values   image.Rectangle   // beside the curves; empty: shown in the detail
	detail   image.Rectangle   // empty: not shown
	text     image.Rectangle   // in the detail
	actions  image.Rectangle   // buttons in the detail; may be empty
	help     image.Rectangle
	hints    []string // lines of the help
}

// Sizes in logical pixels.
const (
	margin             = 8
	headHeight         = 34
	paneHeaderHeight   = 26
	timelineHeadHeight = 24
	laneLabelWidth     = 88
	lowLaneLabelWidth  = 72
	curveLabelWidth    = 108
	stripHeight        = 10
	axisHeight         = 18
	hintLineHeight     = 17
)

// wrapHints breaks a list of hints into at most maxLines lines of a
// width, without breaking a hint, and drops what does not fit.
func wrapHints(text string, maxLines int, width float64, measure func(string) float64) (lines []string) {
	const between = hintSeparator
	for _, key := range strings.Split(text, between) {
		n := len(lines)
		switch {
		case n > 0 && measure(lines[n-1]+between+key) <= width:
			lines[n-1] += between + key
		case n < maxLines:
			lines = append(lines, key)
		default:
			return lines
		}
	}
	return lines
}

// newLayout lays everything out; the panes get the rest.
func (l *Lab) newLayout() layout {
	var p layout
	vp, s := l.root.Viewport(), l.root.Skin()
	gap, left := vp.Px(margin), 0
	if l.side != nil {
		left = min(vp.Px(l.side.Width()), vp.W/2)
		p.side = image.Rect(gap, gap, left, vp.H-gap)
	}
	in := image.Rect(left+gap, 0, vp.W-gap, vp.H)
	lines := 3
	if l.isLow() {
		lines = 1
	}
	wrap := func(hints string) []string {
		return wrapHints(l.root.ExpandKeys(hints), lines, float64(in.Dx()), func(t string) float64 { return s.TextWidth(t, ui.Small) })
	}
	all := l.help()
	p.hints = wrap(l.usefulHints(all))
	lines = len(wrap(all)) // so that nothing moves when hints come and go
	p.head = image.Rect(in.Min.X, 0, in.Max.X, vp.Px(headHeight))
	p.play = image.Rect(in.Min.X, p.head.Min.Y, in.Min.X+vp.Px(28), p.head.Max.Y)
	p.help = image.Rect(in.Min.X, vp.H-vp.Px(4)-vp.Px(hintLineHeight)*lines, in.Max.X, vp.H-vp.Px(4))
	in.Max.Y = p.help.Min.Y - vp.Px(4)
	l.placeTimeline(&p, in)
	l.splitDetail(&p)
	l.splitTimeline(&p)
	n := len(l.shown())
	y0, y1 := p.head.Max.Y, max(min(p.timeline.Min.Y, p.detail.Min.Y)-gap, p.head.Max.Y+vp.Px(paneHeaderHeight+24))
	width := in.Dx() + gap
	for i := range n {
		p.panes = append(p.panes, image.Rect(in.Min.X+width*i/n, y0, in.Min.X+width*(i+1)/n-gap, y1))
	}
	return p
}

// splitTimeline divides the panel of the timeline or the curves.
func (l *Lab) splitTimeline(p *layout) {
	vp := l.root.Viewport()
	gap, labels := vp.Px(margin), laneLabelWidth
	switch {
	case l.comparing:
		labels = curveLabelWidth
	case l.isLow():
		labels = lowLaneLabelWidth
	}
	p.strip = image.Rect(p.timeline.Min.X+vp.Px(float64(labels)), p.timeline.Max.Y-vp.Px(stripHeight+6), p.timeline.Max.X-gap, p.timeline.Max.Y-vp.Px(6))
	p.lanes = image.Rect(p.strip.Min.X, p.timeline.Min.Y+vp.Px(timelineHeadHeight), p.strip.Max.X, p.strip.Min.Y-vp.Px(4))
	p.labels = image.Rect(p.timeline.Min.X+gap, p.lanes.Min.Y, p.lanes.Min.X, p.lanes.Max.Y)
	if w := vp.Px(valuesWidth); l.comparing && l.isLow() && p.lanes.Dx() > 2*w {
		p.values = p.lanes
		p.lanes.Max.X -= w
		p.values.Min.X = p.lanes.Max.X
	}
}

// Sizes of timeline and detail in logical pixels.
const (
	lowWindow            = 480 // window height below which the layout is compact
	sideBySideWidth      = 560 // width from which a low window has them side by side
	lowTimelineHeight    = 156
	narrowTimelineHeight = 143 // with one above the other
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
	return l.errText != "" || l.player.Selected().Kind != playback.Nothing && !l.player.Playing && !l.comparing
}

// placeTimeline places the timeline (or the curves) and the detail at the
// bottom of in: one below the other or, in a low window, side by side. If even
// that does not fit, the detail appears only when needed, above the timeline,
// which thus stays under the mouse.
func (l *Lab) placeTimeline(p *layout, in image.Rectangle) {
	vp := l.root.Viewport()
	gap := vp.Px(margin)
	line, text := in, in
	switch {
	case !l.isLow():
		h, detail := min(vp.Height()*0.27, 220)+l.timeline.entryLane, 132.0
		if l.comparing {
			h, detail = min(vp.Height()*0.42, 340), 92
		}
		text.Min.Y = in.Max.Y - vp.Px(detail)
		line.Max.Y = text.Min.Y - gap
		line.Min.Y = line.Max.Y - vp.Px(h)
	case !l.comparing && in.Dx() >= vp.Px(sideBySideWidth):
		line.Min.Y = in.Max.Y - vp.Px(lowTimelineHeight)
		line.Max.X = in.Min.X + in.Dx()*58/100
		text.Min = image.Pt(line.Max.X+gap, line.Min.Y)
	default:
		h := narrowTimelineHeight
		if l.comparing {
			h = lowTimelineHeight
		}
		line.Min.Y = in.Max.Y - vp.Px(float64(h))
		text.Min.Y, text.Max.Y = line.Min.Y, line.Min.Y
		if l.hasDetail() {
			text.Max.Y -= gap
			text.Min.Y = text.Max.Y - vp.Px(narrowDetailHeight)
		}
	}
	p.timeline, p.detail = line, text
}

// splitDetail divides the detail into text and buttons. The buttons are right
// of the text or, if the detail is beside the timeline, below.
func (l *Lab) splitDetail(p *layout) {
	vp := l.root.Viewport()
	if p.detail.Empty() {
		return
	}
	p.text = image.Rect(p.detail.Min.X+vp.Px(12), p.detail.Min.Y+vp.Px(7), p.detail.Max.X-vp.Px(12), p.detail.Max.Y-vp.Px(6))
	if l.player.Selected().Kind == playback.Nothing || l.comparing {
		return
	}
	p.actions = p.text
	if p.detail.Min.X > p.timeline.Min.X {
		p.actions.Min.Y = p.actions.Max.Y - vp.Px(2*actionHeight+actionRowGap+2*actionPadding)
		p.text.Max.Y = p.actions.Min.Y
		return
	}
	width := 2.0*actionWidth + actionColumnGap + 2*actionPadding
	if l.isLow() {
		width = actionWidth + 2*actionPadding + 8 // room for the scroll bar
	}
	p.actions = image.Rect(p.text.Max.X-vp.Px(width), p.detail.Min.Y+vp.Px(4), p.text.Max.X, p.detail.Max.Y-vp.Px(4))
	p.text.Max.X = p.actions.Min.X - vp.Px(8)
}
