package panel

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/panel/showcase"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/clew/internal/words"
)

// screenHarness is a screen of the menu on a stage of its own.
type screenHarness struct {
	input  *kit.FakeInput
	w      paneltest.WindowSize
	img    *ebiten.Image
	update func(w, h int, want float64)
	draw   func(*ebiten.Image)
}

// set sets a screen on the stage and shows it for two ticks.
func set(w paneltest.WindowSize, hands *kit.FakeInput, update func(w, h int, want float64), draw func(*ebiten.Image)) *screenHarness {
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
	showcase.DrawBackdrop(p.img)
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
	showcase.DrawBackdrop(p.img)
	before := windowtest.ReadPixels(p.img)
	p.paint()
	after := windowtest.ReadPixels(p.img)
	windowtest.KeepScreenshot(t, name+"-"+words.Language()+"-"+p.w.String(), after)
	if string(paneltest.EdgePixels(before)) != string(paneltest.EdgePixels(after)) {
		t.Error("something hangs over the window's edge")
	}
	paneltest.CheckFits(t, p.img.Bounds(), func() { p.run(1) })
}
