package input

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// fakeKeyboard is a keyboard for tests: the keys that are down, and those that went
// down in this tick.
type fakeKeyboard struct{ down, justPressed map[ebiten.Key]bool }

func (b *fakeKeyboard) IsKeyPressed(k ebiten.Key) bool     { return b.down[k] }
func (b *fakeKeyboard) IsKeyJustPressed(k ebiten.Key) bool { return b.justPressed[k] }

func (b *fakeKeyboard) press(keys ...ebiten.Key) {
	for _, k := range keys {
		b.down[k], b.justPressed[k] = true, true
	}
}

func (b *fakeKeyboard) next() { clear(b.justPressed) }

func newFakeKeyboard() *fakeKeyboard {
	return &fakeKeyboard{map[ebiten.Key]bool{}, map[ebiten.Key]bool{}}
}

func TestEveryKeyWalks(t *testing.T) {
	for k, want := range map[ebiten.Key]sim.Input{
		ebiten.KeyW: sim.Up, ebiten.KeyS: sim.Down, ebiten.KeyA: sim.Left, ebiten.KeyD: sim.Right,
		ebiten.KeyArrowUp: sim.Up, ebiten.KeyArrowDown: sim.Down,
		ebiten.KeyArrowLeft: sim.Left, ebiten.KeyArrowRight: sim.Right,
		ebiten.KeyE: 0, ebiten.KeyEnter: 0,
	} {
		b := newFakeKeyboard()
		w := Movement{Keyboard: b}
		b.press(k)
		if got := w.Input(false); got != want {
			t.Errorf("%v: %04b, want %04b", k, got, want)
		}
	}
}

func TestBothKeysOfADirection(t *testing.T) {
	b := newFakeKeyboard()
	w := Movement{Keyboard: b}
	b.press(ebiten.KeyD)
	w.Input(false)
	b.next()
	b.press(ebiten.KeyArrowLeft)
	if got := w.Input(false); got != sim.Left {
		t.Errorf("Left after D: %04b", got)
	}
	b.next()
	b.press(ebiten.KeyArrowRight)
	if got := w.Input(false); got != sim.Right {
		t.Errorf("Right, while D is down too, after Left: %04b", got)
	}
}

func TestMute(t *testing.T) {
	b := newFakeKeyboard()
	w := Movement{Keyboard: b}
	b.press(ebiten.KeyW)
	if got := w.Input(true); got != 0 {
		t.Errorf("walks while somebody types: %04b", got)
	}
	b.next()
	if got := w.Input(false); got != 0 {
		t.Errorf("the last letter became a step: %04b", got)
	}
}

func TestTheStickAndTheCrossWalk(t *testing.T) {
	for name, c := range map[string]struct {
		state GamepadReading
		want  sim.Input
	}{
		"rest":        {GamepadReading{}, 0},
		"north":       {GamepadReading{Left: StickPosition{Y: -1}}, sim.Up},
		"south-east":  {GamepadReading{Left: StickPosition{X: 0.7, Y: 0.7}}, sim.Right | sim.Down},
		"other stick": {GamepadReading{Right: StickPosition{X: 1}}, 0},
		"cross":       {GamepadReading{Down: [ButtonCount]bool{ButtonDpadLeft: true}}, sim.Left},
		"a button":    {GamepadReading{Down: [ButtonCount]bool{ButtonSouth: true}}, 0},
	} {
		var p GamepadState
		w := Movement{Keyboard: newFakeKeyboard(), Gamepad: &p}
		p.Update(c.state)
		if got := w.Input(false); got != c.want {
			t.Errorf("%s: %04b, want %04b", name, got, c.want)
		}
	}
}

func TestAButtonHeldInAMenuIsNoStep(t *testing.T) {
	var p GamepadState
	w := Movement{Keyboard: newFakeKeyboard(), Gamepad: &p}
	for _, mute := range []bool{true, true, false, false} {
		p.Update(GamepadReading{Left: StickPosition{X: 1}})
		if got := w.Input(mute); got != 0 {
			t.Errorf("mute is %v, and the stick that chose in a menu walks: %04b", mute, got)
		}
	}
	p.Update(GamepadReading{})
	w.Input(false)
	p.Update(GamepadReading{Left: StickPosition{X: 1}})
	if got := w.Input(false); got != sim.Right {
		t.Errorf("pushed again: %04b", got)
	}
}

func TestOtherBindings(t *testing.T) {
	var p GamepadState
	b := newFakeKeyboard()
	keys, buttons := DefaultKeys(), DefaultButtons()
	keys[MoveUp] = []ebiten.Key{ebiten.KeyI}
	buttons[MoveUp] = []Button{RightStickUp}
	w := Movement{Keyboard: b, Gamepad: &p, Keys: &keys, Buttons: &buttons}
	b.press(ebiten.KeyI)
	if got := w.Input(false); got != sim.Up {
		t.Errorf("the key of one's own: %04b", got)
	}
	b = newFakeKeyboard()
	w = Movement{Keyboard: b, Gamepad: &p, Keys: &keys, Buttons: &buttons}
	b.press(ebiten.KeyW)
	if got := w.Input(false); got != 0 {
		t.Errorf("the key that it was: %04b", got)
	}
	p.Update(GamepadReading{Right: StickPosition{Y: -1}})
	if got := w.Input(false); got != sim.Up {
		t.Errorf("the stick of one's own: %04b", got)
	}
}
