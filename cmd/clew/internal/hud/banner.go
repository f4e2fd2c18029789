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
	spot       panelSpot
}

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

// draw draws the message centred between left and right px, low in the window or, if
// it would hide something there, at another height, and returns its area.
func (b *banner) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, left, right int, use panelUse, hides func(image.Rectangle) bool) (r image.Rectangle) {
	a := b.alpha()
	if a <= 0 {
		return r
	}
	style, colour := ui.Large, theme.Text
	if b.celebrates {
		style, colour = ui.Display, theme.Accent
	}
	lines := s.WrapBalanced(b.text, style, float64(right-left)*0.86)
	line := s.LineHeight(style)
	rise := 0
	if !use.still {
		rise = int(math.Round((1 - ease(float64(b.now-b.shownAt)/bannerFadeIn)) * 12 * vp.Scale))
	}
	h := line*len(lines) + vp.Px(20)
	at := func(y float64) image.Rectangle {
		top := int(float64(vp.H)*y) - h/2
		return image.Rect(left, top, right, top+h)
	}
	spots := [...]image.Rectangle{at(0.70), at(0.86), at(0.30), at(0.16), at(0.58), at(0.42)}
	r, opacity := b.spot.place(use, spots[:], hides)
	r = r.Add(image.Pt(0, rise))
	b.drawBand(dst, vp, r, a, opacity, colour)
	for i, l := range lines {
		y := r.Min.Y + vp.Px(10) + i*line
		s.PrintCentred(dst, l, style, (left+right)/2, s.Baseline(style, y, y+line), theme.WithAlpha(colour, a))
	}
	return r
}

// drawBand draws a dark band that fades to the sides, with a thin line along
// its edges.
func (b *banner) drawBand(dst *ebiten.Image, vp ui.Viewport, r image.Rectangle, a, opacity float64, colour color.NRGBA) {
	x, w := float32(r.Min.X), float32(r.Dx())
	dark := theme.WithAlpha(theme.Background, 0.84*a*opacity)
	rim, none, transparent := theme.WithAlpha(colour, 0.55*a), theme.WithAlpha(colour, 0), theme.WithAlpha(theme.Background, 0)
	strip := func(y, h float32, mid, side color.NRGBA) {
		b.batch.Gradient(x, y, w*0.25, h, side, mid)
		b.batch.Rect(x+w*0.25, y, w*0.5, h, mid)
		b.batch.Gradient(x+w*0.75, y, w*0.25, h, mid, side)
	}
	strip(float32(r.Min.Y), float32(r.Dy()), dark, transparent)
	line := float32(max(1, vp.Px(1)))
	strip(float32(r.Min.Y), line, rim, none)
	strip(float32(r.Max.Y)-line, line, rim, none)
	b.batch.Draw(dst)
}
