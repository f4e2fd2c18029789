package lab

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/lab/reel"
	"clew/engine/sim"
)

// stride is how many ticks the arrow keys go.
const stride = 10

// keyed is what the keys do.
var keyed = []struct {
	key     ebiten.Key
	repeats bool
	do      func(*Lab)
}{
	{ebiten.KeySpace, false, (*Lab).play},
	{ebiten.KeyComma, true, func(l *Lab) { l.step(-1) }},
	{ebiten.KeyPeriod, true, func(l *Lab) { l.step(1) }},
	{ebiten.KeyArrowLeft, true, func(l *Lab) { l.step(-stride) }},
	{ebiten.KeyArrowRight, true, func(l *Lab) { l.step(stride) }},
	{ebiten.KeyHome, false, func(l *Lab) { l.step(-l.reel.Ticks()) }},
	{ebiten.KeyEnd, false, func(l *Lab) { l.step(l.reel.Ticks()) }},
	{ebiten.KeyBracketLeft, false, func(l *Lab) { l.reel.Hurry(-1) }},
	{ebiten.KeyBracketRight, false, func(l *Lab) { l.reel.Hurry(1) }},
	{ebiten.KeyTab, true, func(l *Lab) { l.next(reel.Packet) }},
	{ebiten.KeyI, true, func(l *Lab) { l.next(reel.Input) }},
	{ebiten.KeyC, true, func(l *Lab) { l.next(reel.Correction) }},
	{ebiten.KeyEnter, false, (*Lab).visit},
	{ebiten.KeyNumpadEnter, false, (*Lab).visit},
	{ebiten.KeyDigit1, false, func(l *Lab) { l.change(reel.Drop) }},
	{ebiten.KeyDigit2, false, func(l *Lab) { l.change(reel.Delay) }},
	{ebiten.KeyDigit3, false, func(l *Lab) { l.change(reel.Double) }},
	{ebiten.KeyDigit4, false, func(l *Lab) { l.change(reel.Swap) }},
	{ebiten.KeyDigit0, false, (*Lab).restore},
	{ebiten.KeyBackspace, false, (*Lab).undo},
	{ebiten.KeyArrowUp, true, func(l *Lab) { l.chips.scroll(-1) }},
	{ebiten.KeyArrowDown, true, func(l *Lab) { l.chips.scroll(1) }},
	{ebiten.KeyE, false, func(l *Lab) { l.tuner.toggle() }},
	{ebiten.KeyM, false, (*Lab).compare},
	{ebiten.KeyF6, false, func(l *Lab) { l.handOver(0) }},
	{ebiten.KeyF7, false, func(l *Lab) { l.handOver(1) }},
	{ebiten.KeyR, false, (*Lab).retake},
	{ebiten.KeyEqual, true, func(l *Lab) { l.magnify(1.25) }},
	{ebiten.KeyNumpadAdd, true, func(l *Lab) { l.magnify(1.25) }},
	{ebiten.KeyMinus, true, func(l *Lab) { l.magnify(0.8) }},
	{ebiten.KeyNumpadSubtract, true, func(l *Lab) { l.magnify(0.8) }},
	{ebiten.KeyPageUp, true, func(l *Lab) { l.line.scroll(-l.line.span()/2, l.reel.Ticks()) }},
	{ebiten.KeyPageDown, true, func(l *Lab) { l.line.scroll(l.line.span()/2, l.reel.Ticks()) }},
	{ebiten.KeyV, false, (*Lab).another},
	{ebiten.KeyEscape, false, func(l *Lab) { l.leave = true }},
}

// When a key that is held repeats, in ticks. Where frames are few it does so
// less: whoever can't see what a key does would go too far.
const (
	repeatDelay  = 24
	repeatEvery  = 3
	repeatFrames = 6 // that must have been drawn since it went down
	unseen       = 6 // ticks without a frame, after which it rests
)

// walks are the keys with which a person walks, by client.
var walks = [...][4]ebiten.Key{
	{ebiten.KeyW, ebiten.KeyS, ebiten.KeyA, ebiten.KeyD},
	{ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight},
}

// held is what a person at a client holds down.
func (l *Lab) held(client int) (in sim.Input) {
	if client >= len(walks) || l.desk.Keyboard() {
		return 0
	}
	for i, dir := range [...]sim.Input{sim.Up, sim.Down, sim.Left, sim.Right} {
		if l.hands.Held(walks[client][i]) > 0 {
			in |= dir
		}
	}
	return in
}

// walking tells whether a key walks at present, and so does nothing else.
func (l *Lab) walking(k ebiten.Key) bool {
	for client := range min(len(walks), len(l.panes)) {
		if l.reel.Playing && l.reel.Hand(client).Kind == reel.ByPerson && slices.Contains(walks[client][:], k) {
			return true
		}
	}
	return false
}

// keys does what the keys of this tick ask for.
func (l *Lab) keys() {
	if l.desk.Pad().Held(pad.South) == 1 {
		l.grasp()
	}
	for _, k := range keyed {
		if l.walking(k.key) {
			continue
		}
		held := l.hands.Held(k.key)
		again := k.repeats && held >= repeatDelay && (held-repeatDelay)%repeatEvery == 0 && l.seesRepeats()
		if held == 1 {
			l.pressed = l.frames
		}
		if held == 1 || again {
			k.do(l)
		}
	}
}

// seesRepeats reports whether a person can follow what a held key does.
func (l *Lab) seesRepeats() bool {
	return l.undrawn < unseen && l.frames-l.pressed >= repeatFrames
}
