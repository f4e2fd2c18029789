package lab

import (
	"image"
	"strings"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// drawnTexts are the texts drawn; it implements ui.TextProbe.
type drawnTexts []string

func (d *drawnTexts) TextDrawn(text string, _, _ image.Rectangle) { *d = append(*d, text) }
func (d *drawnTexts) AreaCovered(image.Rectangle)                 {}
func (d *drawnTexts) TextOverflows(string, float64, float64)      {}
func (d *drawnTexts) TextTruncated(string)                        {}

// Nothing is cut beside a lesson in a window of 1280×720 and 1920×1080, at 100 and
// 200 %, in either language: a badge that has no room in its header is below it.
func TestBadgeBesideLesson(t *testing.T) {
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	for _, lang := range i18n.Languages() {
		i18n.SetLanguage(lang.Code)
		for _, size := range [][2]int{{1280, 720}, {1920, 1080}, {640, 360}, {960, 540}} { // the last two are laid out like 200 %
			s := newHarness(t, "3-loss", size[0], size[1])
			s.side = emptySidePanel{}
			s.run(120)
			s.Draw(s.img)
			if size[0] == 1280 {
				windowtest.KeepScreenshot(t, "badge "+lang.Code, windowtest.ReadPixels(s.img))
			}
			var drawn drawnTexts
			ui.SetTextProbe(&drawn)
			s.Draw(s.img)
			ui.SetTextProbe(nil)
			for i := range s.panes {
				if badge := badgeText(s.configOf(s.player.Game(), i)); !strings.Contains(strings.Join(drawn, " "), badge) {
					t.Errorf("%s, %v: the badge %q is cut", lang.Code, size, badge)
				}
			}
			uitest.CheckLayout(t, s.img.Bounds(), []string{strings.Split(i18n.T("lab.what-if"), " ")[0]}, func() {
				s.run(1)
				s.Draw(s.img)
			})
		}
	}
}
