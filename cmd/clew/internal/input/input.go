// Package input turns held keys into a sim.Input, one a tick.
package input

import (
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/input/steer"
	"clew/engine/sim"
)

// binding says which keys walk in a direction.
type binding struct {
	dir  sim.Input
	keys [2]ebiten.Key
}

var bindings = [...]binding{
	{sim.Up, [2]ebiten.Key{ebiten.KeyW, ebiten.KeyArrowUp}},
	{sim.Down, [2]ebiten.Key{ebiten.KeyS, ebiten.KeyArrowDown}},
	{sim.Left, [2]ebiten.Key{ebiten.KeyA, ebiten.KeyArrowLeft}},
	{sim.Right, [2]ebiten.Key{ebiten.KeyD, ebiten.KeyArrowRight}},
}

// Keyboard is where keys come from. Both methods speak of the present tick.
type Keyboard interface {
	IsKeyPressed(ebiten.Key) bool
	IsKeyJustPressed(ebiten.Key) bool
}

// Device is the real keyboard. Ebitengine looks at the keys once a frame: where
// there are more frames than ticks, a tap that begins and ends within a frame
// that has no tick is lost before anybody here can see it.
type Device struct{}

// IsKeyPressed says whether k is down.
func (Device) IsKeyPressed(k ebiten.Key) bool { return ebiten.IsKeyPressed(k) }

// IsKeyJustPressed says whether k went down since the last tick.
func (Device) IsKeyJustPressed(k ebiten.Key) bool { return inpututil.IsKeyJustPressed(k) }

// Walk reads a player's walking keys: WASD and the arrow keys. The zero value
// reads the real keyboard.
type Walk struct {
	// From is where the keys come from; nil is the real keyboard.
	From  Keyboard
	steer steer.Steer
}

// Keys is the input of this tick. Call it exactly once in each tick, from
// Update, also while mute is true: mute says that a text field, a menu or a
// focused panel has the keyboard, see panel.HUD.
func (w *Walk) Keys(mute bool) sim.Input {
	if w.From == nil {
		w.From = Device{}
	}
	var held, struck sim.Input
	for _, b := range bindings {
		for _, k := range b.keys {
			if w.From.IsKeyPressed(k) {
				held |= b.dir
			}
			if w.From.IsKeyJustPressed(k) {
				struck |= b.dir
			}
		}
	}
	return w.steer.Tick(held, struck, mute)
}
