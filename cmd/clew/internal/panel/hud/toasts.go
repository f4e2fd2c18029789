package hud

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
)

// Toasts are small sentences at the top of the window that come and go, for
// screens that have none of their own.
type Toasts struct {
	toasts toasts
	skin   *kit.Skin
	frame  kit.Frame
}

// Add shows a sentence for some seconds.
func (t *Toasts) Add(text string) { t.toasts.add(text) }

// Update runs one tick in a window of w×h px. want is the scale the person
// wants, 0 for one that suits the window.
func (t *Toasts) Update(w, h int, want float64) {
	t.toasts.tick()
	t.frame = kit.Fit(w, h, want)
}

// Draw draws them over what dst shows, right of left px.
func (t *Toasts) Draw(dst *ebiten.Image, left int) {
	if len(t.toasts.list) == 0 {
		return
	}
	if t.skin == nil || t.skin.Scale != t.frame.Scale {
		t.skin = kit.NewSkin(t.frame.Scale)
	}
	t.toasts.draw(dst, t.frame, t.skin, left, t.frame.W, t.frame.Px(edgeGap), true)
}
