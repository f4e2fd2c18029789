package hud

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// How long a toast stays, in ticks, and how many are shown at once.
const (
	toastTicks = 5 * sim.TickRate
	maxToasts  = 3
)

// Sizes in logical pixels.
const (
	toastWidth      = 620
	toastLineHeight = 20
	toastGap        = 6
)

// toasts are short messages at the top that come and go.
type toasts struct {
	list []toast
	now  int
	spot panelSpot
}

type toast struct {
	text    string
	shownAt int
}

func (t *toasts) add(text string) {
	t.list = append(t.list, toast{text, t.now})
	if over := len(t.list) - maxToasts; over > 0 {
		t.list = append(t.list[:0], t.list[over:]...)
	}
}

func (t *toasts) tick() {
	t.now++
	for len(t.list) > 0 && t.now-t.list[0].shownAt > toastTicks+bannerFadeOut {
		t.list = append(t.list[:0], t.list[1:]...)
	}
}

// wrap returns the lines of a toast between left and right px.
func (t *toasts) wrap(o *toast, vp ui.Viewport, s *ui.Skin, left, right int) (lines []string, width int) {
	lines = s.WrapBalanced(o.text, ui.Body, float64(min(right-left-vp.Px(60), vp.Px(toastWidth))))
	for _, l := range lines {
		width = max(width, int(math.Ceil(s.TextWidth(l, ui.Body)))+vp.Px(28))
	}
	return lines, width
}

// size returns the size of all toasts between left and right px.
func (t *toasts) size(vp ui.Viewport, s *ui.Skin, left, right int) (size image.Point) {
	for i := range t.list {
		lines, w := t.wrap(&t.list[i], vp, s, left, right)
		if i > 0 {
			size.Y += vp.Px(toastGap)
		}
		size.X, size.Y = max(size.X, w), size.Y+vp.Px(toastLineHeight)*len(lines)+vp.Px(10)
	}
	return size
}

// draw draws the toasts centred between left and right px, from y px down, and
// returns their area.
func (t *toasts) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, left, right, y int, opacity float64, reducedMotion bool) (all image.Rectangle) {
	mid, line := (left+right)/2, vp.Px(toastLineHeight)
	for i := range t.list {
		o := &t.list[i]
		age := t.now - o.shownAt
		a := ease(float64(age) / bannerFadeIn)
		drop := 0
		if !reducedMotion {
			drop = int(math.Round((1 - a) * 8 * vp.Scale))
		}
		if age > toastTicks {
			a = max(0, 1-float64(age-toastTicks)/bannerFadeOut)
		}
		lines, w := t.wrap(o, vp, s, left, right)
		r := image.Rect(mid-w/2, y-drop, mid-w/2+w, y-drop+line*len(lines)+vp.Px(10))
		s.Panel.Draw(dst, r, a*opacity)
		for k, l := range lines {
			top := r.Min.Y + vp.Px(5) + k*line
			s.PrintCentred(dst, l, ui.Body, mid, s.Baseline(ui.Body, top, top+line), theme.WithAlpha(theme.Text, a))
		}
		y += r.Dy() + vp.Px(toastGap)
		all = all.Union(r)
	}
	return all
}

// Toasts shows short messages at the top, for screens without a HUD.
type Toasts struct {
	toasts toasts
	skin   *ui.Skin
	frame  ui.Viewport
}

// Add shows a message for some seconds.
func (t *Toasts) Add(text string) { t.toasts.add(text) }

// Update runs one tick in a window of w×h px; scale is the user's setting, 0
// for the default.
func (t *Toasts) Update(w, h int, scale float64) {
	t.toasts.tick()
	t.frame = ui.FitViewport(w, h, scale)
}

// Draw draws the toasts right of left px.
func (t *Toasts) Draw(dst *ebiten.Image, left int) {
	if len(t.toasts.list) == 0 {
		return
	}
	if t.skin == nil || t.skin.Scale != t.frame.Scale {
		t.skin = ui.NewSkin(t.frame.Scale)
	}
	t.toasts.draw(dst, t.frame, t.skin, left, t.frame.W, t.frame.Px(edgeMargin), 1, true)
}
