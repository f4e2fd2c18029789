package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

type rectangle = image.Rectangle

// Toggle adds an on/off switch with a label.
func (b *Builder) Toggle(w float64, label string, on func() bool, flip func()) {
	const h, switchW = 22, 36
	b.Skin.CheckFit(label, Body, b.Skin.Px(w-switchW))
	b.add(&toggle{b.newLabelledButton(b.newButton(w, h, flip), label, Body, theme.Text, theme.White), b.Skin.Px(switchW), on})
}

// toggle is a button with a switch at its left.
type toggle struct {
	labelledButton
	labelX int // px
	on     func() bool
}

// Render implements ebitenui's widget.Renderer. The knob's position and the
// background tell on from off, not just a colour.
func (t *toggle) Render(dst *ebiten.Image) {
	t.drawLabel(dst, t.labelX)
	s, r := t.b.Skin, t.GetWidget().Rect
	mid, h := (r.Min.Y+r.Max.Y)/2, s.Px(8)
	bounds := image.Rect(r.Min.X, mid-h, r.Min.X+s.Px(28), mid+h)
	track, x := s.toggleOff, bounds.Min.X+s.Px(3)
	if t.on() {
		track, x = s.toggleOn, bounds.Max.X-s.Px(13)
	}
	track.Draw(dst, bounds, 1)
	s.toggleKnob.Draw(dst, image.Rect(x, mid-s.Px(5), x+s.Px(10), mid+s.Px(5)), 1)
}
