package input

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/pad"
)

// Bindings say which keys and buttons do what in a game; any one of an
// action's does.
type Bindings struct {
	Keys    [action.Count][]ebiten.Key
	Buttons pad.Map
}

// Defaults are the bindings as they are until a person changes them.
func Defaults() *Bindings {
	return &Bindings{
		Keys: [action.Count][]ebiten.Key{
			action.Up: {ebiten.KeyW, ebiten.KeyArrowUp}, action.Down: {ebiten.KeyS, ebiten.KeyArrowDown},
			action.Left: {ebiten.KeyA, ebiten.KeyArrowLeft}, action.Right: {ebiten.KeyD, ebiten.KeyArrowRight},
			action.Chat: {ebiten.KeyEnter, ebiten.KeyNumpadEnter}, action.Roster: {ebiten.KeyTab}, action.Menu: {ebiten.KeyEscape},
			action.Legend: {ebiten.KeyF1}, action.Lag: {ebiten.KeyF2}, action.NetGraph: {ebiten.KeyF3},
			action.Ghost: {ebiten.KeyF4}, action.Capture: {ebiten.KeyF5},
			action.Fullscreen: {ebiten.KeyF11}, action.Screenshot: {ebiten.KeyF12},
			action.Minimap: {ebiten.KeyM}, action.Panel: {ebiten.KeyTab},
		},
		Buttons: pad.Defaults(),
	}
}
