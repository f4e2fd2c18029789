package panel

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/panel/showcase"
)

// The settings, at the section in which the most is drawn.
func BenchmarkSettingsFrame(b *testing.B) {
	d := openSettings(paneltest.DefaultWindow, keysSection)
	d.tick()
	paneltest.BenchmarkFrames(b, d.img, d.form.Draw)
}

func BenchmarkTitleFrame(b *testing.B) {
	title := NewTitleScreen(TitleScreenOptions{Input: kit.NewFakeInput()})
	img := ebiten.NewImage(1280, 720)
	title.Update(1280, 720, 1)
	showcase.DrawBackdrop(img)
	title.Draw(img)
	paneltest.BenchmarkFrames(b, img, title.Draw)
}

func BenchmarkSoloFrame(b *testing.B) {
	s := newSinglePlayerHarness(b, paneltest.DefaultWindow)
	paneltest.BenchmarkFrames(b, s.img, s.solo.Draw)
}
