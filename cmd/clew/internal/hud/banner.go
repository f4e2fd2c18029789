package hud

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// How long a notice, or a toast, takes to come and to go, in ticks.
const (
	bannerFadeIn  = 18
	bannerFadeOut = 30
)

// banner is the large sentence low in the middle.
type banner struct {
	text       string
	celebrates bool // good news, in gold and larger
	shownAt    int  // tick
	fadeAt     int  // tick from which it fades; 0: stays
	now        int
	batch      ui.Batch

	placedFor bannerSpace // what top is for; zero: nothing
	top       int         // px
}

// bannerSpace is what room a sentence has, and how much it takes, in px.
type bannerSpace struct{ w, h, height int }

// show puts up a sentence for so many ticks, 0 for as long as nobody takes it
// down. The same sentence again does not start its coming anew, and a changed
// one replaces a standing one without any.
func (n *banner) show(text string, big bool, ticks int) {
	if text == "" {
		n.hide()
		return
	}
	if n.alpha() < 0.5 {
		n.shownAt = n.now
	}
	if n.text == "" || n.celebrates != big {
		n.placedFor = bannerSpace{}
	}
	n.text, n.celebrates, n.fadeAt = text, big, 0
	if ticks > 0 {
		n.fadeAt = n.now + ticks
	}
}

// hide lets the sentence fade.
func (n *banner) hide() {
	if n.text != "" && (n.fadeAt == 0 || n.fadeAt > n.now) {
		n.fadeAt = n.now
	}
}

func (n *banner) tick() {
	n.now++
	if n.fadeAt > 0 && n.now > n.fadeAt+bannerFadeOut {
		n.text = ""
	}
}

func (n *banner) alpha() float64 {
	if n.text == "" {
		return 0
	}
	a := ease(float64(n.now-n.shownAt) / bannerFadeIn)
	if n.fadeAt > 0 && n.now > n.fadeAt {
		a *= 1 - float64(n.now-n.fadeAt)/bannerFadeOut
	}
	return min(max(a, 0), 1)
}

// draw draws the sentence in the middle of the first w px of the window, which
// nothing covers, and gives its place. It does not come over one's own player,
// who is at self.
func (n *banner) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin, w int, self image.Rectangle, calm bool) (r image.Rectangle) {
	a := n.alpha()
	if a <= 0 {
		return r
	}
	style, hue := ui.Large, theme.Text
	if n.celebrates {
		style, hue = ui.Display, theme.Accent
	}
	lines := s.WrapBalanced(n.text, style, float64(w)*0.86)
	line := s.LineHeight(style)
	rise := 0
	if !calm {
		rise = int(math.Round((1 - ease(float64(n.now-n.shownAt)/bannerFadeIn)) * 12 * f.Scale))
	}
	h := line*len(lines) + f.Px(20)
	n.place(f, w, h, self)
	top := n.top + rise
	n.drawBand(dst, f, w, top, h, a, hue)
	for i, l := range lines {
		y := top + f.Px(10) + i*line
		s.PrintCentred(dst, l, style, w/2, s.Baseline(style, y, y+line), theme.WithAlpha(hue, a))
	}
	return image.Rect(0, top, w, top+h)
}

// place gives a sentence that is h px high its place: low in the window, and above
// one's own player where that is there. There it stays until the player walks into
// it.
func (n *banner) place(f ui.Viewport, w, h int, self image.Rectangle) {
	room := bannerSpace{w, f.H, h}
	at := func(top int) image.Rectangle { return image.Rect(0, top, w, top+h) }
	if n.placedFor == room && !at(n.top).Overlaps(self) {
		return
	}
	n.placedFor, n.top = room, int(float64(f.H)*0.70)-h/2
	gap := f.Px(8)
	if at(n.top).Inset(-gap).Overlaps(self) {
		n.top = self.Min.Y - gap - h
	}
}

// drawBand draws a dark band that fades to the sides, with a thin line at its edges.
func (n *banner) drawBand(dst *ebiten.Image, f ui.Viewport, width, top, h int, a float64, hue color.NRGBA) {
	w := float32(width)
	full := theme.WithAlpha(theme.Background, 0.84*a)
	rim, none, bare := theme.WithAlpha(hue, 0.55*a), theme.WithAlpha(hue, 0), theme.WithAlpha(theme.Background, 0)
	strip := func(y, h float32, mid, side color.NRGBA) {
		n.batch.Gradient(0, y, w*0.25, h, side, mid)
		n.batch.Rect(w*0.25, y, w*0.5, h, mid)
		n.batch.Gradient(w*0.75, y, w*0.25, h, mid, side)
	}
	strip(float32(top), float32(h), full, bare)
	line := float32(max(1, f.Px(1)))
	strip(float32(top), line, rim, none)
	strip(float32(top+h)-line, line, rim, none)
	n.batch.Draw(dst)
}
