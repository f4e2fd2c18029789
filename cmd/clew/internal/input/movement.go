package input

import (
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"clew/engine/sim"
)

// Keyboard reads keys in the current tick.
type Keyboard interface {
	IsKeyPressed(ebiten.Key) bool
	IsKeyJustPressed(ebiten.Key) bool
}

// EbitenKeyboard is the real keyboard. Ebitengine reads keys once a frame: with
// more frames than ticks, a tap within one frame between ticks is lost.
type EbitenKeyboard struct{}

// IsKeyPressed reports whether k is down.
func (EbitenKeyboard) IsKeyPressed(k ebiten.Key) bool { return ebiten.IsKeyPressed(k) }

// IsKeyJustPressed reports whether k was pressed since the last tick.
func (EbitenKeyboard) IsKeyJustPressed(k ebiten.Key) bool { return inpututil.IsKeyJustPressed(k) }

// Movement reads the directions that move the player: by default WASD, the arrow
// keys, and the D-pad and left stick of a gamepad. The zero value reads the real
// devices.
type Movement struct {
	// Keyboard and Gamepad are the devices; nil means the real ones.
	Keyboard Keyboard
	Gamepad  Gamepad
	// Keys and Buttons are the bindings, read each tick; nil means the
	// defaults.
	Keys    *KeyBindings
	Buttons *ButtonBindings
	socd    SOCD
}

// moves maps actions to directions.
var moves = [...]struct {
	do  Action
	dir sim.Input
}{{MoveUp, sim.Up}, {MoveDown, sim.Down}, {MoveLeft, sim.Left}, {MoveRight, sim.Right}}

// setDefaults fills in nil fields.
func (m *Movement) setDefaults() {
	if m.Keyboard == nil {
		m.Keyboard = EbitenKeyboard{}
	}
	if m.Gamepad == nil {
		m.Gamepad = EbitenGamepad{}
	}
	if m.Keys == nil {
		defaults := DefaultKeys()
		m.Keys = &defaults
	}
	if m.Buttons == nil {
		defaults := DefaultButtons()
		m.Buttons = &defaults
	}
}

// Input returns the input of this tick. Call it exactly once a tick, from Update,
// also while muted is true, which means that a text field, a menu or a panel has
// the keyboard.
func (m *Movement) Input(muted bool) sim.Input {
	m.setDefaults()
	var held, pressed sim.Input
	for _, v := range moves {
		for _, k := range m.Keys[v.do] {
			if m.Keyboard.IsKeyPressed(k) {
				held |= v.dir
			}
			if m.Keyboard.IsKeyJustPressed(k) {
				pressed |= v.dir
			}
		}
		if ActionPressDuration(m.Buttons, v.do, m.Gamepad) > 0 {
			held |= v.dir
		}
		if ActionJustPressed(m.Buttons, v.do, m.Gamepad) {
			pressed |= v.dir
		}
	}
	return m.socd.Resolve(held, pressed, muted)
}
