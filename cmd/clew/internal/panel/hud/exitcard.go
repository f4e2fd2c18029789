package hud

import (
	"image"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
)

// Exit is how one has found the exit.
type Exit struct {
	Took sim.Tick // from coming to the exit
	Best sim.Tick // the best time on this level before; 0: it is the first
}

// Record says that nobody has been faster: oneself, before.
func (e Exit) Record() bool { return e.Best == 0 || e.Took < e.Best }

// exitCard is there when one has found the exit of a game of one's own: the
// time, and what to do next.
type exitCard struct {
	sheet      *kit.Sheet
	time, best string
}

func newExitCard(d *kit.Desk, next, again, leave func()) *exitCard {
	const w = 304
	c := &exitCard{}
	c.sheet = &kit.Sheet{Pad: 20, Gap: 6, Airy: true}
	c.sheet.Escape = c.sheet.Hide
	c.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.44, 8) }
	d.Add(c.sheet, func(b *kit.Builder) {
		b.Text(w, 24, kit.Heading, theme.Text, kit.Fixed(words.T("exit.title")))
		b.Text(w, 48, kit.Poster, theme.Accent, func() string { return c.time })
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

func (c *exitCard) show(e Exit) {
	c.time, c.best = Tenths(e.Took), BestText(e)
	c.sheet.Show(true)
	c.sheet.Focus(0)
}

// BestText says how a time compares with the best one before.
func BestText(e Exit) string {
	switch {
	case e.Best == 0:
		return words.T("exit.first")
	case e.Record():
		return words.F("exit.record", Tenths(e.Best))
	}
	return words.F("exit.best", Tenths(e.Best))
}

// Tenths is how long n ticks take, to the tenth of a second: 1:42.3.
func Tenths(n sim.Tick) string {
	return words.F("exit.tenths", phrase.Clock(phrase.Ticks(n)), n%sim.TickRate*10/sim.TickRate)
}
