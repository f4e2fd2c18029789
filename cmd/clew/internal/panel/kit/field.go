package kit

import (
	"image"
	"unicode"
	"unicode/utf8"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Field is a line of text that a person can type into. Make one and keep it;
// Builder.Field puts it into a sheet. The zero value is an empty field.
type Field struct {
	// Limit is how many bytes the text may have, Runes how many characters;
	// 0: any number.
	Limit, Runes int
	// Hint is shown, dim, while there is no text.
	Hint string

	text string
	all  bool // the whole text is chosen: what is typed next takes its place
	in   *widget.TextInput
}

// Text is what stands in the field.
func (f *Field) Text() string { return f.text }

// SetText replaces what stands in the field; what is beyond the limit or may
// not be typed is left out.
func (f *Field) SetText(text string) {
	f.text = ""
	for _, r := range text {
		if f.takes(f.text, r) {
			f.text += string(r)
		}
	}
	if f.in != nil {
		f.in.SetText(f.text)
		f.in.CursorMoveEnd()
	}
}

// takes says whether r may be added to text. Control characters, and those
// that turn the direction of writing or break lines, never may.
func (f *Field) takes(text string, r rune) bool {
	if !unicode.IsPrint(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
		return false
	}
	return (f.Limit == 0 || len(text)+utf8.RuneLen(r) <= f.Limit) &&
		(f.Runes == 0 || utf8.RuneCountInString(text) < f.Runes)
}

// keys lets the field use what was typed in this tick.
func (f *Field) keys(h Hands, chars []rune) {
	if struck(h, ebiten.KeyA) && h.Held(ebiten.KeyControl) > 0 {
		f.all = f.in.GetText() != ""
		return
	}
	if f.all && (len(chars) > 0 || acts(h, editKeys[:]...)) {
		f.all = false
		if len(chars) > 0 || acts(h, ebiten.KeyBackspace, ebiten.KeyDelete) {
			f.in.SetText("")
		}
	}
	for i := range chars {
		if f.takes(f.in.GetText(), chars[i]) {
			f.in.Insert(chars[i : i+1])
		}
	}
	for _, k := range editKeys {
		if acts(h, k) {
			f.edit(k)
		}
	}
	f.text = f.in.GetText()
}

// insert types a character.
func (f *Field) insert(r rune) {
	if f.all {
		f.all = false
		f.in.SetText("")
	}
	if f.takes(f.in.GetText(), r) {
		f.in.Insert([]rune{r})
	}
	f.text = f.in.GetText()
}

// delete deletes the character before the caret, or what is chosen.
func (f *Field) delete() {
	if f.all {
		f.all = false
		f.in.SetText("")
	} else {
		f.in.Backspace()
	}
	f.text = f.in.GetText()
}

// editKeys are the keys that change a text or move its caret.
var editKeys = [...]ebiten.Key{
	ebiten.KeyBackspace, ebiten.KeyDelete, ebiten.KeyArrowLeft, ebiten.KeyArrowRight, ebiten.KeyHome, ebiten.KeyEnd,
}

func (f *Field) edit(k ebiten.Key) {
	switch k {
	case ebiten.KeyBackspace:
		f.in.Backspace()
	case ebiten.KeyDelete:
		f.in.Delete()
	case ebiten.KeyArrowLeft:
		f.in.CursorMoveLeft()
	case ebiten.KeyArrowRight:
		f.in.CursorMoveRight()
	case ebiten.KeyHome:
		f.in.CursorMoveStart()
	case ebiten.KeyEnd:
		f.in.CursorMoveEnd()
	}
}

// Field puts a field of w×h pixels into the sheet; enter is called when Enter
// is pressed in it.
func (b *Builder) Field(w, h float64, f *Field, enter func()) {
	b.add(b.field(w, h, f, enter))
}

// WideField is a Field that is as wide as the sheet.
func (b *Builder) WideField(h float64, f *Field, enter func()) {
	v := b.field(0, h, f, enter)
	v.GetWidget().LayoutData = widget.RowLayoutData{Stretch: true}
	b.into.AddChild(v)
}

func (b *Builder) field(w, h float64, f *Field, enter func()) *field {
	s := b.Skin
	face := s.Face(Body)
	if w > 0 {
		s.Fit(f.Hint, Body, s.Px(w-2*8))
	}
	pad := s.insets(8, (h-float64(s.Line(Body))/s.Scale)/2)
	f.in = widget.NewTextInput(
		widget.TextInputOpts.Face(face),
		widget.TextInputOpts.Padding(pad),
		widget.TextInputOpts.Placeholder(f.Hint),
		widget.TextInputOpts.SubmitOnEnter(false),
		widget.TextInputOpts.CaretOpts(widget.CaretOpts.Size(face, max(1, s.Px(1.5)))),
		widget.TextInputOpts.Color(&widget.TextInputColor{Idle: theme.Text, Disabled: theme.Dim, Caret: theme.Text}),
		widget.TextInputOpts.WidgetOpts(widget.WidgetOpts.MinSize(s.Px(w), s.Px(h)),
			widget.WidgetOpts.CursorHovered(input.CURSOR_TEXT)),
	)
	f.in.SetText(f.text)
	f.in.CursorMoveEnd()
	v := &field{TextInput: f.in, f: f, b: b, i: b.index()}
	b.stop(&stop{rect: func() rectangle { return v.GetWidget().Rect }, light: v.light, act: enter, field: f})
	return v
}

// field draws a text input on a small picture of its own. By itself it would
// draw on two as large as the window.
type field struct {
	*widget.TextInput
	f   *Field
	b   *Builder
	i   int
	lit bool
	hit bool // clicked since the last frame
	pad *ebiten.Image
}

func (v *field) light(on bool) {
	v.lit = on
	v.f.all = v.f.all && on
	v.TextInput.Focus(on)
}

// Update implements ebitenui's widget.Updater. A click into the field makes
// ebitenui give it the focus, which the sheet must know of.
func (v *field) Update() {
	v.TextInput.Update()
	sheet, w := v.b.sheet, v.GetWidget()
	if image.Pt(input.CursorPosition()).In(w.Rect) &&
		input.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, w.EffectiveInputLayer()) {
		v.hit, v.f.all = true, false
	}
	if v.IsFocused() && !v.lit {
		sheet.at = v.i
		sheet.Take()
	}
}

