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

// page is a screen of the menu on a stage of its own.
type page struct {
	hands  *kit.Script
	w      paneltest.Window
	img    *ebiten.Image
	update func(w, h int, want float64)
	draw   func(*ebiten.Image)
}

// set sets a screen on the stage and shows it for two ticks.
func set(w paneltest.Window, hands *kit.Script, update func(w, h int, want float64), draw func(*ebiten.Image)) *page {
	p := &page{hands: hands, w: w, img: ebiten.NewImage(w.W, w.H), update: update, draw: draw}
	p.run(2)
	return p
}

// run runs n ticks, with a frame after each.
func (p *page) run(n int) {
	for range n {
		p.update(p.w.W, p.w.H, p.w.Scale)
		p.paint()
		p.hands.Next()
	}
}

func (p *page) paint() {
	showcase.Backdrop(p.img)
	p.draw(p.img)
}

// tap strikes keys, one a tick.
func (p *page) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		p.hands.Tap(k)
		p.run(1)
	}
}

// click clicks in the middle of r.
func (p *page) click(r image.Rectangle) {
	p.hands.Click(r.Min.Add(r.Size().Div(2)), func() { p.run(1) })
}

// look keeps a picture, and checks that nothing hangs over the window's edge and
// that all words have room.
func (p *page) look(t *testing.T, name string) {
	t.Helper()
	showcase.Backdrop(p.img)
	before := windowtest.Pixels(p.img)
	p.paint()
	after := windowtest.Pixels(p.img)
	windowtest.Keep(t, name+"-"+words.Language()+"-"+p.w.String(), after)
	if string(paneltest.Rim(before)) != string(paneltest.Rim(after)) {
		t.Error("something hangs over the window's edge")
	}
	paneltest.Fits(t, p.img.Bounds(), func() { p.run(1) })
}
