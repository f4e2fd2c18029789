package ui

import (
	"image"
	"strconv"
	"strings"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
)

const (
	numberPadding = 4  // at each side of a number that is edited, in pixels at 100 %
	numberRunes   = 12 // that can be typed
	numberGap     = 8  // between a slider and its number
)

// NumberSlider adds a slider of w×h pixels and, wide pixels at its right, its number. A
// click on the number, or Enter or a digit on the slider, edits it; Enter, or
// leaving it, sets what was typed. What can't be set is refused in place of the
// slider, with what can.
func (b *Builder) NumberSlider(w, wide, h float64, d Slider) { b.newNumberSlider(w, wide, h, d) }

func (b *Builder) newNumberSlider(w, wide, h float64, d Slider) (slider *sliderView) {
	b.Row(numberGap, func() {
		slider = b.newSlider(w-wide-numberGap, h, d)
		n := &numberField{slider: slider, shownValue: d.Min - 1}
		n.textFieldView = textFieldView{field: &n.text, builder: b, index: slider.index, padding: numberPadding}
		n.text.MaxRunes = numberRunes
		n.Widget = widget.NewWidget(
			widget.WidgetOpts.MinSize(b.Skin.Px(wide), b.Skin.Px(h)),
			widget.WidgetOpts.CursorHovered(uiinput.CURSOR_TEXT))
		st := slider.stop
		st.rect = n.focusRect
		st.setFocused = n.setFocused
		st.activate, st.startEdit, st.cancel = n.activate, n.beginEdit, n.endEdit
		b.add(n)
	})
	return slider
}

// numberField is the number of a slider. While it is edited it is a field.
type numberField struct {
	textFieldView
	text         TextField
	slider       *sliderView
	hovered      bool   // the mouse is over it
	rejected     string // the text that was
	tookKeyboard bool   // the sheet has the keyboard only for this
	shownValue   int    // the value …
	label        string // … in words
}

// focusRect is where the focus is.
func (n *numberField) focusRect() rectangle {
	if n.editing() {
		return n.Rect
	}
	return n.slider.Rect
}

func (n *numberField) editing() bool { return n.slider.stop.field != nil }

// setFocused shows the focus; a number that loses it is set.
func (n *numberField) setFocused(on bool) {
	n.slider.focused = on
	n.textFieldView.setFocused(on)
	if !on && n.editing() {
		n.commit()
	}
}

// beginEdit edits the number, from what was typed; nothing: from what it is.
func (n *numberField) beginEdit(first string) {
	n.slider.stop.field = &n.text
	n.text.SetText(first)
	if first == "" {
		n.text.SetText(strconv.Itoa(n.slider.config.Get()))
		n.text.selected = true
	}
	n.blinkTicks = 0
}

// endEdit goes back to the slider, and leaves the value as it is.
func (n *numberField) endEdit() {
	n.slider.stop.field, n.slider.errText = nil, ""
	if n.tookKeyboard {
		n.tookKeyboard = false
		n.builder.panel.ReleaseKeyboard()
	}
}

// activate is Enter: it edits, or sets what was typed, or refuses it.
func (n *numberField) activate() {
	if !n.editing() {
		n.beginEdit("")
		return
	}
	if v, ok := n.slider.config.parse(n.text.Text()); ok {
		n.endEdit()
		n.slider.config.Set(v)
		return
	}
	n.slider.errText, n.rejected = n.slider.config.rangeText(), n.text.Text()
	n.text.SelectAll()
}

// commit sets what was typed, where that can be set.
func (n *numberField) commit() {
	v, ok := n.slider.config.parse(n.text.Text())
	n.endEdit()
	if ok && v != n.slider.config.Get() {
		n.slider.config.Set(v)
	}
}

// parse is the value that a text says, with its unit or without.
func (d *Slider) parse(text string) (v int, ok bool) {
	text = strings.TrimSuffix(strings.TrimSpace(text), strings.TrimSpace(d.Unit))
	v, err := strconv.Atoi(strings.TrimSpace(text))
	ok = err == nil && v >= d.Min && v <= d.Max && (!d.Snap || (v-d.Min)%d.Step == 0)
	return v, ok
}

// rangeText says which values there are.
func (d *Slider) rangeText() string {
	if d.Snap && d.Step > 1 {
		return i18n.Tf("dial.steps", d.Min, d.Min+d.Step, d.Max)
	}
	return i18n.Tf("dial.allowed", d.Min, d.Max)
}

// Update implements ebitenui's widget.Updater.
func (n *numberField) Update() {
	x, y := uiinput.CursorPosition()
	layer := n.EffectiveInputLayer()
	in := image.Pt(x, y).In(n.Rect)
	n.hovered = in && layer.ActiveFor(x, y, uiinput.LayerEventTypeAny)
	switch pressed := uiinput.MouseButtonJustPressed(ebiten.MouseButtonLeft); {
	case n.editing() && pressed && !in:
		n.commit()
	case n.editing():
		if n.text.Text() != n.rejected {
			n.slider.errText = ""
		}
		n.textFieldView.Update()
		return
	case in && uiinput.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, layer):
		n.click()
	}
	n.Widget.Update()
	if in {
		n.builder.hover(n.index)
	}
}

// click edits the number, and takes the keyboard for that.
func (n *numberField) click() {
	s := n.builder.panel
	if st := s.focusedStop(); st != nil && st.editing() {
		st.setFocused(false) // that one is set, and gives back the keyboard
	}
	had := s.HasKeyboard()
	s.focus = n.index
	s.TakeKeyboard()
	n.beginEdit("")
	n.tookKeyboard = !had
}

// Render implements ebitenui's widget.Renderer.
func (n *numberField) Render(dst *ebiten.Image) {
	if n.editing() {
		n.textFieldView.Render(dst)
		return
	}
	s, r := n.builder.Skin, n.Rect
	if n.hovered {
		s.row.Draw(dst, r, 1)
	}
	if v := n.slider.config.Get(); v != n.shownValue || n.label == "" {
		n.shownValue, n.label = v, strconv.Itoa(v)+n.slider.config.Unit
	}
	s.CheckFit(n.label, SmallMono, r.Dx())
	s.PrintRight(dst, n.label, SmallMono, r.Max.X, s.Baseline(SmallMono, r.Min.Y, r.Max.Y), theme.Text)
}
