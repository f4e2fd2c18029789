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
	d := openSettings(paneltest.Usual, keysSection)
	d.tick()
	paneltest.Frames(b, d.img, d.form.Draw)
}

func BenchmarkTitleFrame(b *testing.B) {
	title := NewTitle(TitleOptions{Hands: kit.NewScript()})
	img := ebiten.NewImage(1280, 720)
	title.Update(1280, 720, 1)
	showcase.Backdrop(img)
	title.Draw(img)
	paneltest.Frames(b, img, title.Draw)
}

func BenchmarkSoloFrame(b *testing.B) {
	s := newSoloStage(b, paneltest.Usual)
	paneltest.Frames(b, s.img, s.solo.Draw)
}
