package lab

import (
	"image"
	"image/color"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/lab/reel"
	"clew/engine/sim"
)

type colour = color.NRGBA

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

// play plays on, or pauses.
func (l *Lab) play() {
	l.fault = ""
	l.reel.Play()
}

// seesRepeats reports whether a person can follow what a held key does.
func (l *Lab) seesRepeats() bool {
	return l.undrawn < unseen && l.frames-l.pressed >= repeatFrames
}

func (l *Lab) step(by int) {
	l.reel.Step(by)
	l.line.follow(l.reel.At(), l.reel.Ticks())
}

// next picks the next thing of a kind, with Shift the one before.
func (l *Lab) next(k reel.Kind) {
	by := 1
	if l.hands.Held(ebiten.KeyShiftLeft) > 0 || l.hands.Held(ebiten.KeyShiftRight) > 0 {
		by = -1
	}
	l.fault = ""
	l.reel.Playing = false
	l.reel.Next(k, by)
	if from, _, ok := l.reel.Span(); ok {
		l.line.follow(from, l.reel.Ticks())
	}
}

// visit goes to where what is picked out began.
func (l *Lab) visit() {
	l.reel.Visit()
	l.line.follow(l.reel.At(), l.reel.Ticks())
}

// magnify zooms around the tick looked at, if the lanes show it.
func (l *Lab) magnify(by float64) {
	x, r := int(l.line.x(float64(l.reel.At()))), l.places.lines
	if x < r.Min.X || x > r.Max.X {
		x = (r.Min.X + r.Max.X) / 2
	}
	l.line.magnify(by, x, l.reel.Ticks())
}

// drag is what the mouse holds.
type drag uint8

const (
	noDrag  drag = iota
	scrubs       // the tick looked at
	scrolls      // the part of the film that the lanes show
)

// mouse does what the mouse asks for.
func (l *Lab) mouse() {
	at := l.hands.Cursor()
	if l.tuner.over(at) {
		l.drag = noDrag
		return
	}
	l.turnWheel(at)
	switch n := l.hands.Pressed(); {
	case n == 0:
		l.drag = noDrag
	case n == 1:
		l.press(at)
	}
	switch l.drag {
	case scrubs:
		l.scrub(at)
	case scrolls:
		r := l.places.strip
		tick := float64(at.X-r.Min.X) / float64(max(r.Dx(), 1)) * float64(l.reel.Ticks())
		l.line.left = tick - l.line.span()/2
		l.line.clamp(l.reel.Ticks())
	}
}

// turnWheel zooms, or scrolls what is picked out.
func (l *Lab) turnWheel(at image.Point) {
	w := l.hands.Wheel()
	switch {
	case w == 0:
	case at.In(l.places.line) && w > 0:
		l.line.magnify(1.2, at.X, l.reel.Ticks())
	case at.In(l.places.line):
		l.line.magnify(1/1.2, at.X, l.reel.Ticks())
	case at.In(l.places.detail) && w > 0:
		l.chips.scroll(-1)
	case at.In(l.places.detail):
		l.chips.scroll(1)
	}
}

// press takes hold of what lies under the mouse.
func (l *Lab) press(at image.Point) {
	switch {
	case at.In(l.places.play):
		l.play()
	case at.In(l.places.strip):
		l.drag = scrolls
	case at.In(l.places.lines) && l.compares:
		l.drag = scrubs
	case at.In(l.places.lines):
		l.fault = ""
		if pick, ok := l.hit(at); ok {
			l.reel.Playing = false
			l.reel.Pick(pick)
			return
		}
		l.drag = scrubs
	default:
		l.pressPane(at)
	}
}

// pressPane does what a click on a pane asks for: on a client's plate, to hand
// its player over; on the server, to see another part of the maze.
func (l *Lab) pressPane(at image.Point) {
	for i, p := range l.shown() {
		r := l.places.panes[i]
		switch {
		case !at.In(r):
		case p == l.server:
			l.turn()
		case p != l.beside && at.Y < r.Min.Y+l.desk.Frame().Px(plateLine):
			l.handOver(p.client)
		}
	}
}

// another shows the next client in a comparison, or another part of the server's
// maze.
func (l *Lab) another() {
	if !l.compares {
		l.turn()
		return
	}
	l.chosen = (l.chosen + 1) % len(l.panes)
}

// compare puts the game beside what it is compared with, or ends that.
func (l *Lab) compare() {
	l.fault = ""
	l.compares = !l.compares
}

// handOver gives a client's player from the recording to a person, from there
// to a bot, and back.
func (l *Lab) handOver(client int) {
	if client >= len(l.panes) {
		return
	}
	next := reel.Hand{Kind: reel.ByPerson}
	switch l.reel.Hand(client).Kind {
	case reel.ByPerson:
		next = reel.Hand{Kind: reel.ByBot, Seed: uint64(l.reel.At()) + 1}
	case reel.ByBot:
		next = reel.Hand{Kind: reel.AsRecorded}
	}
	l.reel.Playing = false
	l.show(l.reel.Take(client, next))
}

// retake lets the persons play anew from the tick looked at.
func (l *Lab) retake() {
	l.reel.Playing = false
	l.show(l.reel.Retake())
}

// show keeps what went wrong, to be shown.
func (l *Lab) show(err error) {
	if l.fault = ""; err != nil {
		l.fault = capital(err.Error())
	}
}

// scrub looks at the tick under the mouse.
func (l *Lab) scrub(at image.Point) {
	l.reel.Playing = false
	x := min(max(at.X, l.places.lines.Min.X), l.places.lines.Max.X)
	if to := int(l.line.tick(x) + 0.5); to != l.reel.At() {
		l.reel.Go(to)
	}
}

// capital makes a sentence of what an error says.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:] + "."
}
