package ui

import (
	"image"
	"image/color"
	"math"
	"unicode/utf8"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// fieldPadding is the space left and right of the text in logical pixels.
const fieldPadding = 8

// blinkInterval is how many ticks the caret is shown, then hidden.
const blinkInterval = 27

// TextField adds a text field; enter is called when Enter is pressed in it.
func (b *Builder) TextField(w, h float64, f *TextField, enter func()) {
	b.add(b.newTextField(w, h, f, enter))
}

// WideTextField adds a text field as wide as the panel.
func (b *Builder) WideTextField(h float64, f *TextField, enter func()) {
	v := b.newTextField(0, h, f, enter)
	v.LayoutData = widget.RowLayoutData{Stretch: true}
	b.container.AddChild(v)
}

func (b *Builder) newTextField(w, h float64, f *TextField, enter func()) *textFieldView {
	if w > 0 {
		b.Skin.CheckFit(f.Placeholder, Body, b.Skin.Px(w-2*fieldPadding))
	}
	v := &textFieldView{field: f, builder: b, index: b.nextStop(), padding: fieldPadding}
	v.Widget = widget.NewWidget(
		widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
		widget.WidgetOpts.CursorHovered(uiinput.CURSOR_TEXT))
	b.addStop(&tabStop{rect: func() rectangle { return v.Rect }, setFocused: v.setFocused, activate: enter, field: f})
	return v
}

// textFieldView shows a TextField. ebitenui's TextInput reads keys while
// drawing and draws to two window-sized images.
type textFieldView struct {
	*widget.Widget
	field      *TextField
	builder    *Builder
	index      int
	focused    bool
	blinkTicks int // since the caret last moved
	scrollX    int // px that the text is shifted left to show the caret
	sub        SubImage
	padding    float64 // left and right of the text, in logical pixels
	batch      Batch
}

// GetWidget implements ebitenui's widget.HasWidget.
func (v *textFieldView) GetWidget() *widget.Widget { return v.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (v *textFieldView) PreferredSize() (int, int) { return v.MinWidth, v.MinHeight }

func (v *textFieldView) setFocused(focused bool) {
	if focused != v.focused {
		v.blinkTicks = 0
	}
	v.focused = focused
	v.field.selected = v.field.selected && focused
}

// Update implements ebitenui's widget.Updater. A click focuses the field and
// sets the caret.
func (v *textFieldView) Update() {
	v.Widget.Update()
	if v.blinkTicks++; v.field.changed {
		v.blinkTicks, v.field.changed = 0, false
	}
	x, y := uiinput.CursorPosition()
	if image.Pt(x, y).In(v.Rect) && uiinput.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, v.EffectiveInputLayer()) {
		v.field.setCaret(v.caretAt(x - v.inner().Min.X + v.scrollX))
		v.builder.panel.focus = v.index
		v.builder.panel.TakeKeyboard()
	}
}

// inner returns the area of the text.
func (v *textFieldView) inner() image.Rectangle {
	pad := v.builder.Skin.Px(v.padding)
	return image.Rect(v.Rect.Min.X+pad, v.Rect.Min.Y, v.Rect.Max.X-pad, v.Rect.Max.Y)
}

// caretAt returns the offset in the text nearest to x px from its start.
func (v *textFieldView) caretAt(x int) (at int) {
	text, nearest := v.field.text, math.Inf(1)
	for i := 0; i <= len(text); i++ {
		if i < len(text) && !utf8.RuneStart(text[i]) {
			continue
		}
		if dist := math.Abs(v.builder.Skin.TextWidth(v.field.display(text[:i]), Body) - float64(x)); dist < nearest {
			at, nearest = i, dist
		}
	}
	return at
}

// Render implements ebitenui's widget.Renderer.
func (v *textFieldView) Render(dst *ebiten.Image) {
	if v.Rect.Empty() {
		return
	}
	s, in := v.builder.Skin, v.inner()
	s.textField.Draw(dst, v.Rect, 1)
	base := s.Baseline(Body, in.Min.Y, in.Max.Y)
	part := v.sub.Of(dst, in)
	caret := v.scrollToCaret(in.Dx())
	if v.field.selected {
		v.drawRect(part, in.Min.X-v.scrollX, int(s.TextWidth(v.field.display(v.field.text), Body)), theme.WithAlpha(theme.Accent, 0.3))
	}
	if v.field.text == "" {
		s.draw(part, v.field.Placeholder, Body, in.Min.X, base, theme.Dim)
	} else {
		s.draw(part, v.field.display(v.field.text), Body, in.Min.X-v.scrollX, base, theme.Text)
	}
	if v.caretShown() {
		v.drawRect(part, in.Min.X+caret-v.scrollX, v.caretWidth(), theme.Text)
	}
}

func (v *textFieldView) caretShown() bool { return v.focused && v.blinkTicks/blinkInterval%2 == 0 }

// scrollToCaret scrolls the caret into a view of w px and returns its position
// in the text.
func (v *textFieldView) scrollToCaret(w int) int {
	s := v.builder.Skin
	caret := int(math.Round(s.TextWidth(v.field.display(v.field.text[:v.field.caret]), Body)))
	if v.focused {
		v.scrollX = min(max(v.scrollX, caret+v.caretWidth()-w), caret)
	}
	v.scrollX = max(0, min(v.scrollX, int(math.Ceil(s.TextWidth(v.field.display(v.field.text), Body)))+v.caretWidth()-w))
	return caret
}

// caretWidth returns the caret's width in px.
func (v *textFieldView) caretWidth() int { return max(1, v.builder.Skin.Px(1.5)) }

// drawRect draws a rectangle as high as the text.
func (v *textFieldView) drawRect(dst *ebiten.Image, x, w int, c color.NRGBA) {
	h := v.builder.Skin.LineHeight(Body)
	y := (v.Rect.Min.Y + v.Rect.Max.Y - h) / 2
	v.batch.Rect(float32(x), float32(y), float32(w), float32(h), c)
	v.batch.Draw(dst)
}
