package kit

import (
	"image/color"

	eimage "github.com/ebitenui/ebitenui/image"
	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
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
	b.add(&choice{b.labelled(b.button(w, h, act), label, style, theme.Text, theme.White), chosen})
}

// Entry is an entry of a menu: words without a ground, at the left.
func (b *Builder) Entry(w, h float64, st Style, label string, act func()) {
	b.Skin.Fit(label, st, b.Skin.Px(w))
	b.add(&entry{b.labelled(b.button(w, h, act), label, st, theme.Dim, theme.Text)})
}

// button is ebitenui's, for what the mouse does, without a picture: by itself
// it would allocate in each frame.
type button struct {
	*widget.Button
	lit, over, down bool // it has the focus; the mouse is over it; … and was pressed on it
}

// bare is the picture that ebitenui asks for.
var bare = func() *widget.ButtonImage {
	none := eimage.NewNineSliceColor(color.NRGBA{})
	return &widget.ButtonImage{Idle: none, Pressed: none}
}()

// button makes a button without words.
func (b *Builder) button(w, h float64, act func()) *button {
	i := b.index()
	press := func() {
		tell(Chose)
		act()
	}
	v := &button{}
	v.Button = widget.NewButton(
		widget.ButtonOpts.Image(bare),
		widget.ButtonOpts.DisableDefaultKeys(),
		widget.ButtonOpts.PressedHandler(func(*widget.ButtonPressedEventArgs) { v.down = true }),
		widget.ButtonOpts.ReleasedHandler(func(*widget.ButtonReleasedEventArgs) { v.down = false }),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { press() }),
		widget.ButtonOpts.CursorEnteredHandler(func(*widget.ButtonHoverEventArgs) { v.over = true }),
		widget.ButtonOpts.CursorExitedHandler(func(*widget.ButtonHoverEventArgs) { v.over = false }),
		widget.ButtonOpts.CursorMovedHandler(func(*widget.ButtonHoverEventArgs) { b.hover(i) }),
		widget.ButtonOpts.WidgetOpts(
			widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
			widget.WidgetOpts.CursorHovered(input.CURSOR_POINTER),
		),
	)
	rect := &v.GetWidget().Rect
	b.stop(&stop{rect: func() rectangle { return *rect }, light: func(on bool) { v.lit = on }, act: press})
	return v
}

// ground draws what is under the word.
func (v *button) ground(dst *ebiten.Image, g *grounds) {
	g.of(v.lit || v.over, v.over && v.down).Draw(dst, v.GetWidget().Rect, 1)
}

// labelled is a button with a word that is drawn by hand.
type labelled struct {
	*button
	b         *Builder
	i         int // its stop
	label     string
	style     Style
	idle, lit color.NRGBA
}

// labelled gives the button that was made last a word.
func (b *Builder) labelled(btn *button, label string, st Style, idle, lit color.NRGBA) labelled {
	return labelled{btn, b, b.index() - 1, label, st, idle, lit}
}

// PreferredSize implements ebitenui's widget.PreferredSizer; a button without
// words of its own would want 50×50 px.
func (l *labelled) PreferredSize() (int, int) {
	w := l.GetWidget()
	return w.MinWidth, w.MinHeight
}

// hue is the colour of the word: another one where the button has the focus.
func (l *labelled) hue() color.NRGBA {
	if s := l.b.sheet; s.at == l.i && s.HasKeyboard() {
		return l.lit
	}
	return l.idle
}

// print draws the word, if there is one, so far from the button's left edge, in px.
func (l *labelled) print(dst *ebiten.Image, left int) {
	r := l.GetWidget().Rect
	l.b.Skin.Print(dst, l.label, l.style, r.Min.X+left, l.b.Skin.Centre(l.style, r.Min.Y, r.Max.Y), l.hue())
}

// entry is an entry of a menu.
type entry struct{ labelled }

// Render implements ebitenui's widget.Renderer.
func (e *entry) Render(dst *ebiten.Image) {
	e.print(dst, 0)
}

// choice is a button that can be the chosen one of several.
type choice struct {
	labelled
	chosen func() bool
}

// Render implements ebitenui's widget.Renderer.
func (c *choice) Render(dst *ebiten.Image) {
	s := c.b.Skin
	if c.chosen != nil && c.chosen() {
		c.ground(dst, &s.chosen)
	} else {
		c.ground(dst, &s.button)
	}
	c.print(dst, (c.GetWidget().Rect.Dx()-int(s.Width(c.label, c.style)))/2)
}
