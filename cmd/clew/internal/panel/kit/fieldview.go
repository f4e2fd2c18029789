package kit

import (
	"image"
	"image/color"
	"math"
	"unicode/utf8"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// fieldPad is what stays free at each side of a field's text, in pixels at 100 %.
const fieldPad = 8

// blink is how many ticks a caret is shown, and then not shown.
const blink = 27

// Field puts a field of w×h pixels into the sheet; enter is called when Enter
// is pressed in it.
func (b *Builder) Field(w, h float64, f *Field, enter func()) {
	b.add(b.field(w, h, f, enter))
}

// WideField is a Field that is as wide as the sheet.
func (b *Builder) WideField(h float64, f *Field, enter func()) {
	v := b.field(0, h, f, enter)
	v.LayoutData = widget.RowLayoutData{Stretch: true}
	b.into.AddChild(v)
}

func (b *Builder) field(w, h float64, f *Field, enter func()) *field {
	if w > 0 {
		b.Skin.Fit(f.Hint, Body, b.Skin.Px(w-2*fieldPad))
	}
	v := &field{f: f, b: b, i: b.index(), pad: fieldPad}
	v.Widget = widget.NewWidget(
		widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
		widget.WidgetOpts.CursorHovered(input.CURSOR_TEXT))
	b.stop(&stop{rect: func() rectangle { return v.Rect }, light: v.light, act: enter, field: f})
	return v
}

// field shows a Field. ebitenui's own would read the keys while it is drawn,
// and draw on two pictures as large as the window.
type field struct {
	*widget.Widget
	f     *Field
	b     *Builder
	i     int
	lit   bool // it has the focus
	ticks int  // since the caret last moved
	shift int  // how far the text lies to the left, px, so that the caret is in view
	clip  Clip
	pad   float64 // at each side of the text, in pixels at 100 %
	quads Quads
}

// GetWidget implements ebitenui's widget.HasWidget.
func (v *field) GetWidget() *widget.Widget { return v.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (v *field) PreferredSize() (int, int) { return v.MinWidth, v.MinHeight }

func (v *field) light(on bool) {
	if on != v.lit {
		v.ticks = 0
	}
	v.lit = on
	v.f.all = v.f.all && on
}

// Update implements ebitenui's widget.Updater. A click into the field gives it
// the focus, and puts the caret where the mouse is.
func (v *field) Update() {
	v.Widget.Update()
	if v.ticks++; v.f.moved {
		v.ticks, v.f.moved = 0, false
	}
	x, y := input.CursorPosition()
	if image.Pt(x, y).In(v.Rect) && input.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, v.EffectiveInputLayer()) {
		v.f.put(v.near(x - v.inner().Min.X + v.shift))
		v.b.sheet.at = v.i
		v.b.sheet.Take()
	}
}

// inner is where the text is seen.
func (v *field) inner() image.Rectangle {
	pad := v.b.Skin.Px(v.pad)
	return image.Rect(v.Rect.Min.X+pad, v.Rect.Min.Y, v.Rect.Max.X-pad, v.Rect.Max.Y)
}

// near is the place in the text that is nearest to x px from its beginning.
func (v *field) near(x int) (at int) {
	text, least := v.f.text, math.Inf(1)
	for i := 0; i <= len(text); i++ {
		if i < len(text) && !utf8.RuneStart(text[i]) {
			continue
		}
		if off := math.Abs(v.b.Skin.Width(v.f.seen(text[:i]), Body) - float64(x)); off < least {
			at, least = i, off
		}
	}
	return at
}

// Render implements ebitenui's widget.Renderer.
func (v *field) Render(dst *ebiten.Image) {
	if v.Rect.Empty() {
		return
	}
	s, in := v.b.Skin, v.inner()
	s.field.Draw(dst, v.Rect, 1)
	base := s.Centre(Body, in.Min.Y, in.Max.Y)
	part := v.clip.Of(dst, in)
	caret := v.follow(in.Dx())
	if v.f.all {
		v.box(part, in.Min.X-v.shift, int(s.Width(v.f.seen(v.f.text), Body)), theme.With(theme.Accent, 0.3))
	}
	if v.f.text == "" {
		s.print(part, v.f.Hint, Body, in.Min.X, base, theme.Dim)
	} else {
		s.print(part, v.f.seen(v.f.text), Body, in.Min.X-v.shift, base, theme.Text)
	}
	if v.caretShown() {
		v.box(part, in.Min.X+caret-v.shift, v.thick(), theme.Text)
	}
}

func (v *field) caretShown() bool { return v.lit && v.ticks/blink%2 == 0 }

// follow shifts the text so that the caret is in a view of w px, and gives the
// caret's place in the text.
func (v *field) follow(w int) int {
	s := v.b.Skin
	caret := int(math.Round(s.Width(v.f.seen(v.f.text[:v.f.caret]), Body)))
	if v.lit {
		v.shift = min(max(v.shift, caret+v.thick()-w), caret)
	}
	v.shift = max(0, min(v.shift, int(math.Ceil(s.Width(v.f.seen(v.f.text), Body)))+v.thick()-w))
	return caret
}

// thick is how wide the caret is, in px.
func (v *field) thick() int { return max(1, v.b.Skin.Px(1.5)) }

// box draws a rectangle as high as the text.
func (v *field) box(dst *ebiten.Image, x, w int, c color.NRGBA) {
	h := v.b.Skin.Line(Body)
	y := (v.Rect.Min.Y + v.Rect.Max.Y - h) / 2
	v.quads.Rect(float32(x), float32(y), float32(w), float32(h), c)
	v.quads.Draw(dst)
}
