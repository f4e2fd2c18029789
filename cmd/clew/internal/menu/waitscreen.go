package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// WaitScreen is shown while something takes long: a message and a Back button.
type WaitScreen struct {
	root *ui.Root
	back bool
}

// waitingWidth is the inner width in logical pixels.
const waitingWidth = 280

// NewWaitScreen returns a screen with a message. If in is nil, it uses the real
// devices.
func NewWaitScreen(in ui.Input, sentence string) *WaitScreen {
	v := &WaitScreen{root: ui.NewRoot(in)}
	leave := func() { v.back = true }
	s := &ui.Panel{Padding: 16, Spacing: 10, OnEscape: leave}
	s.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.4, 8) }
	v.root.Add(s, func(b *ui.Builder) {
		b.Paragraph(waitingWidth, ui.Body, theme.Text, sentence)
		b.Button(128, 30, i18n.T("common.back"), leave)
	})
	s.Show(true)
	return v
}

// Update runs one tick in a window of w×h px and reports whether the player
// wants back. scale is the user's setting, 0 for the default.
func (s *WaitScreen) Update(w, h int, scale float64) (back bool) {
	s.root.Resize(ui.FitViewport(w, h, scale))
	s.root.Update()
	return s.back
}

// Draw draws it over what dst shows.
func (s *WaitScreen) Draw(dst *ebiten.Image) { s.root.Draw(dst) }
