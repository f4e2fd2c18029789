package ui

import (
	"image/color"

	eimage "github.com/ebitenui/ebitenui/image"
	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// buttonPad is what stays free at each side of a button's word, in pixels at
// 100 %.
const buttonPad = 4

// Button is a push button, w×h pixels large, with a word in its middle.
func (b *Builder) Button(w, h float64, label string, act func()) {
	b.ToggleButton(w, h, label, nil, act)
}

// ToggleButton is a button that looks pressed while chosen says so.
func (b *Builder) ToggleButton(w, h float64, label string, chosen func() bool, act func()) {
	style := Body
	if h < 28 {
		style = Small
	}
	b.Skin.CheckFit(label, style, b.Skin.Px(w-2*buttonPad))
	b.add(&toggleButton{b.newLabelledButton(b.newButton(w, h, act), label, style, theme.Text, theme.White), chosen})
}

// MenuItem is an entry of a menu: words without a ground, at the left.
func (b *Builder) MenuItem(w, h float64, st TextStyle, label string, act func()) {
	b.Skin.CheckFit(label, st, b.Skin.Px(w))
	b.add(&menuItem{b.newLabelledButton(b.newButton(w, h, act), label, st, theme.Dim, theme.Text)})
}

// button is ebitenui's, for what the mouse does, without a picture: by itself
// it would allocate in each frame.
type button struct {
	*widget.Button
	focused, hovered, pressed bool // it has the focus; the mouse is over it; … and was pressed on it
}

// noImage is the picture that ebitenui asks for.
var noImage = func() *widget.ButtonImage {
	none := eimage.NewNineSliceColor(color.NRGBA{})
	return &widget.ButtonImage{Idle: none, Pressed: none}
}()

// newButton makes a button without words.
func (b *Builder) newButton(w, h float64, act func()) *button {
	i := b.nextStop()
	press := func() {
		emit(Activated)
		act()
	}
	v := &button{}
	v.Button = widget.NewButton(
		widget.ButtonOpts.Image(noImage),
		widget.ButtonOpts.DisableDefaultKeys(),
		widget.ButtonOpts.PressedHandler(func(*widget.ButtonPressedEventArgs) { v.pressed = true }),
		widget.ButtonOpts.ReleasedHandler(func(*widget.ButtonReleasedEventArgs) { v.pressed = false }),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { press() }),
		widget.ButtonOpts.CursorEnteredHandler(func(*widget.ButtonHoverEventArgs) { v.hovered = true }),
		widget.ButtonOpts.CursorExitedHandler(func(*widget.ButtonHoverEventArgs) { v.hovered = false }),
		widget.ButtonOpts.CursorMovedHandler(func(*widget.ButtonHoverEventArgs) { b.hover(i) }),
		widget.ButtonOpts.WidgetOpts(
			widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
			widget.WidgetOpts.CursorHovered(uiinput.CURSOR_POINTER),
		),
	)
	rect := &v.GetWidget().Rect
	b.addStop(&tabStop{rect: func() rectangle { return *rect }, setFocused: func(on bool) { v.focused = on }, activate: press})
	return v
}

// drawBackground draws what is under the word.
func (v *button) drawBackground(dst *ebiten.Image, g *buttonSlices) {
	g.slice(v.focused || v.hovered, v.hovered && v.pressed).Draw(dst, v.GetWidget().Rect, 1)
}

// labelledButton is a button with a word that is drawn by hand.
type labelledButton struct {
	*button
	b                   *Builder
	stop                int // its stop
	label               string
	style               TextStyle
	colour, focusColour color.NRGBA
}

// newLabelledButton gives the button that was made last a word.
func (b *Builder) newLabelledButton(btn *button, label string, st TextStyle, idle, lit color.NRGBA) labelledButton {
	return labelledButton{btn, b, b.nextStop() - 1, label, st, idle, lit}
}

// PreferredSize implements ebitenui's widget.PreferredSizer; a button without
// words of its own would want 50×50 px.
func (l *labelledButton) PreferredSize() (int, int) {
	w := l.GetWidget()
	return w.MinWidth, w.MinHeight
}

// textColour is the colour of the word: another one where the button has the focus.
func (l *labelledButton) textColour() color.NRGBA {
	if s := l.b.panel; s.focus == l.stop && s.HasKeyboard() {
		return l.focusColour
	}
	return l.colour
}

// drawLabel draws the word, if there is one, so far from the button's left edge, in px.
func (l *labelledButton) drawLabel(dst *ebiten.Image, left int) {
	r := l.GetWidget().Rect
	l.b.Skin.Print(dst, l.label, l.style, r.Min.X+left, l.b.Skin.Baseline(l.style, r.Min.Y, r.Max.Y), l.textColour())
}

// menuItem is an entry of a menu.
type menuItem struct{ labelledButton }

// Render implements ebitenui's widget.Renderer.
func (e *menuItem) Render(dst *ebiten.Image) {
	e.drawLabel(dst, 0)
}

// toggleButton is a button that can be the chosen one of several.
type toggleButton struct {
	labelledButton
	chosen func() bool
}

// Render implements ebitenui's widget.Renderer.
func (c *toggleButton) Render(dst *ebiten.Image) {
	s := c.b.Skin
	if c.chosen != nil && c.chosen() {
		c.drawBackground(dst, &s.chosen)
	} else {
		c.drawBackground(dst, &s.button)
	}
	c.drawLabel(dst, (c.GetWidget().Rect.Dx()-int(s.TextWidth(c.label, c.style)))/2)
}
