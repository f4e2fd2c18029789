package kit

import (
	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// buttonPad is what stays free at each side of a button's word, in pixels at
// 100 %.
const buttonPad = 4

// Button is a push button, w×h pixels large, with a word in its middle.
func (b *Builder) Button(w, h float64, label string, act func()) {
	b.Choice(w, h, label, nil, act)
}

// Choice is a button that looks pressed while chosen says so.
func (b *Builder) Choice(w, h float64, label string, chosen func() bool, act func()) {
	style := Body
	if h < 28 {
		style = Small
	}
	b.Skin.Fit(label, style, b.Skin.Px(w-2*buttonPad))
	btn := b.button(w, h, b.Skin.button, act,
		widget.ButtonOpts.Text(label, b.Skin.Face(style), b.Skin.words))
	b.add(&choice{btn, b.Skin, chosen})
}

// Entry is an entry of a menu: words without a ground, at the left.
func (b *Builder) Entry(w, h float64, st Style, label string, act func()) {
	b.Skin.Fit(label, st, b.Skin.Px(w))
	btn := b.button(w, h, b.Skin.entry, act,
		widget.ButtonOpts.Text(label, b.Skin.Face(st), b.Skin.quiet),
		widget.ButtonOpts.TextPosition(widget.TextPositionStart, widget.TextPositionCenter))
	b.add(btn)
}

func (b *Builder) button(w, h float64, img *widget.ButtonImage, act func(), opts ...widget.ButtonOpt) *widget.Button {
	i := b.index()
	opts = append(opts,
		widget.ButtonOpts.Image(img),
		widget.ButtonOpts.DisableDefaultKeys(),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { act() }),
		widget.ButtonOpts.CursorMovedHandler(func(*widget.ButtonHoverEventArgs) { b.hover(i) }),
		widget.ButtonOpts.WidgetOpts(
			widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
			widget.WidgetOpts.CursorHovered(input.CURSOR_POINTER),
		),
	)
	btn := widget.NewButton(opts...)
	rect := &btn.GetWidget().Rect
	b.stop(&stop{rect: func() rectangle { return *rect }, light: btn.Focus, act: act})
	return btn
}

// choice is a button that can be the chosen one of several.
type choice struct {
	*widget.Button
	skin   *Skin
	chosen func() bool
}

// Render implements ebitenui's widget.Renderer.
func (c *choice) Render(dst *ebiten.Image) {
	c.Button.Image = c.skin.button
	if c.chosen != nil && c.chosen() {
		c.Button.Image = c.skin.chosen
	}
	c.Button.Render(dst)
}
