package ui

import (
	"image/color"

	eimage "github.com/ebitenui/ebitenui/image"
	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// buttonPad is the least space left and right of a button's label, in logical
// pixels.
const buttonPad = 4

// Button adds a push button with a centred label.
func (b *Builder) Button(w, h float64, label string, action func()) {
	b.ToggleButton(w, h, label, nil, action)
}

// ToggleButton adds a button that looks pressed while chosen returns true.
func (b *Builder) ToggleButton(w, h float64, label string, chosen func() bool, action func()) {
	style := Body
	if h < 28 {
		style = Small
	}
	b.Skin.CheckFit(label, style, b.Skin.Px(w-2*buttonPad))
	b.add(&toggleButton{b.newLabelledButton(b.newButton(w, h, action), label, style, theme.Text, theme.White), chosen})
}

// MenuItem adds a menu entry: a left-aligned label without a background.
func (b *Builder) MenuItem(w, h float64, style TextStyle, label string, action func()) {
	b.Skin.CheckFit(label, style, b.Skin.Px(w))
	b.add(&menuItem{b.newLabelledButton(b.newButton(w, h, action), label, style, theme.Dim, theme.Text)})
}

// button wraps ebitenui's button for mouse handling. It has no image of its
// own, because drawing one allocates every frame.
type button struct {
	*widget.Button
	focused, hovered, pressed bool // focused; mouse over it; mouse pressed on it
}

// noImage is the mandatory but invisible image of an ebitenui button.
var noImage = func() *widget.ButtonImage {
	none := eimage.NewNineSliceColor(color.NRGBA{})
	return &widget.ButtonImage{Idle: none, Pressed: none}
}()

// newButton returns a button without a label and adds its tab stop.
func (b *Builder) newButton(w, h float64, action func()) *button {
	i := b.nextStop()
	press := func() {
		emit(Activated)
		action()
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
	b.addStop(&tabStop{rect: func() rectangle { return *rect }, setFocused: func(focused bool) { v.focused = focused }, activate: press})
	return v
}

// drawBackground draws the background for the button's state.
func (v *button) drawBackground(dst *ebiten.Image, g *buttonSlices) {
	g.slice(v.focused || v.hovered, v.hovered && v.pressed).Draw(dst, v.GetWidget().Rect, 1)
}

// labelledButton draws its label itself.
type labelledButton struct {
	*button
	b                   *Builder
	stop                int // index of its tab stop
	label               string
	style               TextStyle
	colour, focusColour color.NRGBA
}

// newLabelledButton adds a label to btn, the button created last.
func (b *Builder) newLabelledButton(btn *button, label string, style TextStyle, idle, focused color.NRGBA) labelledButton {
	return labelledButton{btn, b, b.nextStop() - 1, label, style, idle, focused}
}

// PreferredSize implements ebitenui's widget.PreferredSizer. Without it, a
// button with no text of its own would ask for 50×50 px.
func (l *labelledButton) PreferredSize() (int, int) {
	w := l.GetWidget()
	return w.MinWidth, w.MinHeight
}

// textColour returns the label's colour, which depends on the focus.
func (l *labelledButton) textColour() color.NRGBA {
	if s := l.b.panel; s.focus == l.stop && s.HasKeyboard() {
		return l.focusColour
	}
	return l.colour
}

// drawLabel draws the label, if any, at left px from the button's left edge.
func (l *labelledButton) drawLabel(dst *ebiten.Image, left int) {
	r := l.GetWidget().Rect
	l.b.Skin.Print(dst, l.label, l.style, r.Min.X+left, l.b.Skin.Baseline(l.style, r.Min.Y, r.Max.Y), l.textColour())
}

// NotedMenuItem adds a menu entry with a smaller note: below the label or, with a
// column, beside it, this far from the left edge in logical pixels. The note is
// drawn while shown returns true.
func (b *Builder) NotedMenuItem(w, h float64, style TextStyle, label, note string, column float64, shown func() bool, action func()) {
	labelWidth := w
	if column > 0 {
		labelWidth = column
	}
	b.Skin.CheckFit(label, style, b.Skin.Px(labelWidth))
	b.Skin.CheckFit(note, Small, b.Skin.Px(w-column))
	b.add(&notedMenuItem{menuItem{b.newLabelledButton(b.newButton(w, h, action), label, style, theme.Dim, theme.Text)}, note, column, shown})
}

// menuItem is a labelledButton without a background.
type menuItem struct{ labelledButton }

// Render implements ebitenui's widget.Renderer.
func (e *menuItem) Render(dst *ebiten.Image) {
	e.drawLabel(dst, 0)
}

// notedMenuItem is a menuItem with a note.
type notedMenuItem struct {
	menuItem
	note   string
	column float64 // 0: the note is below the label
	shown  func() bool
}

// Render implements ebitenui's widget.Renderer.
func (e *notedMenuItem) Render(dst *ebiten.Image) {
	s, r := e.b.Skin, e.GetWidget().Rect
	switch {
	case e.column == 0:
		split := r.Max.Y - s.Px(noteHeight)
		s.Print(dst, e.label, e.style, r.Min.X, s.Baseline(e.style, r.Min.Y, split), e.textColour())
		if e.shown() {
			s.Print(dst, e.note, Small, r.Min.X, s.Baseline(Small, split, r.Max.Y-s.Px(noteGap)), theme.Dim)
		}
	default:
		e.drawLabel(dst, 0)
		if e.shown() {
			s.Print(dst, e.note, Small, r.Min.X+s.Px(e.column), s.Baseline(Small, r.Min.Y, r.Max.Y), theme.Dim)
		}
	}
}

// The height of a note below a label, and the space below the note, in logical
// pixels.
const (
	noteHeight = 20
	noteGap    = 4
)

// toggleButton is a labelledButton that can look pressed.
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
