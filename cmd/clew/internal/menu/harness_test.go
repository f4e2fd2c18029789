package menu

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// screenHarness is a screen of the menu on a stage of its own.
type screenHarness struct {
	input  *ui.FakeInput
	w      uitest.WindowSize
	img    *ebiten.Image
	update func(w, h int, want float64)
	draw   func(*ebiten.Image)
}

// set sets a screen on the stage and shows it for two ticks.
func set(w uitest.WindowSize, hands *ui.FakeInput, update func(w, h int, want float64), draw func(*ebiten.Image)) *screenHarness {
	p := &screenHarness{input: hands, w: w, img: ebiten.NewImage(w.W, w.H), update: update, draw: draw}
	p.run(2)
	return p
}

// run runs n ticks, with a frame after each.
func (p *screenHarness) run(n int) {
	for range n {
		p.update(p.w.W, p.w.H, p.w.Scale)
		p.paint()
		p.input.NextTick()
	}
}

func (p *screenHarness) paint() {
	uitest.DrawBackdrop(p.img)
	p.draw(p.img)
}

// tap strikes keys, one a tick.
func (p *screenHarness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		p.input.TapKeys(k)
		p.run(1)
	}
}

// click clicks in the middle of r.
func (p *screenHarness) click(r image.Rectangle) {
	p.input.Click(r.Min.Add(r.Size().Div(2)), func() { p.run(1) })
}

// look keeps a picture, and checks that nothing hangs over the window's edge and
// that all words have room.
func (p *screenHarness) look(t *testing.T, name string) {
	t.Helper()
	uitest.DrawBackdrop(p.img)
	before := windowtest.ReadPixels(p.img)
	p.paint()
	after := windowtest.ReadPixels(p.img)
	windowtest.KeepScreenshot(t, name+"-"+i18n.Language()+"-"+p.w.String(), after)
	if string(uitest.EdgePixels(before)) != string(uitest.EdgePixels(after)) {
		t.Error("something hangs over the window's edge")
	}
	uitest.CheckFits(t, p.img.Bounds(), func() { p.run(1) })
}
