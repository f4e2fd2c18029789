package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// Waiting is what is shown while something takes long: what that is, and a way
// out.
type Waiting struct {
	desk *kit.Desk
	back bool
}

// waitingWidth is how wide it is inside, in pixels at 100 %.
const waitingWidth = 280

// NewWaiting makes one with a sentence; nil hands are the real ones.
func NewWaiting(h kit.Hands, sentence string) *Waiting {
	v := &Waiting{desk: kit.NewDesk(h)}
	leave := func() { v.back = true }
	s := &kit.Sheet{Pad: 16, Gap: 10, Escape: leave}
	s.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.4, 8) }
	v.desk.Add(s, func(b *kit.Builder) {
		b.Lines(waitingWidth, kit.Body, theme.Text, sentence)
		b.Button(128, 30, words.T("common.back"), leave)
	})
	s.Show(true)
	return v
}

// Update runs one tick in a window of w×h px and says whether the person does not
// want to wait any longer. want is the scale the person wants, 0 for one that
// suits the window.
func (v *Waiting) Update(w, h int, want float64) (back bool) {
	v.desk.Resize(kit.Fit(w, h, want))
	v.desk.Update()
	return v.back
}

// Draw draws it over what dst shows.
func (v *Waiting) Draw(dst *ebiten.Image) { v.desk.Draw(dst) }
