package hud

import (
	"image"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// lostCard is there while the connection is lost: when the next try is, and
// buttons to try at once and to leave.
type lostCard struct {
	sheet *kit.Sheet
	text  string
}

func newLostCard(d *kit.Desk, retry, leave func()) *lostCard {
	const w = 304
	c := &lostCard{}
	c.sheet = &kit.Sheet{Pad: 16, Gap: 8, Airy: true}
	c.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.3, 8) }
	d.Add(c.sheet, func(b *kit.Builder) {
		b.Text(w, 22, kit.Heading, theme.Text, kit.Fixed(words.T("lost.title")))
		b.Text(w, 18, kit.Body, theme.Dim, func() string { return c.text })
		b.Space(2)
		b.Row(8, func() {
			b.Button((w-8)/2, 32, words.T("lost.retry"), retry)
			b.Button((w-8)/2, 32, words.T("lost.leave"), leave)
		})
	})
	return c
}

// show shows the card with what there is to say; with nothing, it takes it away.
// The keyboard is the card's unless the menu has it.
func (c *lostCard) show(text string, free bool) {
	c.text = text
	switch {
	case text == "" && c.sheet.Shown():
		c.sheet.Hide()
	case text != "" && !c.sheet.Shown():
		c.sheet.Show(free)
	case text != "" && free && !c.sheet.HasKeyboard():
		c.sheet.Take()
	}
}
