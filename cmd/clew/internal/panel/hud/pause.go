package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// pauseEntry is one line of a menu.
type pauseEntry struct {
	label  string
	action func()
}

// newPauseMenu makes the menu that Esc opens in the game. The game goes on.
func newPauseMenu(d *kit.Root, entries []pauseEntry, escape func()) *kit.Panel {
	const w = 232
	var q kit.Batch
	s := &kit.Panel{Padding: 24, Spacing: 8, Modal: true, OnEscape: escape}
	s.Place = func(f kit.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.46, 8) }
	s.DrawUnder = func(dst *ebiten.Image, s *kit.Skin) {
		q.Overlay(dst, dst.Bounds(), theme.WithAlpha(theme.Background, 0.55))
	}
	d.Add(s, func(b *kit.Builder) {
		b.Text(w, 24, kit.Heading, theme.Text, kit.ConstText(words.T("pause.title")))
		b.Text(w, 18, kit.Small, theme.Dim, kit.ConstText(words.T("pause.goes-on")))
		b.Space(2)
		for _, e := range entries {
			b.Button(w, 36, words.T(e.label), e.action)
		}
	})
	return s
}
