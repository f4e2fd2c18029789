package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// ListItem adds a selectable list row that draw fills; focused tells whether it
// has the focus.
func (b *Builder) ListItem(w, h float64, draw func(dst *ebiten.Image, s *Skin, r image.Rectangle, focused bool), action func()) {
	b.add(&listItem{b.newLabelledButton(b.newButton(w, h, action), "", Body, theme.Text, theme.Text), draw})
}

// listItem is a button drawn by a callback.
type listItem struct {
	labelledButton
	draw func(*ebiten.Image, *Skin, image.Rectangle, bool)
}

// Render implements ebitenui's widget.Renderer.
func (v *listItem) Render(dst *ebiten.Image) {
	s := v.b.panel
	v.draw(dst, v.b.Skin, v.GetWidget().Rect, s.focus == v.stop && s.HasKeyboard())
}

// DrawRow draws the background of a list row, lighter if focused.
func (s *Skin) DrawRow(dst *ebiten.Image, r image.Rectangle, focused bool) {
	if focused {
		s.rowFocused.Draw(dst, r, 1)
		return
	}
	s.row.Draw(dst, r, 1)
}
