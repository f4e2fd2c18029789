// Package keymap says which keys of the keyboard do what in a game, and what
// those keys are called.
package keymap

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
)

// KeyBindings says which keys do what in a game.
type KeyBindings = action.Bindings[ebiten.Key]

// DefaultKeys are the keys as they are until a person changes them.
func DefaultKeys() KeyBindings {
	return KeyBindings{
		action.MoveUp: {ebiten.KeyW, ebiten.KeyArrowUp}, action.MoveDown: {ebiten.KeyS, ebiten.KeyArrowDown},
		action.MoveLeft: {ebiten.KeyA, ebiten.KeyArrowLeft}, action.MoveRight: {ebiten.KeyD, ebiten.KeyArrowRight},
		action.ActionChat: {ebiten.KeyEnter, ebiten.KeyNumpadEnter}, action.ActionRoster: {ebiten.KeyTab}, action.ActionPanel: {ebiten.KeyTab},
		action.ActionMenu: {ebiten.KeyEscape}, action.ActionLegend: {ebiten.KeyF1}, action.ActionLag: {ebiten.KeyF2},
		action.ActionNetGraph: {ebiten.KeyF3}, action.ActionGhost: {ebiten.KeyF4}, action.ActionCapture: {ebiten.KeyF5}, action.ActionCut: {ebiten.KeyF6},
		action.ActionMinimap: {ebiten.KeyM}, action.ActionFullscreen: {ebiten.KeyF11}, action.ActionScreenshot: {ebiten.KeyF12},
	}
}

// LoadKeys is the default with what a person has changed, see Changed.
func LoadKeys(changed map[string][]string) KeyBindings {
	return DefaultKeys().WithOverrides(changed, func(name string) (k ebiten.Key, ok bool) {
		ok = k.UnmarshalText([]byte(name)) == nil && KeyBindable(k)
		return k, ok
	})
}

// KeyOverrides is what a person has changed of the defaults, by the names of actions
// and keys.
func KeyOverrides(m *KeyBindings) map[string][]string {
	return m.Overrides(DefaultKeys(), ebiten.Key.String)
}

// KeyBindable says whether an action can have a key. Esc leads out of everything
// and stays the menu's.
func KeyBindable(k ebiten.Key) bool {
	switch k {
	case ebiten.KeyEscape, ebiten.KeyMeta, ebiten.KeyShift, ebiten.KeyControl, ebiten.KeyAlt: // the last ones stand for two keys each
		return false
	}
	return k >= 0 && k <= ebiten.KeyMax
}
