package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/net/wire"
)

// joinForm asks for an address and a name.
type joinForm struct {
	sheet   *kit.Sheet
	address kit.Field
	name    kit.Field
	fault   string // what is wrong with what was typed
	done    func(address, name string)
}

// The sizes of the form, in pixels at 100 %.
const (
	joinWidth  = 336
	joinHeight = 262
)

func newJoinForm(d *kit.Desk, address, name string, done func(address, name string), back func()) *joinForm {
	j := &joinForm{done: done}
	j.address.Limit, j.address.Hint = 255, "host:port"
	j.name.Limit, j.name.Runes, j.name.Hint = wire.MaxNameLen, wire.MaxNameRunes, "your name"
	j.address.SetText(address)
	j.name.SetText(name)
	j.sheet = &kit.Sheet{Pad: 16, Gap: 4, Escape: back, Place: placeJoin}
	d.Add(j.sheet, func(b *kit.Builder) { j.build(b, back) })
	return j
}

func placeJoin(f kit.Frame, w, h int) image.Rectangle {
	l := layoutMenu(f, joinHeight)
	y := min(l.below-f.Px(12), f.H-h-f.Px(8))
	return image.Rect(l.left, y, l.left+w, y+h)
}

func (j *joinForm) build(b *kit.Builder, back func()) {
	w := float64(joinWidth - 32)
	b.Text(w, 24, kit.Heading, theme.Text, kit.Fixed("Join an address"))
	b.Space(2)
	b.Text(w, 16, kit.Small, theme.Dim, kit.Fixed("Server"))
	b.Field(w, 32, &j.address, j.submit)
	b.Space(2)
	b.Text(w, 16, kit.Small, theme.Dim, kit.Fixed("Your name"))
	b.Field(w, 32, &j.name, j.submit)
	b.Canvas(w, 34, j.drawFault)
	b.Row(8, func() {
		b.Button(148, 32, "Join", j.submit)
		b.Button(148, 32, "Back", back)
	})
}

// drawFault writes what is wrong, with a mark before it that needs no colour.
func (j *joinForm) drawFault(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	if j.fault == "" {
		return
	}
	measure := func(t string) float64 { return s.Width(t, kit.Small) }
	s.Print(dst, "▲", kit.Small, r.Min.X, s.Centre(kit.Small, r.Min.Y, r.Min.Y+s.Px(17)), theme.Warn)
	for i, l := range kit.Wrap(j.fault, 0, float64(r.Dx()-s.Px(16)), measure) {
		top := r.Min.Y + i*s.Px(16)
		s.Print(dst, l, kit.Small, r.Min.X+s.Px(16), s.Centre(kit.Small, top, top+s.Px(17)), theme.Text)
	}
}

func (j *joinForm) open() {
	j.fault = ""
	j.sheet.Show(true)
	j.sheet.Focus(0)
}

// submit checks what was typed and, where it is right, passes it on.
func (j *joinForm) submit() {
	address, fault := ParseAddress(j.address.Text())
	if j.fault = fault; fault != "" {
		j.sheet.Focus(0)
		return
	}
	name, fault := parseName(j.name.Text())
	if j.fault = fault; fault != "" {
		j.sheet.Focus(1)
		return
	}
	j.address.SetText(address)
	j.name.SetText(name)
	j.done(address, name)
}
