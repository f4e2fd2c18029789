package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// WaitScreen is what is shown while something takes long: what that is, and a way
// out.
type WaitScreen struct {
	root *ui.Root
	back bool
}

// waitingWidth is how wide it is inside, in pixels at 100 %.
const waitingWidth = 280

// NewWaitScreen makes one with a sentence; nil hands are the real ones.
func NewWaitScreen(h ui.Input, sentence string) *WaitScreen {
	v := &WaitScreen{root: ui.NewRoot(h)}
	leave := func() { v.back = true }
	s := &ui.Panel{Padding: 16, Spacing: 10, OnEscape: leave}
	s.Place = func(f ui.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.4, 8) }
	v.root.Add(s, func(b *ui.Builder) {
		b.Paragraph(waitingWidth, ui.Body, theme.Text, sentence)
		b.Button(128, 30, i18n.T("common.back"), leave)
	})
	s.Show(true)
	return v
}

// Update runs one tick in a window of w×h px and says whether the person does not
// want to wait any longer. want is the scale the person wants, 0 for one that
// suits the window.
func (v *WaitScreen) Update(w, h int, want float64) (back bool) {
	v.root.Resize(ui.FitViewport(w, h, want))
	v.root.Update()
	return v.back
}

// Draw draws it over what dst shows.
func (v *WaitScreen) Draw(dst *ebiten.Image) { v.root.Draw(dst) }
