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
func (b *banner) show(text string, celebrates bool, ticks int) {
	if text == "" {
		b.hide()
		return
	}
	if b.alpha() < 0.5 {
		b.shownAt = b.now
	}
	if b.text == "" || b.celebrates != celebrates {
		b.placedFor = bannerSpace{}
	}
	b.text, b.celebrates, b.fadeAt = text, celebrates, 0
	if ticks > 0 {
		b.fadeAt = b.now + ticks
	}
}

// hide fades the message out.
func (b *banner) hide() {
	if b.text != "" && (b.fadeAt == 0 || b.fadeAt > b.now) {
		b.fadeAt = b.now
	}
}

func (b *banner) tick() {
	b.now++
	if b.fadeAt > 0 && b.now > b.fadeAt+bannerFadeOut {
		b.text = ""
	}
}

func (b *banner) alpha() float64 {
	if b.text == "" {
		return 0
	}
	a := ease(float64(b.now-b.shownAt) / bannerFadeIn)
	if b.fadeAt > 0 && b.now > b.fadeAt {
		a *= 1 - float64(b.now-b.fadeAt)/bannerFadeOut
	}
	return min(max(a, 0), 1)
}

// draw draws the message centred in the first w px of the window, clear of the
// own player at self, and returns its area.
func (b *banner) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, width int, self image.Rectangle, reducedMotion bool) (r image.Rectangle) {
	a := b.alpha()
	if a <= 0 {
		return r
	}
	style, colour := ui.Large, theme.Text
	if b.celebrates {
		style, colour = ui.Display, theme.Accent
	}
	lines := s.WrapBalanced(b.text, style, float64(width)*0.86)
	line := s.LineHeight(style)
	rise := 0
	if !reducedMotion {
		rise = int(math.Round((1 - ease(float64(b.now-b.shownAt)/bannerFadeIn)) * 12 * vp.Scale))
	}
	h := line*len(lines) + vp.Px(20)
	b.place(vp, width, h, self)
	top := b.top + rise
	b.drawBand(dst, vp, width, top, h, a, colour)
	for i, l := range lines {
		y := top + vp.Px(10) + i*line
		s.PrintCentred(dst, l, style, width/2, s.Baseline(style, y, y+line), theme.WithAlpha(colour, a))
	}
	return image.Rect(0, top, width, top+h)
}

// place sets the position of a message h px high: low in the window, or above
// the own player if it is there. It stays until the player walks into it.
func (b *banner) place(vp ui.Viewport, w, h int, self image.Rectangle) {
	room := bannerSpace{w, vp.H, h}
	at := func(top int) image.Rectangle { return image.Rect(0, top, w, top+h) }
	if b.placedFor == room && !at(b.top).Overlaps(self) {
		return
	}
	b.placedFor, b.top = room, int(float64(vp.H)*0.70)-h/2
	gap := vp.Px(8)
	if at(b.top).Inset(-gap).Overlaps(self) {
		b.top = self.Min.Y - gap - h
	}
}

// drawBand draws a dark band that fades to the sides, with a thin line along
// its edges.
func (b *banner) drawBand(dst *ebiten.Image, vp ui.Viewport, width, top, h int, a float64, colour color.NRGBA) {
	w := float32(width)
	dark := theme.WithAlpha(theme.Background, 0.84*a)
	rim, none, transparent := theme.WithAlpha(colour, 0.55*a), theme.WithAlpha(colour, 0), theme.WithAlpha(theme.Background, 0)
	strip := func(y, h float32, mid, side color.NRGBA) {
		b.batch.Gradient(0, y, w*0.25, h, side, mid)
		b.batch.Rect(w*0.25, y, w*0.5, h, mid)
		b.batch.Gradient(w*0.75, y, w*0.25, h, mid, side)
	}
	strip(float32(top), float32(h), dark, transparent)
	line := float32(max(1, vp.Px(1)))
	strip(float32(top), line, rim, none)
	strip(float32(top+h)-line, line, rim, none)
	b.batch.Draw(dst)
}
