package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
)

// peerKeyActions are the PeerLab's keys.
var peerKeyActions = []struct {
	key     ebiten.Key
	repeats bool
	do      func(*PeerLab)
}{
	{ebiten.KeySpace, false, (*PeerLab).togglePlay},
	{ebiten.KeyComma, true, func(l *PeerLab) { l.step(-1) }},
	{ebiten.KeyPeriod, true, func(l *PeerLab) { l.step(1) }},
	{ebiten.KeyArrowLeft, true, func(l *PeerLab) { l.step(-bigStep) }},
	{ebiten.KeyArrowRight, true, func(l *PeerLab) { l.step(bigStep) }},
	{ebiten.KeyHome, false, func(l *PeerLab) { l.step(-l.player.Ticks()) }},
	{ebiten.KeyEnd, false, func(l *PeerLab) { l.step(l.player.Ticks()) }},
	{ebiten.KeyBracketLeft, false, func(l *PeerLab) { l.player.ChangeSpeed(-1) }},
	{ebiten.KeyBracketRight, false, func(l *PeerLab) { l.player.ChangeSpeed(1) }},
	{ebiten.KeyTab, true, func(l *PeerLab) { l.selectNext(playback.PeerPacket) }},
	{ebiten.KeyC, true, func(l *PeerLab) { l.selectNext(playback.Rollback) }},
	{ebiten.KeyT, true, func(l *PeerLab) { l.selectNext(playback.PeerEvent) }},
	{ebiten.KeyEnter, false, (*PeerLab).goToStart},
	{ebiten.KeyBackspace, false, (*PeerLab).undo},
	{ebiten.KeyDigit0, false, (*PeerLab).undoAll},
	{ebiten.KeyArrowUp, true, func(l *PeerLab) { l.bytes.scroll(-1) }},
	{ebiten.KeyArrowDown, true, func(l *PeerLab) { l.bytes.scroll(1) }},
	{ebiten.KeyE, false, func(l *PeerLab) { l.changes.toggle() }},
	{ebiten.KeyV, false, func(l *PeerLab) { l.selected = (l.selected + 1) % len(l.panes) }},
	{ebiten.KeyX, false, func(l *PeerLab) { l.maximised = !l.maximised }},
	{ebiten.KeyEqual, true, func(l *PeerLab) { l.zoomTimeline(1.25) }},
	{ebiten.KeyMinus, true, func(l *PeerLab) { l.zoomTimeline(0.8) }},
	{ebiten.KeyPageUp, true, func(l *PeerLab) { l.timeline.scroll(-l.timeline.visibleTicks()/2, l.player.Ticks()) }},
	{ebiten.KeyPageDown, true, func(l *PeerLab) { l.timeline.scroll(l.timeline.visibleTicks()/2, l.player.Ticks()) }},
	{ebiten.KeyEscape, false, (*PeerLab).back},
}

// handleKeys runs the actions of this tick's keys.
func (l *PeerLab) handleKeys() {
	for _, k := range peerKeyActions {
		if l.repeat.acts(l.input.KeyPressDuration(k.key), k.repeats) {
			k.do(l)
		}
	}
}

func (l *PeerLab) togglePlay() {
	l.errText = ""
	l.player.Play()
}

func (l *PeerLab) step(by int) {
	l.player.Step(by)
	l.timeline.follow(l.player.Tick(), l.player.Ticks())
}

// selectNext selects the next item of a kind, with Shift the previous one.
func (l *PeerLab) selectNext(kind playback.PeerKind) {
	l.errText = ""
	l.player.Playing = false
	l.player.SelectNext(kind, l.selected, direction(l.input))
	l.scrollToSelection()
}

// goToStart seeks to the start of the selection.
func (l *PeerLab) goToStart() {
	l.player.SeekToStart()
	l.timeline.follow(l.player.Tick(), l.player.Ticks())
}

// zoomTimeline zooms around the current tick.
func (l *PeerLab) zoomTimeline(by float64) {
	l.timeline.zoomAt(by, int(l.timeline.x(float64(l.player.Tick()))), l.player.Ticks())
}

// back shows all panes again, or else leaves.
func (l *PeerLab) back() {
	if l.maximised {
		l.maximised = false
		return
	}
	l.leave = true
}

// setError sets the error to show; nil clears it.
func (l *PeerLab) setError(err error) {
	if l.errText = ""; err != nil {
		l.errText = sentence(err.Error())
	}
}

// undo undoes the last change.
func (l *PeerLab) undo() { l.noteUndo(l.player.Undo()) }

// undoAll undoes all changes.
func (l *PeerLab) undoAll() { l.noteUndo(l.player.UndoAll()) }

// noteUndo tells the user if there was nothing to undo.
func (l *PeerLab) noteUndo(done bool) {
	if l.errText = ""; !done {
		l.errText = i18n.T("lab.nothing")
	}
}

// handleMouse handles the mouse in this tick.
func (l *PeerLab) handleMouse() {
	at := l.input.Cursor()
	l.hover, l.cursor = playback.PeerSelection{}, at
	if l.changes.contains(at) {
		l.drag = dragNone
		return
	}
	if at.In(l.layout.lanes) {
		l.hover, _ = l.selectionAt(at)
	}
	switch w := l.input.Wheel(); {
	case at.In(l.layout.timeline):
		l.timeline.wheel(w, at.X, l.player.Ticks())
	case at.In(l.layout.detail):
		l.bytes.wheel(w)
	}
	switch n := l.input.MousePressDuration(); {
	case n == 0:
		l.drag = dragNone
	case n == 1:
		l.handlePress(at)
	}
	if l.drag == dragScrub {
		l.player.Playing = false
		x := min(max(at.X, l.layout.lanes.Min.X), l.layout.lanes.Max.X)
		if to := int(l.timeline.tick(x) + 0.5); to != l.player.Tick() {
			l.player.Seek(to)
		}
	}
}

// handlePress handles a press of the left button: on a pane or the name of a lane it
// selects the peer.
func (l *PeerLab) handlePress(at image.Point) {
	switch {
	case at.In(l.layout.play):
		l.togglePlay()
	case at.In(l.layout.lanes):
		l.errText = ""
		if sel, ok := l.selectionAt(at); ok {
			l.player.Playing = false
			l.player.Select(sel)
			return
		}
		l.drag = dragScrub
	case at.In(l.layout.labels):
		for i := range l.panes {
			if y := float32(at.Y) - l.laneY(i); abs(y) < float32(8*l.timeline.scale) {
				l.selected = i
			}
		}
	default:
		for i, p := range l.shown() {
			if at.In(l.layout.panes[i]) {
				l.selected = p.peer
			}
		}
	}
}
