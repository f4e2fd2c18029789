package input

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

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
