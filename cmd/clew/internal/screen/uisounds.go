package screen

import (
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/ui"
)

// playUISound plays the sound of a menu event.
func (a *App) playUISound(event ui.Event) {
	kind := sound.MenuMove
	if event == ui.Activated {
		kind = sound.MenuSelect
	}
	a.opts.Sounds.Play(kind, 0.35, 0)
}

// hasMusic reports whether the current screen has music. The Lab and the lessons
// have none, since users concentrate there, perhaps for hours.
func (a *App) hasMusic() bool {
	switch a.current.(type) {
	case *labScreen, *lessonsScreen:
		return false
	}
	return true
}
