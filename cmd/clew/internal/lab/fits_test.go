package lab

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// made may be truncated: titles of scenarios, what the user has changed or
// configured, and the text of a message.
var made = []string{"WHAT IF", "E SE", "SIM", "|"}

// looks are the states of the Lab worth looking at.
var looks = map[string]func(*harness){
	"as it begins": func(*harness) {},
	"a packet":     func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab) },
	"an input":     func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyI, ebiten.KeyI) },
	"an entry":     func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyT) },
	"joining": func(s *harness) {
		s.tap(ebiten.KeySpace, ebiten.KeyHome, ebiten.KeyT, ebiten.KeyT, ebiten.KeyT, ebiten.KeyT)
	},
	"a correction": func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyC) },
	"a change":     func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyDigit1) },
	"compared":     func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyTab, ebiten.KeyDigit1, ebiten.KeyM) },
	"settings":     func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyE) },
	"gamepad":      func(s *harness) { s.tapButtons(input.ButtonWest, input.ButtonDpadDown, input.ButtonDpadDown) },
	"hands":        func(s *harness) { s.tap(ebiten.KeySpace, ebiten.KeyF6, ebiten.KeyF7) },
}

// In each language all texts fit into the smallest window, which is laid out
// like any at 200 %. Screenshots are also taken of a common one.
func TestWordsFit(t *testing.T) {
	sizes := []image.Point{{ui.MinWidth, ui.MinHeight}}
	if windowtest.ScreenshotDir != "" {
		sizes = append(sizes, image.Pt(1280, 720))
	}
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	for _, lang := range i18n.Languages() {
		for _, size := range sizes {
			for name, to := range looks {
				t.Run(lang.Code+"/"+size.String()+"/"+name, func(t *testing.T) {
					i18n.SetLanguage(lang.Code)
					defer ui.SetGamepadActive(false)
					s := newHarness(t, "3-loss", size.X, size.Y)
					s.run(120)
					to(s)
					s.run(2)
					s.Draw(s.img)
					windowtest.KeepScreenshot(t, "lab "+name+" "+lang.Code+" "+size.String(), windowtest.ReadPixels(s.img))
					uitest.CheckLayout(t, s.img.Bounds(), made, func() {
						s.run(1)
						s.Draw(s.img)
					})
				})
			}
			t.Run(lang.Code+"/"+size.String()+"/list", func(t *testing.T) {
				i18n.SetLanguage(lang.Code)
				hands := ui.NewFakeInput()
				l := NewScenarioList(hands, "", t.TempDir())
				img := windowtest.NewImage(size.X, size.Y)
				uitest.CheckLayout(t, img.Bounds(), made, func() {
					for range 3 {
						l.Update(size.X, size.Y, 1)
						img.Clear()
						l.Draw(img)
					}
				})
			})
		}
	}
}
