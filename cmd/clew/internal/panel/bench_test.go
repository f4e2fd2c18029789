package panel

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/showcase"
)

// steady is a HUD with the net graph, the badge and some chat, as it is while
// one plays, after everything has been drawn once.
func steady() *stage {
	s := newStage(window{1280, 720, 1}, 6)
	s.now.Lag = lagged
	s.run(2)
	s.chatter()
	s.tap(ebiten.KeyF3)
	s.run(5)
	s.hud.Draw(s.img)
	return s
}

// frames measures the drawing of frames. What is drawn waits in a queue until
// somebody wants to see it, so now and then the benchmark does.
func frames(b *testing.B, dst *ebiten.Image, draw func(*ebiten.Image)) {
	b.ReportAllocs()
	var pixel [4]byte
	one := dst.SubImage(image.Rect(0, 0, 1, 1)).(*ebiten.Image)
	for i := 0; b.Loop(); i++ {
		draw(dst)
		if i%8 == 7 {
			b.StopTimer()
			one.ReadPixels(pixel[:])
			b.StartTimer()
		}
	}
}

func BenchmarkHUDFrame(b *testing.B) {
	s := steady()
	frames(b, s.img, s.hud.Draw)
}

func BenchmarkHUDTick(b *testing.B) {
	s := steady()
	b.ReportAllocs()
	for b.Loop() {
		s.hud.Update(s.now)
	}
}

func BenchmarkLagPanelFrame(b *testing.B) {
	s := steady()
	s.tap(ebiten.KeyF2)
	s.hud.Draw(s.img)
	frames(b, s.img, s.hud.Draw)
}

// The settings, at the section in which the most is drawn.
func BenchmarkSettingsFrame(b *testing.B) {
	d := openSettings(window{1280, 720, 1}, keysSection)
	d.tick()
	frames(b, d.img, d.form.Draw)
}

func BenchmarkTitleFrame(b *testing.B) {
	title := NewTitle(TitleOptions{Hands: kit.NewScript()})
	img := ebiten.NewImage(1280, 720)
	title.Update(1280, 720, 1)
	showcase.Backdrop(img)
	title.Draw(img)
	frames(b, img, title.Draw)
}
