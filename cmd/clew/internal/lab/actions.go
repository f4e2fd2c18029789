package lab

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/player"
	"clew/cmd/clew/internal/ui"
)

// actionPanel are the buttons for what is picked out: what can be done to a
// packet, or the way to where an input or a correction began.
type actionPanel struct {
	lab    *Lab
	packet *ui.Panel
	start  *ui.Panel
	built  grid // that they were built for
}

// grid is how the buttons lie: one or two in a row, each so wide, in pixels at
// 100 %, and what those leave free of it that are too many, and can be scrolled.
type grid struct {
	columns          int
	width, scrollBar float64
}

// grid is how they have room at present.
func (a *actionPanel) grid() grid {
	p, scale := a.lab.layout, a.lab.root.Viewport().Scale
	switch {
	case p.actions.Empty():
		return a.built // nobody sees them
	case p.detail.Min.X > p.timeline.Min.X:
		return grid{2, (float64(p.actions.Dx())/scale - actionColumnGap - 2*actionPadding) / 2, 4}
	case a.lab.isLow():
		return grid{1, actionWidth, 0} // the bar has room beside them
	}
	return grid{2, actionWidth, 0}
}

func newActionPanel(l *Lab) *actionPanel {
	a := &actionPanel{lab: l, built: grid{2, actionWidth, 0}}
	a.packet = a.newPanel(func(b *ui.Builder) {
		fate := func(key string, f player.PacketAction) func(w float64) {
			label := l.root.ExpandKeys(i18n.T(key))
			return func(w float64) {
				b.ToggleButton(w, actionHeight, label, func() bool { return l.packetAction() == f }, func() { l.editPacket(f) })
			}
		}
		w := a.built.width - a.built.scrollBar
		a.buildRows(b, w, fate("lab.drop", player.Drop), fate("lab.delay", player.Delay), fate("lab.double", player.Duplicate), fate("lab.swap", player.Swap))
		a.buildUndo(b, w)
	})
	a.start = a.newPanel(func(b *ui.Builder) {
		w := a.built.width*float64(a.built.columns) + actionColumnGap*float64(a.built.columns-1)
		b.Button(w, actionHeight, l.root.ExpandKeys(i18n.T(startKeys[a.built.columns-1])), l.goToStart)
		a.buildUndo(b, a.built.width)
	})
	return a
}

// startKeys is what the way to the beginning is called on a narrow button, and on
// a wide one.
var startKeys = [...]string{"lab.where-short", "lab.where"}

// buildUndo makes the buttons that take changes back.
func (a *actionPanel) buildUndo(b *ui.Builder, wide float64) {
	l := a.lab
	a.buildRows(b, wide,
		func(w float64) { b.Button(w, actionHeight, i18n.T("lab.undo"), l.undo) },
		func(w float64) { b.Button(w, actionHeight, l.root.ExpandKeys(i18n.T("lab.as-it-was")), l.undoAll) })
}

// buildRows lays buttons of a width into rows.
func (a *actionPanel) buildRows(b *ui.Builder, wide float64, buttons ...func(w float64)) {
	for row := range slices.Chunk(buttons, a.built.columns) {
		b.Row(actionColumnGap, func() {
			for _, button := range row {
				button(wide)
			}
		})
	}
}

// newPanel makes a hidden sheet in its part of the detail.
func (a *actionPanel) newPanel(build func(*ui.Builder)) *ui.Panel {
	s := &ui.Panel{NoBackground: true, NoFocusFrame: true, Spacing: actionRowGap, Padding: actionPadding, Scrollable: true}
	s.OnEscape = s.ReleaseKeyboard
	s.Place = func(f ui.Viewport, w, h int) image.Rectangle {
		r := a.lab.layout.actions
		if h > r.Dy() {
			return r
		}
		at := image.Pt(r.Max.X-w, r.Min.Y+(r.Dy()-h)/2)
		return image.Rectangle{at, at.Add(image.Pt(w, h))}
	}
	a.lab.root.Add(s, build)
	return s
}

// update shows the buttons that fit what is picked out.
func (a *actionPanel) update() {
	if g := a.grid(); g != a.built {
		a.built = g
		a.packet.Rebuild()
		a.start.Rebuild()
	}
	k, room := a.lab.player.Selected().Kind, !a.lab.layout.actions.Empty()
	fates := k == player.Packet && !a.lab.player.IsCapture()
	showPanel(a.packet, fates && room)
	showPanel(a.start, k != player.Nothing && !fates && room)
}

func showPanel(s *ui.Panel, on bool) {
	switch {
	case on && !s.Shown():
		s.Show(false)
	case !on && s.Shown():
		s.Hide()
	}
}

// packetAction is what was done to the packet picked out.
func (l *Lab) packetAction() player.PacketAction {
	p := l.player.Selected()
	if p.Kind != player.Packet {
		return player.Unchanged
	}
	return l.player.PacketAction(l.player.Trace().Packets[p.Index])
}

// editPacket does something to the packet picked out, and plays the game again.
func (l *Lab) editPacket(f player.PacketAction) { l.setError(l.player.EditPacket(f)) }

// undo takes the last change back.
func (l *Lab) undo() {
	l.errText = ""
	if !l.player.Undo() {
		l.errText = i18n.T("lab.nothing")
	}
}

// undoAll takes all changes back.
func (l *Lab) undoAll() {
	l.errText = ""
	if !l.player.UndoAll() {
		l.errText = i18n.T("lab.nothing")
	}
}
