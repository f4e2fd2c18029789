package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// ListItem is a line of a list, w×h pixels large, that can be chosen: draw fills
// it in. lit says that it has the focus.
func (b *Builder) ListItem(w, h float64, draw func(dst *ebiten.Image, s *Skin, r image.Rectangle, lit bool), act func()) {
	b.add(&listItem{b.newLabelledButton(b.newButton(w, h, act), "", Body, theme.Text, theme.Text), draw})
}

// listItem is a button that is drawn by hand.
type listItem struct {
	labelledButton
	draw func(*ebiten.Image, *Skin, image.Rectangle, bool)
}

// Render implements ebitenui's widget.Renderer.
func (v *listItem) Render(dst *ebiten.Image) {
	s := v.b.panel
	v.draw(dst, v.b.Skin, v.GetWidget().Rect, s.focus == v.stop && s.HasKeyboard())
}

// DrawRow is the ground of a line of a list: lighter where it has the focus.
func (s *Skin) DrawRow(dst *ebiten.Image, r image.Rectangle, lit bool) {
	if lit {
		s.rowFocused.Draw(dst, r, 1)
		return
	}
	s.row.Draw(dst, r, 1)
}
