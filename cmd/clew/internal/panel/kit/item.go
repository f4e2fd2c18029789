package kit

import (
	"image"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Item is a line of a list, w×h pixels large, that can be chosen: draw fills
// it in. lit says that it has the focus.
func (b *Builder) Item(w, h float64, draw func(dst *ebiten.Image, s *Skin, r image.Rectangle, lit bool), act func()) {
	btn := b.button(w, h, b.Skin.entry, act,
		widget.ButtonOpts.Text("", b.Skin.Face(Small), b.Skin.words)) // without a text it would be 50 px high at least
	b.add(&item{Button: btn, b: b, i: b.index() - 1, draw: draw})
}

// item is a button that is drawn by hand.
type item struct {
	*widget.Button
	b    *Builder
	i    int
	draw func(*ebiten.Image, *Skin, image.Rectangle, bool)
}

// Render implements ebitenui's widget.Renderer.
func (v *item) Render(dst *ebiten.Image) {
	v.Button.Render(dst)
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
