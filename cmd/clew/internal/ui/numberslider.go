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
	numberPadding = 4  // left and right of an edited number, in logical pixels
	numberRunes   = 12 // maximum length
	numberGap     = 8  // between slider and number
)

// NumberSlider adds a slider of w×h whose number, numberWidth wide, is shown at
// its right. Clicking the number, or Enter or a digit on the slider, edits it;
// Enter or leaving it sets the value. For an invalid value, the valid range is
// shown in place of the slider.
func (b *Builder) NumberSlider(w, numberWidth, h float64, d Slider) {
	b.newNumberSlider(w, numberWidth, h, d)
}

func (b *Builder) newNumberSlider(w, numberWidth, h float64, d Slider) (slider *sliderView) {
	b.Row(numberGap, func() {
		slider = b.newSlider(w-numberWidth-numberGap, h, d)
		n := &numberField{slider: slider, shownValue: d.Min - 1}
		n.textFieldView = textFieldView{field: &n.text, builder: b, index: slider.index, padding: numberPadding}
		n.text.MaxRunes = numberRunes
		n.Widget = widget.NewWidget(
			widget.WidgetOpts.MinSize(b.Skin.Px(numberWidth), b.Skin.Px(h)),
			widget.WidgetOpts.CursorHovered(uiinput.CURSOR_TEXT))
		st := slider.stop
		st.rect = n.focusRect
		st.setFocused = n.setFocused
		st.activate, st.startEdit, st.cancel = n.activate, n.beginEdit, n.endEdit
		b.add(n)
	})
	return slider
}

// numberField is the number of a slider, and a text field while it is edited.
type numberField struct {
	textFieldView
	text         TextField
	slider       *sliderView
	hovered      bool   // mouse over it
	rejected     string // last text that was rejected
	tookKeyboard bool   // the panel took the keyboard only for editing
	shownValue   int    // the value of label
	label        string
}

// focusRect returns where to draw the focus frame.
func (n *numberField) focusRect() rectangle {
	if n.editing() {
		return n.Rect
	}
	return n.slider.Rect
}

func (n *numberField) editing() bool { return n.slider.stop.field != nil }

// setFocused updates the focus; losing it commits the number.
func (n *numberField) setFocused(focused bool) {
	n.slider.focused = focused
	n.textFieldView.setFocused(focused)
	if !focused && n.editing() {
		n.commit()
	}
}

// beginEdit starts editing with the text first or, if it is empty, the current
// value.
func (n *numberField) beginEdit(first string) {
	n.slider.stop.field = &n.text
	n.text.SetText(first)
	if first == "" {
		n.text.SetText(strconv.Itoa(n.slider.config.Get()))
		n.text.selected = true
	}
	n.blinkTicks = 0
}

// endEdit returns to the slider without changing the value.
func (n *numberField) endEdit() {
	n.slider.stop.field, n.slider.errText = nil, ""
	if n.tookKeyboard {
		n.tookKeyboard = false
		n.builder.panel.ReleaseKeyboard()
	}
}

// activate handles Enter: it starts editing, or sets or rejects the number.
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

// commit ends editing and sets the value if it is valid.
func (n *numberField) commit() {
	v, ok := n.slider.config.parse(n.text.Text())
	n.endEdit()
	if ok && v != n.slider.config.Get() {
		n.slider.config.Set(v)
	}
}

// parse parses a value with or without its unit.
func (d *Slider) parse(text string) (v int, ok bool) {
	text = strings.TrimSpace(text)
	number := strings.TrimSpace(strings.TrimSuffix(text, strings.TrimSpace(d.Unit)))
	if first, _, found := strings.Cut(text, " "); found && d.Format != nil {
		if n, err := strconv.Atoi(first); err == nil && d.Format(n) == text {
			number = first
		}
	}
	v, err := strconv.Atoi(number)
	ok = err == nil && v >= d.Min && v <= d.Max && (!d.Snap || (v-d.Min)%d.Step == 0)
	return v, ok
}

// rangeText describes the valid values.
func (d *Slider) rangeText() string {
	if d.Snap && d.Step > 1 {
		return i18n.Tf("slider.steps", d.Min, d.Min+d.Step, d.Max)
	}
	return i18n.Tf("slider.allowed", d.Min, d.Max)
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

// click starts editing and takes the keyboard for it.
func (n *numberField) click() {
	s := n.builder.panel
	if stop := s.focusedStop(); stop != nil && stop.editing() {
		stop.setFocused(false) // commits that number, and gives its keyboard back
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
		n.shownValue, n.label = v, n.slider.config.format(v)
	}
	s.CheckFit(n.label, SmallMono, r.Dx())
	s.PrintRight(dst, n.label, SmallMono, r.Max.X, s.Baseline(SmallMono, r.Min.Y, r.Max.Y), theme.Text)
}
