package hud

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Fade durations of banners and toasts, in ticks.
const (
	bannerFadeIn  = 18
	bannerFadeOut = 30
)

// banner is a large message in the lower part of the window.
type banner struct {
	text       string
	celebrates bool // larger and in gold
	shownAt    int  // tick
	fadeAt     int  // tick; 0: stays
	now        int
	batch      ui.Batch

	placedFor bannerSpace // the space that top was computed for
	top       int         // px
}

// bannerSpace is the window's size and the banner's height, in px.
type bannerSpace struct{ w, h, height int }

// show shows a message for ticks ticks, or until hidden if ticks is 0. It fades
// in unless it replaces a visible message.
func (n *banner) show(text string, celebrates bool, ticks int) {
	if text == "" {
		n.hide()
		return
	}
	if n.alpha() < 0.5 {
		n.shownAt = n.now
	}
	if n.text == "" || n.celebrates != celebrates {
		n.placedFor = bannerSpace{}
	}
	n.text, n.celebrates, n.fadeAt = text, celebrates, 0
	if ticks > 0 {
		n.fadeAt = n.now + ticks
	}
}

// hide fades the message out.
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

// draw draws the message centred in the first w px of the window, clear of the
// own player at self, and returns its area.
func (n *banner) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin, width int, self image.Rectangle, reducedMotion bool) (r image.Rectangle) {
	a := n.alpha()
	if a <= 0 {
		return r
	}
	style, colour := ui.Large, theme.Text
	if n.celebrates {
		style, colour = ui.Display, theme.Accent
	}
	lines := s.WrapBalanced(n.text, style, float64(width)*0.86)
	line := s.LineHeight(style)
	rise := 0
	if !reducedMotion {
		rise = int(math.Round((1 - ease(float64(n.now-n.shownAt)/bannerFadeIn)) * 12 * f.Scale))
	}
	h := line*len(lines) + f.Px(20)
	n.place(f, width, h, self)
	top := n.top + rise
	n.drawBand(dst, f, width, top, h, a, colour)
	for i, l := range lines {
		y := top + f.Px(10) + i*line
		s.PrintCentred(dst, l, style, width/2, s.Baseline(style, y, y+line), theme.WithAlpha(colour, a))
	}
	return image.Rect(0, top, width, top+h)
}

// place sets the position of a message h px high: low in the window, or above
// the own player if it is there. It stays until the player walks into it.
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

// drawBand draws a dark band that fades to the sides, with a thin line along
// its edges.
func (n *banner) drawBand(dst *ebiten.Image, f ui.Viewport, width, top, h int, a float64, colour color.NRGBA) {
	w := float32(width)
	full := theme.WithAlpha(theme.Background, 0.84*a)
	rim, none, bare := theme.WithAlpha(colour, 0.55*a), theme.WithAlpha(colour, 0), theme.WithAlpha(theme.Background, 0)
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
