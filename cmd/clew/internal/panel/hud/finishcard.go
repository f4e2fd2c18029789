package hud

import (
	"image"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
)

// Finish is how one has found the exit.
type Finish struct {
	Time sim.Tick // from coming to the exit
	Best sim.Tick // the best time on this level before; 0: it is the first
}

// IsRecord says that nobody has been faster: oneself, before.
func (e Finish) IsRecord() bool { return e.Best == 0 || e.Time < e.Best }

// finishCard is there when one has found the exit of a game of one's own: the
// time, and what to do next.
type finishCard struct {
	panel      *kit.Panel
	time, best string
}

func newFinishCard(d *kit.Root, next, again, leave func()) *finishCard {
	const w = 304
	c := &finishCard{}
	c.panel = &kit.Panel{Padding: 20, Spacing: 6, Spacious: true}
	c.panel.OnEscape = c.panel.Hide
	c.panel.Place = func(f kit.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.44, 8) }
	d.Add(c.panel, func(b *kit.Builder) {
		b.Text(w, 24, kit.Heading, theme.Text, kit.ConstText(words.T("exit.title")))
		b.Text(w, 48, kit.Display, theme.Accent, func() string { return c.time })
		b.Text(w, 20, kit.Body, theme.Dim, func() string { return c.best })
		b.Space(2)
		b.Button(w, 34, words.T("exit.next"), next)
		b.Row(8, func() {
			b.Button((w-8)/2, 32, words.T("exit.again"), again)
			b.Button((w-8)/2, 32, words.T("exit.leave"), leave)
		})
	})
	return c
}

func (c *finishCard) show(e Finish) {
	c.time, c.best = FormatTenths(e.Time), BestText(e)
	c.panel.Show(true)
	c.panel.Focus(0)
}

// BestText says how a time compares with the best one before.
func BestText(e Finish) string {
	switch {
	case e.Best == 0:
		return words.T("exit.first")
	case e.IsRecord():
		return words.Tf("exit.record", FormatTenths(e.Best))
	}
	return words.Tf("exit.best", FormatTenths(e.Best))
}

// FormatTenths is how long n ticks take, to the tenth of a second: 1:42.3.
func FormatTenths(n sim.Tick) string {
	return words.Tf("exit.tenths", phrase.FormatClock(phrase.TickDuration(n)), n%sim.TickRate*10/sim.TickRate)
}
