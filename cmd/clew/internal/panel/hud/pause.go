package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// entry is one line of a menu.
type entry struct {
	label string
	take  func()
}

// newPause makes the menu that Esc opens in the game. The game goes on.
func newPause(d *kit.Desk, entries []entry, escape func()) *kit.Sheet {
	const w = 232
	var q kit.Quads
	s := &kit.Sheet{Pad: 24, Gap: 8, Modal: true, Escape: escape}
	s.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.46, 8) }
	s.Under = func(dst *ebiten.Image, s *kit.Skin) {
		q.Shade(dst, dst.Bounds(), theme.With(theme.Night, 0.55))
	}
	d.Add(s, func(b *kit.Builder) {
		b.Text(w, 24, kit.Heading, theme.Text, kit.Fixed(words.T("pause.title")))
		b.Text(w, 18, kit.Small, theme.Dim, kit.Fixed(words.T("pause.goes-on")))
		b.Space(2)
		for _, e := range entries {
			b.Button(w, 36, words.T(e.label), e.take)
		}
	})
	return s
}
