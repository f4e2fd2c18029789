package ui

import (
	"image"
	"strings"
	"unicode"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/theme"
)

// onScreenKeyboard is for gamepad users: South opens it on a field, East closes
// it, West deletes. A real keyboard works meanwhile, too.
type onScreenKeyboard struct {
	root    *Root
	panel   *Panel
	target  *Panel // panel of the field
	field   *TextField
	onEnter func() // what Enter does in the field; may be nil
	shift   bool
	sub     SubImage
}

// oskRows are the rows common to all languages; the texts add their own.
var oskRows = [...]string{"1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm.:_", "@/+!?,'\"()"}

// Sizes in logical pixels.
const (
	oskKeyWidth  = 34
	oskKeyHeight = 29
	oskGap       = 4
	oskWidth     = 10*oskKeyWidth + 9*oskGap
)

// openOSK opens the keyboard for the field of a panel's tab stop.
func (r *Root) openOSK(target *Panel, st *tabStop) {
	b := r.osk
	if b == nil {
		b = &onScreenKeyboard{root: r}
		b.panel = &Panel{Padding: 12, Spacing: oskGap, Modal: true, OnEscape: b.close}
		b.panel.Place = func(vp Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 1, 8) }
		r.osk = b
		r.Add(b.panel, b.build)
	} else {
		r.raise(b.panel)
	}
	b.target, b.field, b.onEnter, b.shift = target, st.field, st.activate, false
	b.panel.Rebuild()
	b.panel.Show(true)
	b.panel.Focus(len(oskRows[0]))
}

// raise moves p above all other panels.
func (r *Root) raise(p *Panel) {
	for i, other := range r.panels {
		if other == p {
			r.panels = append(append(r.panels[:i:i], r.panels[i+1:]...), p)
			r.dirty = true
			return
		}
	}
}

func (b *onScreenKeyboard) build(m *Builder) {
	m.Canvas(oskWidth, 26, b.drawText)
	for _, row := range append(oskRows[:len(oskRows):len(oskRows)], strings.Fields(i18n.T("osk.rows"))...) {
		m.Row(oskGap, func() {
			for _, r := range row {
				if b.shift {
					r = unicode.ToUpper(r)
				}
				m.Button(oskKeyWidth, oskKeyHeight, string(r), func() { b.field.insert(r) })
			}
		})
	}
	m.Row(oskGap, func() {
		const w = (oskWidth - 3*oskGap) / 4.0
		m.ToggleButton(w, oskKeyHeight, i18n.T("osk.capitals"), func() bool { return b.shift }, b.toggleShift)
		m.Button(w, oskKeyHeight, i18n.T("osk.space"), func() { b.field.insert(' ') })
		m.Button(w, oskKeyHeight, i18n.T("osk.delete"), func() { b.field.delete() })
		m.Button(w, oskKeyHeight, i18n.T("osk.done"), b.done)
	})
}

// drawText draws the field's text, or its end if it is too long.
func (b *onScreenKeyboard) drawText(dst *ebiten.Image, s *Skin, r image.Rectangle) {
	s.textField.Draw(dst, r, 1)
	if b.field == nil {
		return
	}
	text, x := b.field.display(b.field.text), r.Min.X+s.Px(8)
	base := s.Baseline(Body, r.Min.Y, r.Max.Y)
	if text == "" {
		s.Print(dst, b.field.Placeholder, Body, x, base, theme.Dim)
		return
	}
	part := b.sub.Of(dst, r.Inset(s.Px(2)))
	if int(s.TextWidth(text, Body)) > r.Dx()-s.Px(16) {
		s.PrintRight(part, text, Body, r.Max.X-s.Px(8), base, theme.Text)
		return
	}
	s.Print(part, text, Body, x, base, theme.Text)
}

// handleKeys handles a real keyboard.
func (b *onScreenKeyboard) handleKeys(in *gamepadInput) {
	b.root.chars = in.AppendChars(b.root.chars[:0])
	for _, r := range b.root.chars {
		b.field.insert(r)
	}
	if pressedOrRepeated(in, ebiten.KeyBackspace) {
		b.field.delete()
	}
	if !b.target.shown {
		b.panel.Hide()
	}
}

func (b *onScreenKeyboard) toggleShift() {
	b.shift = !b.shift
	b.panel.Rebuild()
}

// close returns to the field.
func (b *onScreenKeyboard) close() {
	b.panel.Hide()
	b.target.TakeKeyboard()
}

// done returns to the field and, if it is the panel's only tab stop, acts as
// Enter.
func (b *onScreenKeyboard) done() {
	b.close()
	if b.onEnter != nil && len(b.target.stops) == 1 {
		b.onEnter()
	}
}

// wantsOSK reports whether this tick's input opens the keyboard on a field.
func (r *Root) wantsOSK() bool { return r.input.ButtonPressDuration(input.ButtonSouth) == 1 }
