package lab

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/lab/playback"
	"clew/engine/sim"
)

// bigStep is how many ticks the arrow keys step.
const bigStep = 10

// keyActions are the Lab's keys.
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
	{ebiten.KeyTab, true, func(l *Lab) { l.selectNext(playback.Packet) }},
	{ebiten.KeyI, true, func(l *Lab) { l.selectNext(playback.Input) }},
	{ebiten.KeyC, true, func(l *Lab) { l.selectNext(playback.Correction) }},
	{ebiten.KeyT, true, func(l *Lab) { l.selectNext(playback.Entry) }},
	{ebiten.KeyEnter, false, (*Lab).goToStart},
	{ebiten.KeyNumpadEnter, false, (*Lab).goToStart},
	{ebiten.KeyDigit1, false, func(l *Lab) { l.editPacket(playback.Drop) }},
	{ebiten.KeyDigit2, false, func(l *Lab) { l.editPacket(playback.Delay) }},
	{ebiten.KeyDigit3, false, func(l *Lab) { l.editPacket(playback.Duplicate) }},
	{ebiten.KeyDigit4, false, func(l *Lab) { l.editPacket(playback.Swap) }},
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
	{ebiten.KeyX, false, (*Lab).toggleMaximised},
	{ebiten.KeyZ, false, (*Lab).toggleZoom},
	{ebiten.KeyEscape, false, (*Lab).back},
}

// Key repeat, in ticks. It slows down if frames are rare, so that the user can
// see what the key does.
const (
	repeatDelay     = 24
	repeatEvery     = 3
	minRepeatFrames = 6 // drawn since the press
	maxUndrawnTicks = 6 // without a frame, before repeat pauses
)

// walkKeys are the walking keys by client: up, down, left, right.
var walkKeys = [...][4]ebiten.Key{
	{ebiten.KeyW, ebiten.KeyS, ebiten.KeyA, ebiten.KeyD},
	{ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight},
}

// heldInput returns the input of the human at a client.
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

// isWalkKey reports whether k is a walking key right now, and thus nothing
// else.
func (l *Lab) isWalkKey(k ebiten.Key) bool {
	for client := range min(len(walkKeys), len(l.panes)) {
		if l.player.Playing && l.player.Controller(client).Kind == playback.Human && slices.Contains(walkKeys[client][:], k) {
			return true
		}
	}
	return false
}

// handleKeys runs the actions of this tick's keys.
func (l *Lab) handleKeys() {
	if l.root.Gamepad().PressDuration(input.ButtonSouth) == 1 {
		l.focusActions()
	}
	for _, k := range keyActions {
		if l.isWalkKey(k.key) {
			continue
		}
		if l.repeat.acts(l.input.KeyPressDuration(k.key), k.repeats) {
			k.do(l)
		}
	}
}

// keyRepeat tells when held keys act again.
type keyRepeat struct {
	ticksUndrawn int // since the last frame
	frames       int // drawn so far
	pressedFrame int // value of frames at the last key press
}

// tick notes an update.
func (k *keyRepeat) tick() { k.ticksUndrawn++ }

// drawn notes a frame.
func (k *keyRepeat) drawn() { k.ticksUndrawn, k.frames = 0, k.frames+1 }

// acts reports whether a key that has been held for some ticks, 0 for not, acts now.
func (k *keyRepeat) acts(held int, repeats bool) bool {
	if held == 1 {
		k.pressedFrame = k.frames
		return true
	}
	return repeats && held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0 &&
		k.ticksUndrawn < maxUndrawnTicks && k.frames-k.pressedFrame >= minRepeatFrames
}
