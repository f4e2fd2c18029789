package kit

import (
	"image"
	"strconv"
	"strings"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

const (
	numberPad   = 4  // at each side of a number that is edited, in pixels at 100 %
	numberRunes = 12 // that can be typed
	numberGap   = 8  // between a slider and its number
)

// Number adds a slider of w×h pixels and, wide pixels at its right, its number. A
// click on the number, or Enter or a digit on the slider, edits it; Enter, or
// leaving it, sets what was typed. What can't be set is refused in place of the
// slider, with what can.
func (b *Builder) Number(w, wide, h float64, d Dial) { b.number(w, wide, h, d) }

func (b *Builder) number(w, wide, h float64, d Dial) (slider *dial) {
	b.Row(numberGap, func() {
		slider = b.dial(w-wide-numberGap, h, d)
		n := &number{slider: slider, shown: d.Min - 1}
		n.field = field{f: &n.text, b: b, i: slider.i, pad: numberPad}
		n.text.Runes = numberRunes
		n.Widget = widget.NewWidget(
			widget.WidgetOpts.MinSize(b.Skin.Px(wide), b.Skin.Px(h)),
			widget.WidgetOpts.CursorHovered(input.CURSOR_TEXT))
		st := slider.stop
		st.rect = n.place
		st.light = n.shine
		st.act, st.edit, st.cancel = n.enter, n.begin, n.end
		b.add(n)
	})
	return slider
}

// number is the number of a slider. While it is edited it is a field.
type number struct {
	field
	text    Field
	slider  *dial
	over    bool   // the mouse is over it
	refused string // the text that was
	took    bool   // the sheet has the keyboard only for this
	shown   int    // the value …
	label   string // … in words
}

// place is where the focus is.
func (n *number) place() rectangle {
	if n.editing() {
		return n.Rect
	}
	return n.slider.Rect
}

func (n *number) editing() bool { return n.slider.stop.field != nil }

// shine shows the focus; a number that loses it is set.
func (n *number) shine(on bool) {
	n.slider.lit = on
	n.field.light(on)
	if !on && n.editing() {
		n.leave()
	}
}

// begin edits the number, from what was typed; nothing: from what it is.
func (n *number) begin(first string) {
	n.slider.stop.field = &n.text
	n.text.SetText(first)
	if first == "" {
		n.text.SetText(strconv.Itoa(n.slider.of.Get()))
		n.text.all = true
	}
	n.ticks = 0
}

// end goes back to the slider, and leaves the value as it is.
func (n *number) end() {
	n.slider.stop.field, n.slider.refusal = nil, ""
	if n.took {
		n.took = false
		n.b.sheet.Drop()
	}
}

// enter is Enter: it edits, or sets what was typed, or refuses it.
func (n *number) enter() {
	if !n.editing() {
		n.begin("")
		return
	}
	if v, ok := n.slider.of.read(n.text.Text()); ok {
		n.end()
		n.slider.of.Set(v)
		return
	}
	n.slider.refusal, n.refused = n.slider.of.allowed(), n.text.Text()
	n.text.Choose()
}

// leave sets what was typed, where that can be set.
func (n *number) leave() {
	v, ok := n.slider.of.read(n.text.Text())
	n.end()
	if ok && v != n.slider.of.Get() {
		n.slider.of.Set(v)
	}
}

// read is the value that a text says, with its unit or without.
func (d *Dial) read(text string) (v int, ok bool) {
	text = strings.TrimSuffix(strings.TrimSpace(text), strings.TrimSpace(d.Unit))
	v, err := strconv.Atoi(strings.TrimSpace(text))
	ok = err == nil && v >= d.Min && v <= d.Max && (!d.Whole || (v-d.Min)%d.Step == 0)
	return v, ok
}

// allowed says which values there are.
func (d *Dial) allowed() string {
	if d.Whole && d.Step > 1 {
		return words.F("dial.steps", d.Min, d.Min+d.Step, d.Max)
	}
	return words.F("dial.allowed", d.Min, d.Max)
}

// Update implements ebitenui's widget.Updater.
func (n *number) Update() {
	x, y := input.CursorPosition()
	layer := n.EffectiveInputLayer()
	in := image.Pt(x, y).In(n.Rect)
	n.over = in && layer.ActiveFor(x, y, input.LayerEventTypeAny)
	switch pressed := input.MouseButtonJustPressed(ebiten.MouseButtonLeft); {
	case n.editing() && pressed && !in:
		n.leave()
	case n.editing():
		if n.text.Text() != n.refused {
			n.slider.refusal = ""
		}
		n.field.Update()
		return
	case in && input.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, layer):
		n.click()
	}
	n.Widget.Update()
	if in {
		n.b.hover(n.i)
	}
}

// click edits the number, and takes the keyboard for that.
func (n *number) click() {
	s := n.b.sheet
	if st := s.focused(); st != nil && st.editing() {
		st.light(false) // that one is set, and gives back the keyboard
	}
	had := s.HasKeyboard()
	s.at = n.i
	s.Take()
	n.begin("")
	n.took = !had
}

// Render implements ebitenui's widget.Renderer.
func (n *number) Render(dst *ebiten.Image) {
	if n.editing() {
		n.field.Render(dst)
		return
	}
	s, r := n.b.Skin, n.Rect
	if n.over {
		s.plain.Draw(dst, r, 1)
	}
	if v := n.slider.of.Get(); v != n.shown || n.label == "" {
		n.shown, n.label = v, strconv.Itoa(v)+n.slider.of.Unit
	}
	s.Fit(n.label, Figures, r.Dx())
	s.PrintRight(dst, n.label, Figures, r.Max.X, s.Centre(Figures, r.Min.Y, r.Max.Y), theme.Text)
}
