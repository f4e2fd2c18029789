package hud

import (
	"image"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// urgentSeconds is when a countdown becomes more visible.
const urgentSeconds = 10

// countdownText says when the level ends.
type countdownText struct {
	text    string // empty: no countdown is set
	urgent  bool
	secs    int
	next    bool // of the next level, not of this one's end
	edition int
}

// set updates the text, if it has changed; next words it as the beginning of the
// next level.
func (c *countdownText) set(r Round, next bool) {
	if !r.Ending {
		*c = countdownText{}
		return
	}
	secs := int((r.Left + time.Second - 1) / time.Second)
	if e := i18n.Revision(); c.text == "" || secs != c.secs || next != c.next || e != c.edition {
		key := "round.ends-in"
		if next {
			key = "round.next-in"
		}
		*c = countdownText{text: i18n.Tf(key, i18n.FormatClock(seconds(secs))), urgent: secs <= urgentSeconds, secs: secs, next: next, edition: e}
	}
}

// countdownPanel shows at the top left, below the header, when the level ends.
type countdownPanel struct {
	countdownText
	spot  panelSpot
	spots [3]image.Rectangle
	area  image.Rectangle // as drawn last
}

// draw draws the countdown where it hides nothing, and not at all where it would be
// hidden itself.
func (c *countdownPanel) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, use panelUse, hides, hidden func(image.Rectangle) bool) {
	c.area = image.Rectangle{}
	if c.text == "" {
		return
	}
	style, colour := ui.Body, theme.Text
	if c.urgent {
		style, colour = ui.Heading, theme.Accent
	}
	w, h := int(math.Ceil(s.TextWidth(c.text, style)))+vp.Px(28), vp.Px(30)
	left, top := vp.Px(edgeMargin), vp.Px(headerBottom)
	usual := image.Rect(left, top, left+w, top+h)
	c.spots = [3]image.Rectangle{usual, usual.Add(image.Pt((vp.W-w)/2-left, 0)), usual.Add(image.Pt(0, h+vp.Px(8)))}
	r, alpha := c.spot.place(use, c.spots[:], hides)
	if hidden(r) {
		return
	}
	c.area = r
	s.Panel.Draw(dst, r, alpha)
	s.PrintCentred(dst, c.text, style, (r.Min.X+r.Max.X)/2, s.Baseline(style, r.Min.Y, r.Max.Y), theme.WithAlpha(colour, alpha))
}
