package kit

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Item is a line of a list, w×h pixels large, that can be chosen: draw fills
// it in. lit says that it has the focus.
func (b *Builder) Item(w, h float64, draw func(dst *ebiten.Image, s *Skin, r image.Rectangle, lit bool), act func()) {
	b.add(&item{b.labelled(b.button(w, h, act), "", Body, theme.Text, theme.Text), draw})
}

// item is a button that is drawn by hand.
type item struct {
	labelled
	draw func(*ebiten.Image, *Skin, image.Rectangle, bool)
}

// Render implements ebitenui's widget.Renderer.
func (v *item) Render(dst *ebiten.Image) {
	s := v.b.sheet
	v.draw(dst, v.b.Skin, v.GetWidget().Rect, s.at == v.i && s.HasKeyboard())
}

// Ground is the ground of a line of a list: lighter where it has the focus.
func (s *Skin) Ground(dst *ebiten.Image, r image.Rectangle, lit bool) {
	if lit {
		s.bright.Draw(dst, r, 1)
		return
	}
	s.plain.Draw(dst, r, 1)
}
