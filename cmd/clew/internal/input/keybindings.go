package input

import (
	"github.com/hajimehoshi/ebiten/v2"
)

// KeyBindings maps actions to keys in a game.
type KeyBindings = Bindings[ebiten.Key]

// DefaultKeys returns the default bindings of keys.
func DefaultKeys() KeyBindings {
	return KeyBindings{
		MoveUp: {ebiten.KeyW, ebiten.KeyArrowUp}, MoveDown: {ebiten.KeyS, ebiten.KeyArrowDown},
		MoveLeft: {ebiten.KeyA, ebiten.KeyArrowLeft}, MoveRight: {ebiten.KeyD, ebiten.KeyArrowRight},
		ActionChat: {ebiten.KeyEnter, ebiten.KeyNumpadEnter}, ActionRoster: {ebiten.KeyTab}, ActionPanel: {ebiten.KeyTab},
		ActionMenu: {ebiten.KeyEscape}, ActionLegend: {ebiten.KeyF1}, ActionLag: {ebiten.KeyF2},
		ActionNetGraph: {ebiten.KeyF3}, ActionGhost: {ebiten.KeyF4}, ActionCapture: {ebiten.KeyF5}, ActionCut: {ebiten.KeyF6},
		ActionMinimap: {ebiten.KeyM}, ActionRestart: {ebiten.KeyR}, ActionFullscreen: {ebiten.KeyF11}, ActionScreenshot: {ebiten.KeyF12},
		ActionPresenter: {ebiten.KeyP},
	}
}

// LoadKeys returns the defaults with the user's changes, see KeyOverrides.
func LoadKeys(overrides map[string][]string) KeyBindings {
	return DefaultKeys().WithOverrides(overrides, func(name string) (k ebiten.Key, ok bool) {
		ok = k.UnmarshalText([]byte(name)) == nil && KeyBindable(k)
		return k, ok
	})
}

// KeyOverrides returns the user's changes to the defaults, by the names of
// actions and keys.
func KeyOverrides(bindings *KeyBindings) map[string][]string {
	return bindings.Overrides(DefaultKeys(), ebiten.Key.String)
}

// KeyBindable reports whether a key can be bound. Esc always opens the menu.
func KeyBindable(k ebiten.Key) bool {
	switch k {
	case ebiten.KeyEscape, ebiten.KeyMeta, ebiten.KeyShift, ebiten.KeyControl, ebiten.KeyAlt: // the last ones stand for two keys each
		return false
	}
	return k >= 0 && k <= ebiten.KeyMax
}
