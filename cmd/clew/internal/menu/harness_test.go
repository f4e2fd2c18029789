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

// screenHarness is a screen of the menu under test.
type screenHarness struct {
	input  *ui.FakeInput
	w      uitest.WindowSize
	img    *ebiten.Image
	update func(w, h int, want float64)
	draw   func(*ebiten.Image)
}

// set creates a harness for a screen and shows it for two ticks.
func set(w uitest.WindowSize, hands *ui.FakeInput, update func(w, h int, want float64), draw func(*ebiten.Image)) *screenHarness {
	p := &screenHarness{input: hands, w: w, img: windowtest.NewImage(w.W, w.H), update: update, draw: draw}
	p.run(2)
	return p
}

// run runs n ticks, each with a frame.
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
	windowtest.Drawn()
}

// tap taps keys, one per tick.
func (p *screenHarness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		p.input.TapKeys(k)
		p.run(1)
	}
}

// click clicks the centre of r.
func (p *screenHarness) click(r image.Rectangle) {
	p.input.Click(r.Min.Add(r.Size().Div(2)), func() { p.run(1) })
}

// look takes a screenshot, and checks that nothing crosses the window's edge
// and that all text fits.
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

// lookOverlay is look for what darkens the whole window, up to its edge.
func (p *screenHarness) lookOverlay(t *testing.T, name string) {
	t.Helper()
	p.paint()
	windowtest.KeepScreenshot(t, name+"-"+i18n.Language()+"-"+p.w.String(), windowtest.ReadPixels(p.img))
	uitest.CheckFits(t, p.img.Bounds(), func() { p.run(1) })
}
