package screen

// hasMusic says whether music goes with what is shown: with the menus and the
// game, but not with the Lab, in which people think, perhaps for hours.
func (a *App) hasMusic() bool {
	switch a.paint.(type) {
	case *labScreen, *lessons:
		return false
	}
	return true
}