// choice shows on the pad that the whole text is chosen.
func (v *field) choice() {
	s := v.b.Skin
	x, h := s.Px(8), s.Line(Body)
	w := min(int(s.Width(v.f.text, Body)), v.pad.Bounds().Dx()-2*x)
	y := (v.pad.Bounds().Dy() - h) / 2
	v.pad.SubImage(image.Rect(x, y, x+w, y+h)).(*ebiten.Image).Fill(theme.With(theme.Accent, 0.3))
}

// Render implements ebitenui's widget.Renderer.
func (v *field) Render(dst *ebiten.Image) {
	r := v.GetWidget().Rect
	if r.Empty() {
		return
	}
	v.b.Skin.field.Draw(dst, r, 1)
	if v.pad == nil || v.pad.Bounds().Size() != r.Size() {
		v.pad = ebiten.NewImage(r.Dx(), r.Dy())
	}
	v.pad.Clear()
	if v.f.all {
		v.choice()
	}
	v.SetLocation(r.Sub(r.Min))
	p := &v.b.sheet.desk.pointer
	p.lend(r.Min, v.hit)
	v.TextInput.Render(v.pad)
	p.back()
	v.hit = false
	v.SetLocation(r)
	var op ebiten.DrawImageOptions
	op.GeoM.Translate(float64(r.Min.X), float64(r.Min.Y))
	dst.DrawImage(v.pad, &op)
}
