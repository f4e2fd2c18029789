// Package input says which keys of the keyboard do what in a game, and what
// those keys are called.
package input

import (
	"github.com/hajimehoshi/ebiten/v2"
)

// KeyBindings says which keys do what in a game.
type KeyBindings = Bindings[ebiten.Key]

// DefaultKeys are the keys as they are until a person changes them.
func DefaultKeys() KeyBindings {
	return KeyBindings{
		MoveUp: {ebiten.KeyW, ebiten.KeyArrowUp}, MoveDown: {ebiten.KeyS, ebiten.KeyArrowDown},
		MoveLeft: {ebiten.KeyA, ebiten.KeyArrowLeft}, MoveRight: {ebiten.KeyD, ebiten.KeyArrowRight},
		ActionChat: {ebiten.KeyEnter, ebiten.KeyNumpadEnter}, ActionRoster: {ebiten.KeyTab}, ActionPanel: {ebiten.KeyTab},
		ActionMenu: {ebiten.KeyEscape}, ActionLegend: {ebiten.KeyF1}, ActionLag: {ebiten.KeyF2},
		ActionNetGraph: {ebiten.KeyF3}, ActionGhost: {ebiten.KeyF4}, ActionCapture: {ebiten.KeyF5}, ActionCut: {ebiten.KeyF6},
		ActionMinimap: {ebiten.KeyM}, ActionFullscreen: {ebiten.KeyF11}, ActionScreenshot: {ebiten.KeyF12},
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
