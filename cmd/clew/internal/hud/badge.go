package hud

import (
	"image"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// lagBadge is the gold badge for simulated lag, top right.
type lagBadge struct {
	lines   []string
	config  netsettings.Config
	cut     bool
	width   int // px that lines were wrapped for
	edition int // language edition of lines
}

// set updates the badge if something has changed; w is the maximum width in px.
func (b *lagBadge) set(s *ui.Skin, config netsettings.Config, cut bool, width int) {
	if e := i18n.Revision(); config != b.config || cut != b.cut || width != b.width || e != b.edition {
		b.config, b.cut, b.width, b.edition = config, cut, width, e
		b.updateText(s)
	}
}

func (b *lagBadge) updateText(s *ui.Skin) {
	b.lines = wrapBadge(netsettings.BadgeText(b.config, b.cut), float64(b.width), func(t string) float64 { return s.TextWidth(t, ui.BodyBold) })
}

// wrapBadge breaks a badge's text at commas.
func wrapBadge(text string, width float64, measure func(string) float64) (lines []string) {
	if text == "" {
		return nil
	}
	parts := strings.Split(text, ", ")
	line := parts[0]
	for _, p := range parts[1:] {
		if measure(line+", "+p+",") > width {
			lines = append(lines, line+",")
			line = p
			continue
		}
		line += ", " + p
	}
	return append(lines, line)
}

// height returns the badge's height in px.
func (b *lagBadge) height(vp ui.Viewport) int {
	if len(b.lines) == 0 {
		return 0
	}
	return vp.Px(badgeLine) + (len(b.lines)-1)*vp.Px(18)
}

// draw draws the badge in the upper right corner and returns its area.
func (b *lagBadge) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin) (r image.Rectangle) {
	if len(b.lines) == 0 {
		return r
	}
	w := 0.0
	for _, l := range b.lines {
		w = max(w, s.TextWidth(l, ui.BodyBold))
	}
	r = vp.Anchor(max(int(math.Ceil(w))+vp.Px(32), vp.Px(120)), b.height(vp), 1, 0, edgeMargin)
	s.Badge.Draw(dst, r, 1)
	for i, l := range b.lines {
		top := r.Min.Y + i*vp.Px(18)
		s.PrintCentred(dst, l, ui.BodyBold, (r.Min.X+r.Max.X)/2, s.Baseline(ui.BodyBold, top, top+vp.Px(badgeLine)), theme.Accent)
	}
	return r
}
