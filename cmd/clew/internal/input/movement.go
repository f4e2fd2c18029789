// Package input turns held keys and buttons into a sim.Input, one a tick.
package input

import (
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/engine/sim"
)

// Keyboard is where keys come from. Both methods speak of the present tick.
type Keyboard interface {
	IsKeyPressed(ebiten.Key) bool
	IsKeyJustPressed(ebiten.Key) bool
}

// EbitenKeyboard is the real keyboard. Ebitengine looks at the keys once a frame: where
// there are more frames than ticks, a tap that begins and ends within a frame
// that has no tick is lost before anybody here can see it.
type EbitenKeyboard struct{}

// IsKeyPressed says whether k is down.
func (EbitenKeyboard) IsKeyPressed(k ebiten.Key) bool { return ebiten.IsKeyPressed(k) }

// IsKeyJustPressed says whether k went down since the last tick.
func (EbitenKeyboard) IsKeyJustPressed(k ebiten.Key) bool { return inpututil.IsKeyJustPressed(k) }

// Movement reads what a player walks with: by default WASD, the arrow keys, and the
// cross and the left stick of a gamepad. The zero value reads the real ones.
type Movement struct {
	// Keyboard is where the keys come from, Pad where the buttons do; nil is the
	// real keyboard, and the real gamepads.
	Keyboard Keyboard
	Gamepad  Gamepad
	// Keys and Buttons say which of them walk; nil is the defaults. What
	// changes in them holds at once.
	Keys    *KeyBindings
	Buttons *ButtonBindings
	socd    SOCD
}

// moves are the actions that walk.
var moves = [...]struct {
	do  Action
	dir sim.Input
}{{MoveUp, sim.Up}, {MoveDown, sim.Down}, {MoveLeft, sim.Left}, {MoveRight, sim.Right}}

// setDefaults fills in what is nil.
func (w *Movement) setDefaults() {
	if w.Keyboard == nil {
		w.Keyboard = EbitenKeyboard{}
	}
	if w.Gamepad == nil {
		w.Gamepad = EbitenGamepad{}
	}
	if w.Keys == nil {
		usual := DefaultKeys()
		w.Keys = &usual
	}
	if w.Buttons == nil {
		usual := DefaultButtons()
		w.Buttons = &usual
	}
}

// Input is the input of this tick. Call it exactly once in each tick, from
// Update, also while mute is true: mute says that a text field, a menu or a
// focused panel has the keyboard, see hud.HUD.
func (w *Movement) Input(mute bool) sim.Input {
	w.setDefaults()
	var held, struck sim.Input
	for _, v := range moves {
		for _, k := range w.Keys[v.do] {
			if w.Keyboard.IsKeyPressed(k) {
				held |= v.dir
			}
			if w.Keyboard.IsKeyJustPressed(k) {
				struck |= v.dir
			}
		}
		if ActionPressDuration(w.Buttons, v.do, w.Gamepad) > 0 {
			held |= v.dir
		}
		if ActionJustPressed(w.Buttons, v.do, w.Gamepad) {
			struck |= v.dir
		}
	}
	return w.socd.Resolve(held, struck, mute)
}
