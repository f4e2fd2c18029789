package hud

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
)

// How long a notice, or a toast, takes to come and to go, in ticks.
const (
	noticeIn  = 18
	noticeOut = 30
)

// notice is the large sentence low in the middle.
type notice struct {
	text  string
	big   bool // good news, in gold and larger
	born  int  // tick
	until int  // tick from which it fades; 0: stays
	now   int
	quads kit.Quads

	laid noticeRoom // what top is for; zero: nothing
	top  int        // px
}

// noticeRoom is what room a sentence has, and how much it takes, in px.
type noticeRoom struct{ w, h, takes int }

// show puts up a sentence for so many ticks, 0 for as long as nobody takes it
// down. The same sentence again does not start its coming anew, and a changed
// one replaces a standing one without any.
func (n *notice) show(text string, big bool, ticks int) {
	if text == "" {
		n.hide()
		return
	}
	if n.alpha() < 0.5 {
		n.born = n.now
	}
	if n.text == "" || n.big != big {
		n.laid = noticeRoom{}
	}
	n.text, n.big, n.until = text, big, 0
	if ticks > 0 {
		n.until = n.now + ticks
	}
}

// hide lets the sentence fade.
func (n *notice) hide() {
	if n.text != "" && (n.until == 0 || n.until > n.now) {
		n.until = n.now
	}
}

func (n *notice) tick() {
	n.now++
	if n.until > 0 && n.now > n.until+noticeOut {
		n.text = ""
	}
}

func (n *notice) alpha() float64 {
	if n.text == "" {
		return 0
	}
	a := ease(float64(n.now-n.born) / noticeIn)
	if n.until > 0 && n.now > n.until {
		a *= 1 - float64(n.now-n.until)/noticeOut
	}
	return min(max(a, 0), 1)
}

// draw draws the sentence in the middle of the first w px of the window, which
// nothing covers, and gives its place. It does not come over one's own player,
// who is at self.
func (n *notice) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin, w int, self image.Rectangle, calm bool) (r image.Rectangle) {
	a := n.alpha()
	if a <= 0 {
		return r
	}
	style, hue := kit.Lead, theme.Text
	if n.big {
		style, hue = kit.Poster, theme.Accent
	}
	lines := s.Balance(n.text, style, float64(w)*0.86)
	line := s.Line(style)
	rise := 0
	if !calm {
		rise = int(math.Round((1 - ease(float64(n.now-n.born)/noticeIn)) * 12 * f.Scale))
	}
	h := line*len(lines) + f.Px(20)
	n.lay(f, w, h, self)
	top := n.top + rise
	n.band(dst, f, w, top, h, a, hue)
	for i, l := range lines {
		y := top + f.Px(10) + i*line
		s.PrintMid(dst, l, style, w/2, s.Centre(style, y, y+line), theme.With(hue, a))
	}
	return image.Rect(0, top, w, top+h)
}

// lay gives a sentence that is h px high its place: low in the window, and above
// one's own player where that is there. There it stays until the player walks into
// it.
func (n *notice) lay(f kit.Frame, w, h int, self image.Rectangle) {
	room := noticeRoom{w, f.H, h}
	at := func(top int) image.Rectangle { return image.Rect(0, top, w, top+h) }
	if n.laid == room && !at(n.top).Overlaps(self) {
		return
	}
	n.laid, n.top = room, int(float64(f.H)*0.70)-h/2
	gap := f.Px(8)
	if at(n.top).Inset(-gap).Overlaps(self) {
		n.top = self.Min.Y - gap - h
	}
}

// band draws a dark band that fades to the sides, with a thin line at its edges.
func (n *notice) band(dst *ebiten.Image, f kit.Frame, width, top, h int, a float64, hue color.NRGBA) {
	w := float32(width)
	full := theme.With(theme.Night, 0.84*a)
	rim, none, bare := theme.With(hue, 0.55*a), theme.With(hue, 0), theme.With(theme.Night, 0)
	strip := func(y, h float32, mid, side color.NRGBA) {
		n.quads.Fade(0, y, w*0.25, h, side, mid)
		n.quads.Rect(w*0.25, y, w*0.5, h, mid)
		n.quads.Fade(w*0.75, y, w*0.25, h, mid, side)
	}
	strip(float32(top), float32(h), full, bare)
	line := float32(max(1, f.Px(1)))
	strip(float32(top), line, rim, none)
	strip(float32(top+h)-line, line, rim, none)
	n.quads.Draw(dst)
}
