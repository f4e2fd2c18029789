package lessonui

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// made may be truncated: network conditions.
var made = []string{"SIM"}

// In each language the texts of the lessons' first pages, and of their list,
// fit into the smallest window and a common one.
func TestWordsFit(t *testing.T) {
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	for _, lang := range i18n.Languages() {
		for _, size := range []image.Point{{ui.MinWidth, ui.MinHeight}, {1280, 720}} {
			t.Run(lang.Code+"/"+size.String()+"/lesson", func(t *testing.T) {
				s := open(t, Shipped()[1].Key, lang.Code, size.X, size.Y)
				s.tap(ebiten.KeyF10)
				uitest.CheckLayout(t, s.img.Bounds(), made, func() {
					s.run(1)
					s.lab.Draw(s.img)
				})
			})
			t.Run(lang.Code+"/"+size.String()+"/list", func(t *testing.T) {
				i18n.SetLanguage(lang.Code)
				p, _ := fresh(t)
				l := NewLessonMenu(ui.NewFakeInput(), p, "")
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
