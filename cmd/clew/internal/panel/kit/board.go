package kit

import (
	"image"
	"strings"
	"unicode"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// board is a keyboard on the screen, for whoever has a gamepad in their hands:
// the button that presses things opens it on a field, East closes it, West
// deletes. A real keyboard types meanwhile, too.
type board struct {
	desk    *Desk
	sheet   *Sheet
	of      *Sheet // whose field is typed into
	field   *Field
	act     func() // what Enter does in that field; may be nil
	capital bool
	clip    Clip
}

// boardRows are the characters that every language has; words has
// rows of its own.
var boardRows = [...]string{"1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm.:_", "@/+!?,'\"()"}

// The sizes of the board, in pixels at 100 %.
const (
	boardKey  = 34
	boardHigh = 29
	boardGap  = 4
	boardWide = 10*boardKey + 9*boardGap
)

// openBoard shows the board for a field of a sheet.
func (d *Desk) openBoard(of *Sheet, st *stop) {
	b := d.board
	if b == nil {
		b = &board{desk: d}
		b.sheet = &Sheet{Pad: 12, Gap: boardGap, Modal: true, Escape: b.close}
		b.sheet.Place = func(f Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 1, 8) }
		d.board = b
		d.Add(b.sheet, b.build)
	} else {
		d.raise(b.sheet)
	}
	b.of, b.field, b.act, b.capital = of, st.field, st.act, false
	b.sheet.Rebuild()
	b.sheet.Show(true)
	b.sheet.Focus(len(boardRows[0]))
}

// raise puts a sheet above all others.
func (d *Desk) raise(s *Sheet) {
	for i, other := range d.sheets {
		if other == s {
			d.sheets = append(append(d.sheets[:i:i], d.sheets[i+1:]...), s)
			d.stale = true
			return
		}
	}
}

func (b *board) build(m *Builder) {
	m.Canvas(boardWide, 26, b.drawText)
	for _, row := range append(boardRows[:len(boardRows):len(boardRows)], strings.Fields(words.T("board.rows"))...) {
		m.Row(boardGap, func() {
			for _, r := range row {
				if b.capital {
					r = unicode.ToUpper(r)
				}
				m.Button(boardKey, boardHigh, string(r), func() { b.field.insert(r) })
			}
		})
	}
	m.Row(boardGap, func() {
		const w = (boardWide - 3*boardGap) / 4.0
		m.Choice(w, boardHigh, words.T("board.capitals"), func() bool { return b.capital }, b.shift)
		m.Button(w, boardHigh, words.T("board.space"), func() { b.field.insert(' ') })
		m.Button(w, boardHigh, words.T("board.delete"), func() { b.field.delete() })
		m.Button(w, boardHigh, words.T("board.done"), b.done)
	})
}

// drawText shows what stands in the field, its end if that is too long.
func (b *board) drawText(dst *ebiten.Image, s *Skin, r image.Rectangle) {
	s.field.Draw(dst, r, 1)
	if b.field == nil {
		return
	}
	text, x := b.field.seen(b.field.text), r.Min.X+s.Px(8)
	base := s.Centre(Body, r.Min.Y, r.Max.Y)
	if text == "" {
		s.Print(dst, b.field.Hint, Body, x, base, theme.Dim)
		return
	}
	part := b.clip.Of(dst, r.Inset(s.Px(2)))
	if int(s.Width(text, Body)) > r.Dx()-s.Px(16) {
		s.PrintRight(part, text, Body, r.Max.X-s.Px(8), base, theme.Text)
		return
	}
	s.Print(part, text, Body, x, base, theme.Text)
}

// keys types what a keyboard types meanwhile.
func (b *board) keys(h *grip) {
	b.desk.chars = h.Chars(b.desk.chars[:0])
	for _, r := range b.desk.chars {
		b.field.insert(r)
	}
	if acts(h, ebiten.KeyBackspace) {
		b.field.delete()
	}
	if !b.of.shown {
		b.sheet.Hide()
	}
}

func (b *board) shift() {
	b.capital = !b.capital
	b.sheet.Rebuild()
}

// close goes back to the field.
func (b *board) close() {
	b.sheet.Hide()
	b.of.Take()
}

// done goes back to the field and, where that is all there is, does what Enter
// does in it.
func (b *board) done() {
	b.close()
	if b.act != nil && len(b.of.stops) == 1 {
		b.act()
	}
}

// opensBoard says whether the board opens on a field in this tick.
func (d *Desk) opensBoard() bool { return d.hands.Button(pad.South) == 1 }
