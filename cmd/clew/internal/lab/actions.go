package lab

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/ui"
)

// actionPanel holds the buttons for the selection: edits of a packet, or the
// way to the start of an input or a correction.
type actionPanel struct {
	lab    *Lab
	packet *ui.Panel
	start  *ui.Panel
	built  grid // current layout
}

// grid is the layout of the buttons: columns, width of a button and width
// reserved for a scroll bar, in logical pixels.
type grid struct {
	columns          int
	width, scrollBar float64
}

// grid returns the layout for the space available.
func (a *actionPanel) grid() grid {
	p, scale := a.lab.layout, a.lab.root.Viewport().Scale
	switch {
	case p.actions.Empty():
		return a.built // not visible
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
		button := func(key string, action playback.PacketAction) func(w float64) {
			label := l.root.ExpandKeys(i18n.T(key))
			return func(w float64) {
				b.ToggleButton(w, actionHeight, label, func() bool { return l.packetAction() == action }, func() { l.editPacket(action) })
			}
		}
		w := a.built.width - a.built.scrollBar
		a.buildRows(b, w, button("lab.drop", playback.Drop), button("lab.delay", playback.Delay), button("lab.double", playback.Duplicate), button("lab.swap", playback.Swap))
		a.buildUndo(b, w)
	})
	a.start = a.newPanel(func(b *ui.Builder) {
		w := a.built.width*float64(a.built.columns) + actionColumnGap*float64(a.built.columns-1)
		b.Button(w, actionHeight, l.root.ExpandKeys(i18n.T(startKeys[a.built.columns-1])), l.goToStart)
		a.buildUndo(b, a.built.width)
	})
	return a
}

// startKeys are the message keys of the button that goes to the start, short
// and long.
var startKeys = [...]string{"lab.where-short", "lab.where"}

// buildUndo adds the buttons that undo changes.
func (a *actionPanel) buildUndo(b *ui.Builder, width float64) {
	l := a.lab
	a.buildRows(b, width,
		func(w float64) { b.Button(w, actionHeight, i18n.T("lab.undo"), l.undo) },
		func(w float64) { b.Button(w, actionHeight, l.root.ExpandKeys(i18n.T("lab.as-it-was")), l.undoAll) })
}

// buildRows arranges buttons in rows.
func (a *actionPanel) buildRows(b *ui.Builder, width float64, buttons ...func(w float64)) {
	for row := range slices.Chunk(buttons, a.built.columns) {
		b.Row(actionColumnGap, func() {
			for _, button := range row {
				button(width)
			}
		})
	}
}

// newPanel returns a hidden panel in its part of the detail.
func (a *actionPanel) newPanel(build func(*ui.Builder)) *ui.Panel {
	s := &ui.Panel{NoBackground: true, NoFocusFrame: true, Spacing: actionRowGap, Padding: actionPadding, Scrollable: true}
	s.OnEscape = s.ReleaseKeyboard
	s.Place = func(vp ui.Viewport, w, h int) image.Rectangle {
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

// update shows the buttons for the selection.
func (a *actionPanel) update() {
	if g := a.grid(); g != a.built {
		a.built = g
		a.packet.Rebuild()
		a.start.Rebuild()
	}
	kind, room := a.lab.player.Selected().Kind, !a.lab.layout.actions.Empty()
	editable := kind == playback.Packet && a.lab.player.CanChange()
	showPanel(a.packet, editable && room)
	showPanel(a.start, kind != playback.Nothing && !editable && room)
}

func showPanel(s *ui.Panel, show bool) {
	switch {
	case show && !s.Shown():
		s.Show(false)
	case !show && s.Shown():
		s.Hide()
	}
}

// packetAction returns what was done to the selected packet.
func (l *Lab) packetAction() playback.PacketAction {
	p := l.player.Selected()
	if p.Kind != playback.Packet {
		return playback.Unchanged
	}
	return l.player.PacketAction(l.player.Trace().Packets[p.Index])
}

// editPacket edits the selected packet and replays the game.
func (l *Lab) editPacket(action playback.PacketAction) { l.setError(l.player.EditPacket(action)) }

// undo undoes the last change.
func (l *Lab) undo() {
	l.errText = ""
	if !l.player.Undo() {
		l.errText = i18n.T("lab.nothing")
	}
}

// undoAll undoes all changes.
func (l *Lab) undoAll() {
	l.errText = ""
	if !l.player.UndoAll() {
		l.errText = i18n.T("lab.nothing")
	}
}
