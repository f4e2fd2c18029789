package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
)

// legend says which key does what, and what the marks on the screen mean.
type legend struct {
	marks  kit.Marks
	quads  kit.Quads
	ribbon kit.Ribbon
	line   []theme.Vec
	self   theme.Mark
	letter string
	avatar rune
}

// keyHelp is a key and what it does.
type keyHelp struct{ key, does string }

var keyHelps = []keyHelp{
	{"W A S D, arrows", "walk"},
	{"Enter", "say something"},
	{"Tab", "who is here (hold)"},
	{"Esc", "menu"},
	{"F1", "this page"},
	{"F2", "simulated lag"},
	{"F3", "net graph"},
	{"F4", "ghost and corrections"},
	{"F5", "capture for the Lab"},
	{"F11", "whole screen"},
}

// markHelp is a mark and what it means.
type markHelp struct {
	means string
	draw  func(l *legend, dst *ebiten.Image, s *kit.Skin, r image.Rectangle)
}

var markHelps = []markHelp{
	{"you, where your keys put you", (*legend).drawSelf},
	{"ghost: where the server last saw you", (*legend).drawGhost},
	{"dots: inputs on their way there", (*legend).drawDots},
	{"red line: a correction, from where you were shown to where you are", (*legend).drawCorrection},
	{"thread: where somebody has been", (*legend).drawThread},
	{"net graph: round trip", (*legend).drawBars},
	{"net graph: a correction", (*legend).drawSpike},
	{"badge: the lag is simulated", (*legend).drawBadge},
}

// The sizes of the legend, in pixels at 100 %.
const (
	legendLine  = 30
	legendKeys  = 250
	legendMarks = 310
	legendHead  = 40
)

// set tells the legend who one is, so that it shows one's own mark.
func (l *legend) set(avatar rune, mark theme.Mark) {
	if avatar != l.avatar || l.letter == "" {
		l.avatar, l.self, l.letter = avatar, mark, string(avatar)
	}
}

func (l *legend) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin) {
	rows := max(len(keyHelps), len(markHelps))
	box := f.Anchor(f.Px(legendKeys+legendMarks+48), f.Px(legendHead+legendLine*float64(rows)+14), 0.5, 0.5, 8)
	s.Panel.Draw(dst, box, 1)
	s.Panel.Draw(dst, box, 1) // twice, so that nothing below shines through
	x0, y0 := box.Min.X+f.Px(16), box.Min.Y+f.Px(legendHead)
	head := s.Centre(kit.Heading, box.Min.Y+f.Px(6), y0-f.Px(4))
	s.Print(dst, "Keys", kit.Heading, x0, head, theme.Text)
	x1 := x0 + f.Px(legendKeys+16)
	s.Print(dst, "Marks", kit.Heading, x1, head, theme.Text)
	s.PrintRight(dst, "F1 or Esc: back", kit.Small, box.Max.X-f.Px(16), head, theme.Dim)
	for i, k := range keyHelps {
		r := image.Rect(x0, y0+i*f.Px(legendLine), x0+f.Px(legendKeys), y0+(i+1)*f.Px(legendLine))
		l.drawKey(dst, s, k, r)
	}
	for i, m := range markHelps {
		y := y0 + i*f.Px(legendLine)
		m.draw(l, dst, s, image.Rect(x1, y, x1+f.Px(52), y+f.Px(legendLine)))
		l.words(dst, s, m.means, image.Rect(x1+f.Px(62), y, box.Max.X-f.Px(12), y+f.Px(legendLine)))
	}
}

// words writes one or two small lines in the middle of the height of r.
func (l *legend) words(dst *ebiten.Image, s *kit.Skin, words string, r image.Rectangle) {
	lines := kit.Wrap(words, 0, float64(r.Dx()), func(t string) float64 { return s.Width(t, kit.Small) })
	h := s.Px(14)
	y := (r.Min.Y + r.Max.Y - h*len(lines)) / 2
	for i, w := range lines {
		s.Print(dst, w, kit.Small, r.Min.X, s.Centre(kit.Small, y+i*h, y+(i+1)*h), theme.Text)
	}
}

func (l *legend) drawKey(dst *ebiten.Image, s *kit.Skin, k keyHelp, r image.Rectangle) {
	w := int(s.Width(k.key, kit.Figures)) + s.Px(14)
	mid := (r.Min.Y + r.Max.Y) / 2
	key := image.Rect(r.Min.X, mid-s.Px(11), r.Min.X+max(w, s.Px(30)), mid+s.Px(11))
	s.Key.Draw(dst, key, 1)
	s.PrintMid(dst, k.key, kit.Figures, (key.Min.X+key.Max.X)/2, s.Centre(kit.Figures, key.Min.Y, key.Max.Y), theme.Text)
	s.Print(dst, k.does, kit.Small, r.Min.X+s.Px(130), s.Centre(kit.Small, r.Min.Y, r.Max.Y), theme.Text)
}
