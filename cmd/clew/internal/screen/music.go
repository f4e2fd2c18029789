package screen

import (
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/ui"
)

// playUISound plays what a person does in menus and panels.
func (a *App) playUISound(d ui.Event) {
	kind := sound.MenuMove
	if d == ui.Activated {
		kind = sound.MenuSelect
	}
	a.opts.Sounds.Play(kind, 0.35, 0)
}

// hasMusic says whether music goes with what is shown: with the menus and the
// game, but not with the Lab, in which people think, perhaps for hours.
func (a *App) hasMusic() bool {
	switch a.current.(type) {
	case *labScreen, *lessonsScreen:
		return false
	}
	return true
}
