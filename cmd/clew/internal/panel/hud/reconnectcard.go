package hud

import (
	"image"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// reconnectCard is there while the connection is lost: when the next try is, and
// buttons to try at once and to leave.
type reconnectCard struct {
	panel *kit.Panel
	text  string
}

func newReconnectCard(d *kit.Root, retry, leave func()) *reconnectCard {
	const w = 304
	c := &reconnectCard{}
	c.panel = &kit.Panel{Padding: 16, Spacing: 8, Spacious: true}
	c.panel.Place = func(f kit.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.3, 8) }
	d.Add(c.panel, func(b *kit.Builder) {
		b.Text(w, 22, kit.Heading, theme.Text, kit.ConstText(words.T("lost.title")))
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
func (c *reconnectCard) show(text string, free bool) {
	c.text = text
	switch {
	case text == "" && c.panel.Shown():
		c.panel.Hide()
	case text != "" && !c.panel.Shown():
		c.panel.Show(free)
	case text != "" && free && !c.panel.HasKeyboard():
		c.panel.TakeKeyboard()
	}
}
