package hud

import (
	"image"
	"image/color"
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
	area        image.Rectangle // of the log as last drawn
	op          ebiten.DrawImageOptions
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

func (c *chat) open() {
	c.field.SetText(c.draft)
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

// draw draws the log and returns its area. While the field is open it shows all
// lines that fit, otherwise those that have not faded.
func (c *chat) draw(dst *ebiten.Image, s *ui.Skin, l layout) image.Rectangle {
	y, open, room := l.chat.Max.Y, c.panel.Shown(), l.chatLines
	if open {
		y, room = y-s.Px(chatField), l.openChatLines
	}
	for i := len(c.log.lines) - 1; i >= 0 && room > 0; i-- {
		line := &c.log.lines[i]
		alpha := 1.0
		if !open {
			alpha = c.log.alpha(line)
		}
		if alpha <= 0 {
			break
		}
		c.wrap(s, line, l.chat.Dx())
		for k := len(line.rows) - 1; k >= 0 && room > 0; k-- {
			y, room = y-s.Px(chatLineHeight), room-1
			c.drawRow(dst, s, line, k, image.Pt(l.chat.Min.X, y), alpha)
		}
	}
	return image.Rect(l.chat.Min.X, y, l.chat.Max.X, l.chat.Max.Y)
}

// wrap breaks a line into rows, the first of which starts with the name.
func (c *chat) wrap(s *ui.Skin, line *chatLine, width int) {
	if line.wrapKey == (wrapKey{width, s.Scale}) {
		return
	}
	line.release()
	line.wrapKey = wrapKey{width, s.Scale}
	lead := 0.0
	if line.sender != "" {
		lead = s.TextWidth(line.sender+" ", ui.BodyBold)
	}
	for _, text := range s.Wrap(line.text, ui.Body, lead, float64(width-s.Px(8))) {
		line.rows = append(line.rows, chatRow{text: text})
	}
}

func (c *chat) drawRow(dst *ebiten.Image, s *ui.Skin, line *chatLine, k int, at image.Point, alpha float64) {
	row := &line.rows[k]
	if row.img == nil {
		row.img = paintRow(s, line, k)
	}
	c.op.GeoM.Reset()
	c.op.GeoM.Translate(float64(at.X), float64(at.Y))
	c.op.ColorScale.Reset()
	c.op.ColorScale.ScaleAlpha(float32(alpha))
	dst.DrawImage(row.img, &c.op)
}

// paintRow renders row k of a line.
func paintRow(s *ui.Skin, line *chatLine, k int) *ebiten.Image {
	img := ebiten.NewImage(max(line.wrapKey.width, 1), s.Px(chatLineHeight))
	base := s.Baseline(ui.Body, 0, s.Px(chatLineHeight))
	x, colour := s.Px(4), theme.Text
	if line.sender == "" {
		colour = theme.Dim
	} else if k == 0 {
		x += int(math.Ceil(drawShadowed(img, s, line.sender, ui.BodyBold, x, base, line.colour) + s.TextWidth(" ", ui.BodyBold)))
	}
	drawShadowed(img, s, line.rows[k].text, ui.Body, x, base, colour)
	return img
}

// drawShadowed draws text with a shadow, to be legible on a lit floor too.
func drawShadowed(dst *ebiten.Image, s *ui.Skin, text string, style ui.TextStyle, x, base int, c color.NRGBA) float64 {
	d := max(1, s.Px(1))
	dark := theme.WithAlpha(theme.Background, float64(c.A)/255*0.9)
	for _, o := range [...]image.Point{{d, d}, {-d, d}, {d, -d}, {-d, -d}, {0, 2 * d}} {
		s.Print(dst, text, style, x+o.X, base+o.Y, dark)
	}
	return s.Print(dst, text, style, x, base, c)
}
