package hud

import (
	"image"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// reconnectCard is shown while the connection is lost: when the next attempt
// is, and buttons to reconnect now or leave.
type reconnectCard struct {
	panel *ui.Panel
	text  string
}

func newReconnectCard(root *ui.Root, retry, leave func()) *reconnectCard {
	const w = 304
	c := &reconnectCard{}
	c.panel = &ui.Panel{Padding: 16, Spacing: 8, Spacious: true}
	c.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.3, 8) }
	root.Add(c.panel, func(b *ui.Builder) {
		b.Text(w, 22, ui.Heading, theme.Text, ui.ConstText(i18n.T("lost.title")))
		b.Text(w, 18, ui.Body, theme.Dim, func() string { return c.text })
		b.Space(2)
		b.Row(8, func() {
			b.Button((w-8)/2, 32, i18n.T("lost.retry"), retry)
			b.Button((w-8)/2, 32, i18n.T("lost.leave"), leave)
		})
	})
	return c
}

// show shows the card with text, or hides it if text is empty. It takes the
// keyboard if that is free.
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
