package hud

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/medal"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
)

// Finish is the result of a single-player level.
type Finish struct {
	Time sim.Tick // from start to exit
	Best sim.Tick // previous best time on this level; 0: none
	Pars medal.Pars
}

// isRecord reports whether Time beats Best.
func (e Finish) isRecord() bool { return e.Best == 0 || e.Time < e.Best }

// finishCard shows the time after a single-player level and offers what to do
// next.
type finishCard struct {
	panel             *ui.Panel
	time, best, medal string
	pars              medal.Pars
	won               medal.Medal
	row               medal.Row
}

func newFinishCard(root *ui.Root, next, restart, leave func()) *finishCard {
	const w = 304
	c := &finishCard{}
	c.panel = &ui.Panel{Padding: 20, Spacing: 6, Spacious: true}
	c.panel.OnEscape = c.panel.Hide
	c.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.44, 8) }
	root.Add(c.panel, func(b *ui.Builder) {
		b.Text(w, 24, ui.Heading, theme.Text, ui.ConstText(i18n.T("exit.title")))
		b.Text(w, 48, ui.Display, theme.Accent, func() string { return c.time })
		b.Text(w, 20, ui.Body, theme.Dim, func() string { return c.best })
		b.Text(w, 20, ui.BodyBold, theme.Text, func() string { return c.medal })
		b.Canvas(w, 20, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) { c.row.Draw(dst, s, r, c.pars, c.won) })
		b.Space(2)
		b.Button(w, 34, i18n.T("exit.next"), next)
		b.Row(8, func() {
			b.Button((w-8)/2, 32, i18n.T("exit.again"), restart)
			b.Button((w-8)/2, 32, i18n.T("exit.leave"), leave)
		})
	})
	return c
}

func (c *finishCard) show(e Finish) {
	c.time, c.best = formatTenths(e.Time), BestText(e)
	c.pars, c.won = e.Pars, e.Pars.For(e.Time)
	c.medal = c.won.Name()
	c.panel.Show(true)
	c.panel.Focus(0)
}

// BestText compares a time with the previous best one.
func BestText(e Finish) string {
	switch {
	case e.Best == 0:
		return i18n.T("exit.first")
	case e.isRecord():
		return i18n.Tf("exit.new-best", formatTenths(e.Best))
	}
	return i18n.Tf("exit.best", formatTenths(e.Best))
}

// formatTenths formats n ticks to the tenth of a second, as in 1:42.3.
func formatTenths(n sim.Tick) string {
	return i18n.Tf("exit.tenths", i18n.FormatClock(i18n.TickDuration(n)), n%sim.TickRate*10/sim.TickRate)
}
