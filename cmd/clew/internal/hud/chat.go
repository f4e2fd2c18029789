package hud

import (
	"image"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/wire"
)

// chatCounterFrom is how many bytes are left when the counter appears.
const chatCounterFrom = 40

// chat is the log at the bottom left and its input field.
type chat struct {
	log         chatLog
	panel       *ui.Panel
	field       ui.TextField
	sent        string // in this tick
	draft       string // kept when something else took the keyboard
	counterText string // "12 left"
	counterLen  int    // text length that counterText is for
	bounds      image.Rectangle
	area        image.Rectangle // of the log and the field
	spot        panelSpot
	opacity     float64 // of the log
}

func newChat(root *ui.Root) *chat {
	c := &chat{}
	c.field.MaxBytes, c.field.MaskFrom = wire.MaxTextLen, passwordOffset
	c.panel = &ui.Panel{NoBackground: true, NoFocusFrame: true, OnEscape: c.close, DrawOver: c.drawCounter}
	c.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle {
		return image.Rect(c.bounds.Min.X, c.bounds.Max.Y-h, c.bounds.Max.X, c.bounds.Max.Y)
	}
	root.Add(c.panel, func(b *ui.Builder) {
		c.field.Placeholder = i18n.T("chat.hint")
		b.WideTextField(30, &c.field, c.send)
	})
	return c
}

// passwordOffset returns the length of the prefix of text that is shown; what
// follows /login is an administrator's password.
func passwordOffset(text string) int {
	const login = "/login "
	at := len(text) - len(strings.TrimLeft(text, " "))
	if end := at + len(login); end <= len(text) && strings.EqualFold(text[at:end], login) {
		return end
	}
	return len(text)
}

// open opens the field with the draft and what was already typed after it.
func (c *chat) open(typed string) {
	c.field.SetText(c.draft + typed)
	c.draft = ""
	c.panel.Show(true)
}

func (c *chat) close() { c.panel.Hide() }

// interrupt closes the field and keeps its text as a draft.
func (c *chat) interrupt() {
	if c.panel.Shown() {
		c.draft = c.field.Text()
		c.close()
	}
}

func (c *chat) send() {
	c.sent = wire.CleanText(c.field.Text())
	c.close()
}

// drawCounter shows the bytes left once they are few.
func (c *chat) drawCounter(dst *ebiten.Image, s *ui.Skin) {
	n := len(c.field.Text())
	if n != c.counterLen {
		c.counterLen, c.counterText = n, i18n.Tf("chat.left", wire.MaxTextLen-n)
	}
	r := c.panel.GetWidget().Rect
	s.Focus.Draw(dst, r.Inset(-s.Px(1)), 1)
	if n <= wire.MaxTextLen-chatCounterFrom {
		return
	}
	colour := theme.Dim
	if n == wire.MaxTextLen {
		colour = theme.Warn
	}
	w := int(math.Ceil(s.TextWidth(c.counterText, ui.SmallMono))) + s.Px(12)
	box := image.Rect(r.Max.X-w, r.Min.Y-s.Px(22), r.Max.X, r.Min.Y-s.Px(4))
	s.Panel.Draw(dst, box, 1)
	s.PrintCentred(dst, c.counterText, ui.SmallMono, (box.Min.X+box.Max.X)/2, s.Baseline(ui.SmallMono, box.Min.Y, box.Max.Y), colour)
}

// draw draws the log. While the field is open it shows all lines that fit, otherwise
// those that have not faded.
func (c *chat) draw(dst *ebiten.Image, s *ui.Skin) {
	bounds := c.area
	if c.panel.Shown() {
		bounds.Max.Y -= s.Px(chatField)
	}
	c.log.draw(dst, s, bounds, bounds.Dy()/s.Px(chatLineHeight), !c.panel.Shown(), c.opacity)
}
