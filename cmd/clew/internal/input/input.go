// Package input turns held keys and buttons into a sim.Input, one a tick.
package input

import (
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/gamepad"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/input/steer"
	"clew/engine/sim"
)

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

// Walk reads what a player walks with: by default WASD, the arrow keys, and the
// cross and the left stick of a gamepad. The zero value reads the real ones.
type Walk struct {
	// From is where the keys come from, Pad where the buttons do; nil is the
	// real keyboard, and the real gamepads.
	From Keyboard
	Pad  pad.Buttons
	// Bound and Buttons say which of them walk; nil is the defaults. What
	// changes in them holds at once.
	Bound   *keymap.Map
	Buttons *pad.Map
	steer   steer.Steer
}

// walks are the actions that walk.
var walks = [...]struct {
	do  action.Action
	dir sim.Input
}{{action.Up, sim.Up}, {action.Down, sim.Down}, {action.Left, sim.Left}, {action.Right, sim.Right}}

// ready fills in what is nil.
func (w *Walk) ready() {
	if w.From == nil {
		w.From = Device{}
	}
	if w.Pad == nil {
		w.Pad = gamepad.Device{}
	}
	if w.Bound == nil {
		usual := keymap.Defaults()
		w.Bound = &usual
	}
	if w.Buttons == nil {
		usual := pad.Defaults()
		w.Buttons = &usual
	}
}

// Keys is the input of this tick. Call it exactly once in each tick, from
// Update, also while mute is true: mute says that a text field, a menu or a
// focused panel has the keyboard, see hud.HUD.
func (w *Walk) Keys(mute bool) sim.Input {
	w.ready()
	var held, struck sim.Input
	for _, v := range walks {
		for _, k := range w.Bound[v.do] {
			if w.From.IsKeyPressed(k) {
				held |= v.dir
			}
			if w.From.IsKeyJustPressed(k) {
				struck |= v.dir
			}
		}
		if pad.Held(w.Buttons, v.do, w.Pad) > 0 {
			held |= v.dir
		}
		if pad.Struck(w.Buttons, v.do, w.Pad) {
			struck |= v.dir
		}
	}
	return w.steer.Tick(held, struck, mute)
}
