package input

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/engine/sim"
)

// board is a keyboard for tests: the keys that are down, and those that went
// down in this tick.
type board struct{ down, struck map[ebiten.Key]bool }

func (b *board) IsKeyPressed(k ebiten.Key) bool     { return b.down[k] }
func (b *board) IsKeyJustPressed(k ebiten.Key) bool { return b.struck[k] }

func (b *board) press(keys ...ebiten.Key) {
	for _, k := range keys {
		b.down[k], b.struck[k] = true, true
	}
}

func (b *board) next() { clear(b.struck) }

func newBoard() *board { return &board{map[ebiten.Key]bool{}, map[ebiten.Key]bool{}} }

func TestEveryKeyWalks(t *testing.T) {
	for k, want := range map[ebiten.Key]sim.Input{
		ebiten.KeyW: sim.Up, ebiten.KeyS: sim.Down, ebiten.KeyA: sim.Left, ebiten.KeyD: sim.Right,
		ebiten.KeyArrowUp: sim.Up, ebiten.KeyArrowDown: sim.Down,
		ebiten.KeyArrowLeft: sim.Left, ebiten.KeyArrowRight: sim.Right,
		ebiten.KeyE: 0, ebiten.KeyEnter: 0,
	} {
		b := newBoard()
		w := Walk{From: b}
		b.press(k)
		if got := w.Keys(false); got != want {
			t.Errorf("%v: %04b, want %04b", k, got, want)
		}
	}
}

func TestBothKeysOfADirection(t *testing.T) {
	b := newBoard()
	w := Walk{From: b}
	b.press(ebiten.KeyD)
	w.Keys(false)
	b.next()
	b.press(ebiten.KeyArrowLeft)
	if got := w.Keys(false); got != sim.Left {
		t.Errorf("Left after D: %04b", got)
	}
	b.next()
	b.press(ebiten.KeyArrowRight)
	if got := w.Keys(false); got != sim.Right {
		t.Errorf("Right, while D is down too, after Left: %04b", got)
	}
}

func TestMute(t *testing.T) {
	b := newBoard()
	w := Walk{From: b}
	b.press(ebiten.KeyW)
	if got := w.Keys(true); got != 0 {
		t.Errorf("walks while somebody types: %04b", got)
	}
	b.next()
	if got := w.Keys(false); got != 0 {
		t.Errorf("the last letter became a step: %04b", got)
	}
}

func TestTheStickAndTheCrossWalk(t *testing.T) {
	for name, c := range map[string]struct {
		state pad.State
		want  sim.Input
	}{
		"rest":        {pad.State{}, 0},
		"north":       {pad.State{Left: pad.Stick{Y: -1}}, sim.Up},
		"south-east":  {pad.State{Left: pad.Stick{X: 0.7, Y: 0.7}}, sim.Right | sim.Down},
		"other stick": {pad.State{Right: pad.Stick{X: 1}}, 0},
		"cross":       {pad.State{Down: [pad.Count]bool{pad.PadLeft: true}}, sim.Left},
		"a button":    {pad.State{Down: [pad.Count]bool{pad.South: true}}, 0},
	} {
		var p pad.Pad
		w := Walk{From: newBoard(), Pad: &p}
		p.Tick(c.state)
		if got := w.Keys(false); got != c.want {
			t.Errorf("%s: %04b, want %04b", name, got, c.want)
		}
	}
}

func TestAButtonHeldInAMenuIsNoStep(t *testing.T) {
	var p pad.Pad
	w := Walk{From: newBoard(), Pad: &p}
	for _, mute := range []bool{true, true, false, false} {
		p.Tick(pad.State{Left: pad.Stick{X: 1}})
		if got := w.Keys(mute); got != 0 {
			t.Errorf("mute is %v, and the stick that chose in a menu walks: %04b", mute, got)
		}
	}
	p.Tick(pad.State{})
	w.Keys(false)
	p.Tick(pad.State{Left: pad.Stick{X: 1}})
	if got := w.Keys(false); got != sim.Right {
		t.Errorf("pushed anew: %04b", got)
	}
}

func TestOtherBindings(t *testing.T) {
	var p pad.Pad
	b := newBoard()
	keys, buttons := keymap.Defaults(), pad.Defaults()
	keys[action.Up] = []ebiten.Key{ebiten.KeyI}
	buttons[action.Up] = []pad.Button{pad.LookUp}
	w := Walk{From: b, Pad: &p, Bound: &keys, Buttons: &buttons}
	b.press(ebiten.KeyI)
	if got := w.Keys(false); got != sim.Up {
		t.Errorf("the key of one's own: %04b", got)
	}
	b = newBoard()
	w = Walk{From: b, Pad: &p, Bound: &keys, Buttons: &buttons}
	b.press(ebiten.KeyW)
	if got := w.Keys(false); got != 0 {
		t.Errorf("the key that it was: %04b", got)
	}
	p.Tick(pad.State{Right: pad.Stick{Y: -1}})
	if got := w.Keys(false); got != sim.Up {
		t.Errorf("the stick of one's own: %04b", got)
	}
}
