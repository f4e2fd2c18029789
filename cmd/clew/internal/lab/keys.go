package lab

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/lab/player"
	"clew/engine/sim"
)

// bigStep is how many ticks the arrow keys go.
const bigStep = 10

// keyActions is what the keys do.
var keyActions = []struct {
	key     ebiten.Key
	repeats bool
	do      func(*Lab)
}{
	{ebiten.KeySpace, false, (*Lab).togglePlay},
	{ebiten.KeyComma, true, func(l *Lab) { l.step(-1) }},
	{ebiten.KeyPeriod, true, func(l *Lab) { l.step(1) }},
	{ebiten.KeyArrowLeft, true, func(l *Lab) { l.step(-bigStep) }},
	{ebiten.KeyArrowRight, true, func(l *Lab) { l.step(bigStep) }},
	{ebiten.KeyHome, false, func(l *Lab) { l.step(-l.player.Ticks()) }},
	{ebiten.KeyEnd, false, func(l *Lab) { l.step(l.player.Ticks()) }},
	{ebiten.KeyBracketLeft, false, func(l *Lab) { l.player.ChangeSpeed(-1) }},
	{ebiten.KeyBracketRight, false, func(l *Lab) { l.player.ChangeSpeed(1) }},
	{ebiten.KeyTab, true, func(l *Lab) { l.selectNext(player.Packet) }},
	{ebiten.KeyI, true, func(l *Lab) { l.selectNext(player.Input) }},
	{ebiten.KeyC, true, func(l *Lab) { l.selectNext(player.Correction) }},
	{ebiten.KeyEnter, false, (*Lab).goToStart},
	{ebiten.KeyNumpadEnter, false, (*Lab).goToStart},
	{ebiten.KeyDigit1, false, func(l *Lab) { l.editPacket(player.Drop) }},
	{ebiten.KeyDigit2, false, func(l *Lab) { l.editPacket(player.Delay) }},
	{ebiten.KeyDigit3, false, func(l *Lab) { l.editPacket(player.Duplicate) }},
	{ebiten.KeyDigit4, false, func(l *Lab) { l.editPacket(player.Swap) }},
	{ebiten.KeyDigit0, false, (*Lab).undoAll},
	{ebiten.KeyBackspace, false, (*Lab).undo},
	{ebiten.KeyArrowUp, true, func(l *Lab) { l.bytes.scroll(-1) }},
	{ebiten.KeyArrowDown, true, func(l *Lab) { l.bytes.scroll(1) }},
	{ebiten.KeyE, false, func(l *Lab) { l.params.togglePanel() }},
	{ebiten.KeyM, false, (*Lab).compare},
	{ebiten.KeyF6, false, func(l *Lab) { l.cycleController(0) }},
	{ebiten.KeyF7, false, func(l *Lab) { l.cycleController(1) }},
	{ebiten.KeyR, false, (*Lab).rerecord},
	{ebiten.KeyEqual, true, func(l *Lab) { l.zoomAtCursor(1.25) }},
	{ebiten.KeyNumpadAdd, true, func(l *Lab) { l.zoomAtCursor(1.25) }},
	{ebiten.KeyMinus, true, func(l *Lab) { l.zoomAtCursor(0.8) }},
	{ebiten.KeyNumpadSubtract, true, func(l *Lab) { l.zoomAtCursor(0.8) }},
	{ebiten.KeyPageUp, true, func(l *Lab) { l.timeline.scroll(-l.timeline.visibleTicks()/2, l.player.Ticks()) }},
	{ebiten.KeyPageDown, true, func(l *Lab) { l.timeline.scroll(l.timeline.visibleTicks()/2, l.player.Ticks()) }},
	{ebiten.KeyV, false, (*Lab).cycleView},
	{ebiten.KeyEscape, false, func(l *Lab) { l.leave = true }},
}

// When a key that is held repeats, in ticks. Where frames are few it does so
// less: whoever can't see what a key does would go too far.
const (
	repeatDelay     = 24
	repeatEvery     = 3
	minRepeatFrames = 6 // that must have been drawn since it went down
	maxUndrawnTicks = 6 // ticks without a frame, after which it rests
)

// walkKeys are the keys with which a person walks, by client.
var walkKeys = [...][4]ebiten.Key{
	{ebiten.KeyW, ebiten.KeyS, ebiten.KeyA, ebiten.KeyD},
	{ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight},
}

// heldInput is what a person at a client holds down.
func (l *Lab) heldInput(client int) (in sim.Input) {
	if client >= len(walkKeys) || l.root.WantsKeyboard() {
		return 0
	}
	for i, dir := range [...]sim.Input{sim.Up, sim.Down, sim.Left, sim.Right} {
		if l.input.KeyPressDuration(walkKeys[client][i]) > 0 {
			in |= dir
		}
	}
	return in
}

// isWalkKey tells whether a key walks at present, and so does nothing else.
func (l *Lab) isWalkKey(k ebiten.Key) bool {
	for client := range min(len(walkKeys), len(l.panes)) {
		if l.player.Playing && l.player.Controller(client).Kind == player.Human && slices.Contains(walkKeys[client][:], k) {
			return true
		}
	}
	return false
}

// handleKeys does what the keys of this tick ask for.
func (l *Lab) handleKeys() {
	if l.root.Gamepad().PressDuration(input.ButtonSouth) == 1 {
		l.focusActions()
	}
	for _, k := range keyActions {
		if l.isWalkKey(k.key) {
			continue
		}
		held := l.input.KeyPressDuration(k.key)
		again := k.repeats && held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0 && l.canRepeat()
		if held == 1 {
			l.pressedFrame = l.frames
		}
		if held == 1 || again {
			k.do(l)
		}
	}
}

// canRepeat reports whether a person can follow what a held key does.
func (l *Lab) canRepeat() bool {
	return l.ticksUndrawn < maxUndrawnTicks && l.frames-l.pressedFrame >= minRepeatFrames
}
