package menu

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
)

// The section of the settings that draws most.
func BenchmarkSettingsFrame(b *testing.B) {
	d := openSettings(uitest.DefaultWindow, keysSection)
	d.tick()
	uitest.BenchmarkFrames(b, d.img, d.form.Draw)
}

func BenchmarkTitleFrame(b *testing.B) {
	title := NewTitleScreen(TitleScreenOptions{Input: ui.NewFakeInput()})
	img := ebiten.NewImage(1280, 720)
	title.Update(1280, 720, 1)
	uitest.DrawBackdrop(img)
	title.Draw(img)
	uitest.BenchmarkFrames(b, img, title.Draw)
}

func BenchmarkSoloFrame(b *testing.B) {
	s := newSinglePlayerHarness(b, uitest.DefaultWindow)
	uitest.BenchmarkFrames(b, s.img, s.solo.Draw)
}
