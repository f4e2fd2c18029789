// Package keymap says which keys of the keyboard do what in a game, and what
// those keys are called.
package keymap

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
)

// Map says which keys do what in a game.
type Map = action.Bindings[ebiten.Key]

// Defaults are the keys as they are until a person changes them.
func Defaults() Map {
	return Map{
		action.Up: {ebiten.KeyW, ebiten.KeyArrowUp}, action.Down: {ebiten.KeyS, ebiten.KeyArrowDown},
		action.Left: {ebiten.KeyA, ebiten.KeyArrowLeft}, action.Right: {ebiten.KeyD, ebiten.KeyArrowRight},
		action.Chat: {ebiten.KeyEnter, ebiten.KeyNumpadEnter}, action.Roster: {ebiten.KeyTab}, action.Panel: {ebiten.KeyTab},
		action.Menu: {ebiten.KeyEscape}, action.Legend: {ebiten.KeyF1}, action.Lag: {ebiten.KeyF2},
		action.NetGraph: {ebiten.KeyF3}, action.Ghost: {ebiten.KeyF4}, action.Capture: {ebiten.KeyF5}, action.Cut: {ebiten.KeyF6},
		action.Minimap: {ebiten.KeyM}, action.Fullscreen: {ebiten.KeyF11}, action.Screenshot: {ebiten.KeyF12},
	}
}

// Load is the default with what a person has changed, see Changed.
func Load(changed map[string][]string) Map {
	return Defaults().Load(changed, func(name string) (k ebiten.Key, ok bool) {
		ok = k.UnmarshalText([]byte(name)) == nil && Bindable(k)
		return k, ok
	})
}

// Changed is what a person has changed of the defaults, by the names of actions
// and keys.
func Changed(m *Map) map[string][]string { return m.Changed(Defaults(), ebiten.Key.String) }

// Bindable says whether an action can have a key. Esc leads out of everything
// and stays the menu's.
func Bindable(k ebiten.Key) bool {
	switch k {
	case ebiten.KeyEscape, ebiten.KeyMeta, ebiten.KeyShift, ebiten.KeyControl, ebiten.KeyAlt: // the last ones stand for two keys each
		return false
	}
	return k >= 0 && k <= ebiten.KeyMax
}
