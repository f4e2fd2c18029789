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

// onScreenKeyboard is a keyboard on the screen, for whoever has a gamepad in their hands:
// the button that presses things opens it on a field, East closes it, West
// deletes. A real keyboard types meanwhile, too.
type onScreenKeyboard struct {
	root    *Root
	panel   *Panel
	target  *Panel // whose field is typed into
	field   *TextField
	onEnter func() // what Enter does in that field; may be nil
	shift   bool
	sub     SubImage
}

// oskRows are the characters that every language has; words has
// rows of its own.
var oskRows = [...]string{"1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm.:_", "@/+!?,'\"()"}

// The sizes of the board, in pixels at 100 %.
const (
	oskKeyWidth  = 34
	oskKeyHeight = 29
	oskGap       = 4
	oskWidth     = 10*oskKeyWidth + 9*oskGap
)

// openOSK shows the board for a field of a sheet.
func (d *Root) openOSK(of *Panel, st *tabStop) {
	b := d.osk
	if b == nil {
		b = &onScreenKeyboard{root: d}
		b.panel = &Panel{Padding: 12, Spacing: oskGap, Modal: true, OnEscape: b.close}
		b.panel.Place = func(f Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 1, 8) }
		d.osk = b
		d.Add(b.panel, b.build)
	} else {
		d.raise(b.panel)
	}
	b.target, b.field, b.onEnter, b.shift = of, st.field, st.activate, false
	b.panel.Rebuild()
	b.panel.Show(true)
	b.panel.Focus(len(oskRows[0]))
}

// raise puts a sheet above all others.
func (d *Root) raise(s *Panel) {
	for i, other := range d.panels {
		if other == s {
			d.panels = append(append(d.panels[:i:i], d.panels[i+1:]...), s)
			d.dirty = true
			return
		}
	}
}

func (b *onScreenKeyboard) build(m *Builder) {
	m.Canvas(oskWidth, 26, b.drawText)
	for _, row := range append(oskRows[:len(oskRows):len(oskRows)], strings.Fields(i18n.T("board.rows"))...) {
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
		m.ToggleButton(w, oskKeyHeight, i18n.T("board.capitals"), func() bool { return b.shift }, b.toggleShift)
		m.Button(w, oskKeyHeight, i18n.T("board.space"), func() { b.field.insert(' ') })
		m.Button(w, oskKeyHeight, i18n.T("board.delete"), func() { b.field.delete() })
		m.Button(w, oskKeyHeight, i18n.T("board.done"), b.done)
	})
}

// drawText shows what stands in the field, its end if that is too long.
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

// handleKeys types what a keyboard types meanwhile.
func (b *onScreenKeyboard) handleKeys(h *gamepadInput) {
	b.root.chars = h.AppendChars(b.root.chars[:0])
	for _, r := range b.root.chars {
		b.field.insert(r)
	}
	if pressedOrRepeated(h, ebiten.KeyBackspace) {
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

// close goes back to the field.
func (b *onScreenKeyboard) close() {
	b.panel.Hide()
	b.target.TakeKeyboard()
}

// done goes back to the field and, where that is all there is, does what Enter
// does in it.
func (b *onScreenKeyboard) done() {
	b.close()
	if b.onEnter != nil && len(b.target.stops) == 1 {
		b.onEnter()
	}
}

// wantsOSK says whether the board opens on a field in this tick.
func (d *Root) wantsOSK() bool { return d.input.ButtonPressDuration(input.ButtonSouth) == 1 }
