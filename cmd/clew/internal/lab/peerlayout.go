package lab

import (
	"image"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
)

// peerLayout holds the bounds of everything in px.
type peerLayout struct {
	head, play, timeline, labels, lanes, detail, help image.Rectangle

	panes []image.Rectangle // from the left
	hints []string          // lines of the help
}

// Sizes in logical pixels.
const (
	peerLaneHeight    = 30
	lowPeerLaneHeight = 18
	peerDetailHeight  = 108
	stripRowHeight    = 15
	lowStripRowHeight = 11
)

// isLow reports whether the layout is compact.
func (l *PeerLab) isLow() bool { return l.root.Viewport().Height() < lowWindow }

// newLayout lays everything out; the panes get the rest.
func (l *PeerLab) newLayout() peerLayout {
	var p peerLayout
	vp, s := l.root.Viewport(), l.root.Skin()
	gap := vp.Px(margin)
	in := image.Rect(gap, 0, vp.W-gap, vp.H)
	lines, lane := 2, peerLaneHeight
	if l.isLow() {
		lines, lane = 1, lowPeerLaneHeight
	}
	p.hints = wrapHints(l.root.ExpandKeys(i18n.T("peerlab.keys")), lines, float64(in.Dx()), func(t string) float64 { return s.TextWidth(t, ui.Small) })
	p.head = image.Rect(in.Min.X, 0, in.Max.X, vp.Px(headHeight))
	p.play = image.Rect(in.Min.X, 0, in.Min.X+vp.Px(28), p.head.Max.Y)
	p.help = image.Rect(in.Min.X, vp.H-vp.Px(4)-vp.Px(hintLineHeight)*len(p.hints), in.Max.X, vp.H-vp.Px(4))
	in.Max.Y = p.help.Min.Y - vp.Px(4)
	p.timeline, p.detail = in, in
	height := vp.Px(float64(timelineHeadHeight + lane*len(l.panes) + axisHeight + 6))
	if l.isLow() {
		p.timeline.Min.Y = in.Max.Y - height
		p.timeline.Max.X = in.Min.X + in.Dx()*58/100
		p.detail.Min = image.Pt(p.timeline.Max.X+gap, p.timeline.Min.Y)
	} else {
		p.detail.Min.Y = in.Max.Y - vp.Px(peerDetailHeight)
		p.timeline.Max.Y = p.detail.Min.Y - gap
		p.timeline.Min.Y = p.timeline.Max.Y - height
	}
	labels := laneLabelWidth
	if l.isLow() {
		labels = lowLaneLabelWidth
	}
	p.lanes = image.Rect(p.timeline.Min.X+vp.Px(float64(labels)), p.timeline.Min.Y+vp.Px(timelineHeadHeight), p.timeline.Max.X-gap, p.timeline.Max.Y-vp.Px(6))
	p.labels = image.Rect(p.timeline.Min.X+gap, p.lanes.Min.Y, p.lanes.Min.X, p.lanes.Max.Y)
	n, width := len(l.shown()), in.Dx()+gap
	for i := range n {
		p.panes = append(p.panes, image.Rect(in.Min.X+width*i/n, p.head.Max.Y, in.Min.X+width*(i+1)/n-gap, p.timeline.Min.Y-gap))
	}
	return p
}

// laneY returns the y position of a peer's lane in px.
func (l *PeerLab) laneY(peer int) float32 {
	r := l.layout.lanes
	height := float32(r.Dy()) - float32(axisHeight*l.timeline.scale)
	return float32(r.Min.Y) + height*(float32(peer)+0.5)/float32(len(l.panes))
}
