package medal

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Colour returns the colour of a medal.
func (m Medal) Colour() color.NRGBA {
	return [...]color.NRGBA{None: theme.Dim, Bronze: theme.MedalBronze, Silver: theme.MedalSilver, Gold: theme.MedalGold}[m]
}

// Name returns the name of a medal in the current language, as a sentence.
func (m Medal) Name() string {
	switch m {
	case Bronze:
		return i18n.T("medal.bronze")
	case Silver:
		return i18n.T("medal.silver")
	case Gold:
		return i18n.T("medal.gold")
	}
	return i18n.T("medal.none")
}

// Row draws the par times of a level. Keep one: it caches images and texts.
type Row struct {
	shapes ui.Shapes
	pars   Pars
	texts  [Gold + 1]string
}

// Draw draws the par times in r, from gold to bronze, with the medals up to won
// filled.
func (d *Row) Draw(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, pars Pars, won Medal) {
	if d.pars != pars {
		d.pars = pars
		for m, time := range pars {
			d.texts[m] = i18n.FormatClock(i18n.TickDuration(time))
		}
	}
	base := s.Baseline(ui.Small, r.Min.Y, r.Max.Y)
	for i, m := range [...]Medal{Gold, Silver, Bronze} {
		x := r.Min.X + i*r.Dx()/3
		d.DrawMedal(dst, s, m, m <= won, x+s.Px(7), (r.Min.Y+r.Max.Y)/2)
		s.Print(dst, d.texts[m], ui.Small, x+s.Px(18), base, theme.Text)
	}
}

// DrawMedal draws a medal around (x,y), or its place if it has not been won.
func (d *Row) DrawMedal(dst *ebiten.Image, s *ui.Skin, m Medal, won bool, x, y int) {
	if won {
		d.shapes.Dot(dst, x, y, s.Px(6), m.Colour())
		return
	}
	d.shapes.Ring(dst, x, y, s.Px(5), m.Colour())
}
