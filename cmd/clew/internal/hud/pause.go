package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// pauseEntry is an entry of the menu.
type pauseEntry struct {
	label  string
	action func()
}

// newPauseMenu returns the in-game menu; state says what the game does behind it.
func newPauseMenu(root *ui.Root, entries []pauseEntry, state func() string, escape func()) *ui.Panel {
	const w = 288 // room for an invitation code
	height := 36.0
	if len(entries) > 5 {
		height = 30 // so that all fit into the smallest window
	}
	var q ui.Batch
	s := &ui.Panel{Padding: 24, Spacing: 8, Modal: true, OnEscape: escape}
	s.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.46, 8) }
	s.DrawUnder = func(dst *ebiten.Image, s *ui.Skin) {
		q.Overlay(dst, dst.Bounds(), theme.WithAlpha(theme.Background, 0.55))
	}
	root.Add(s, func(b *ui.Builder) {
		b.Text(w, 24, ui.Heading, theme.Text, ui.ConstText(i18n.T("pause.title")))
		b.Text(w, 18, ui.Small, theme.Dim, state)
		b.Space(2)
		for _, e := range entries {
			b.Button(w, height, i18n.T(e.label), e.action)
		}
	})
	return s
}
