package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
)

// entry is one line of a menu.
type entry struct {
	label string
	take  func()
}

// The sizes of the main menu, in pixels at 100 %.
const (
	menuEntry = 46
	menuWidth = 340
)

// menuLayout is where the parts of the main menu are, in px.
type menuLayout struct {
	left  int // of the title and the entries
	base  int // the title's baseline
	below int // where the entries begin
	style kit.Style
}

// layoutMenu lays out a main menu with so many pixels of height below the
// title, at 100 %.
func layoutMenu(f kit.Frame, height float64) menuLayout {
	w, h := f.Width(), f.Height()
	size, gap := 104.0, 60.0
	if h < 460 {
		size, gap = 64, 40
	}
	top := max((h-size-gap-height)*0.42, 12)
	left := min(max(w*0.11, 64), 180)
	return menuLayout{
		left:  f.Px(left),
		base:  f.Px(top + size*0.78),
		below: f.Px(top + size*0.78 + gap),
		style: kit.Style{Font: theme.Bold, Size: size},
	}
}

// newMenu makes the sheet of a main menu. What lies under it is drawn by the
// caller.
func newMenu(d *kit.Desk, entries []entry, escape func()) *kit.Sheet {
	s := &kit.Sheet{Bare: true, Unframed: true, Escape: escape}
	s.Place = func(f kit.Frame, w, h int) image.Rectangle {
		l := layoutMenu(f, float64(len(entries))*menuEntry)
		at := image.Pt(l.left+f.Px(14), l.below)
		return image.Rectangle{at, at.Add(image.Pt(w, h))}
	}
	d.Add(s, func(b *kit.Builder) {
		for _, e := range entries {
			b.Entry(menuWidth, menuEntry, kit.Entry, e.label, e.take)
		}
	})
	return s
}

// message draws a sentence about something that went wrong in a box below
// (x,y), at most w px wide.
func message(dst *ebiten.Image, s *kit.Skin, q *kit.Quads, words string, x, y, w int) {
	lines := kit.Wrap(words, 0, float64(w-s.Px(32)), func(t string) float64 { return s.Width(t, kit.Body) })
	line, widest := s.Px(20), 0.0
	for _, l := range lines {
		widest = max(widest, s.Width(l, kit.Body))
	}
	w = min(w, int(widest)+s.Px(32))
	r := image.Rect(x, y, x+w, y+line*len(lines)+s.Px(16))
	s.Panel.Draw(dst, r, 1)
	q.Rect(float32(x), float32(y+s.Px(6)), float32(s.Px(3)), float32(r.Dy()-s.Px(12)), theme.Warn)
	q.Draw(dst)
	for i, l := range lines {
		top := y + s.Px(8) + i*line
		s.Print(dst, l, kit.Body, x+s.Px(16), s.Centre(kit.Body, top, top+line), theme.Text)
	}
}
