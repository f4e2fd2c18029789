package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// WaitScreen is what is shown while something takes long: what that is, and a way
// out.
type WaitScreen struct {
	root *kit.Root
	back bool
}

// waitingWidth is how wide it is inside, in pixels at 100 %.
const waitingWidth = 280

// NewWaitScreen makes one with a sentence; nil hands are the real ones.
func NewWaitScreen(h kit.Input, sentence string) *WaitScreen {
	v := &WaitScreen{root: kit.NewRoot(h)}
	leave := func() { v.back = true }
	s := &kit.Panel{Padding: 16, Spacing: 10, OnEscape: leave}
	s.Place = func(f kit.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.4, 8) }
	v.root.Add(s, func(b *kit.Builder) {
		b.Paragraph(waitingWidth, kit.Body, theme.Text, sentence)
		b.Button(128, 30, words.T("common.back"), leave)
	})
	s.Show(true)
	return v
}

// Update runs one tick in a window of w×h px and says whether the person does not
// want to wait any longer. want is the scale the person wants, 0 for one that
// suits the window.
func (v *WaitScreen) Update(w, h int, want float64) (back bool) {
	v.root.Resize(kit.FitViewport(w, h, want))
	v.root.Update()
	return v.back
}

// Draw draws it over what dst shows.
func (v *WaitScreen) Draw(dst *ebiten.Image) { v.root.Draw(dst) }
