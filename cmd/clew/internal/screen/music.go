package screen

import (
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/sound"
)

// hear plays what a person does in menus and panels.
func (a *App) hear(d kit.Deed) {
	kind := sound.Move
	if d == kit.Chose {
		kind = sound.Select
	}
	a.opts.Sounds.Play(kind, 0.35, 0)
}

// hasMusic says whether music goes with what is shown: with the menus and the
// game, but not with the Lab, in which people think, perhaps for hours.
func (a *App) hasMusic() bool {
	switch a.paint.(type) {
	case *labScreen, *lessons:
		return false
	}
	return true
}
