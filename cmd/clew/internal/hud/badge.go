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
	scope   badgeScope
	cut     bool
	width   int // px that lines were wrapped for
	edition int // language edition of lines
	large   bool
	spot    panelSpot
}

// The styles of the badge: the usual one, and that for the back of a room.
var (
	usualBadge = badgeStyle{ui.BodyBold, badgeLine, 18}
	largeBadge = badgeStyle{ui.TextStyle{Font: theme.Bold, Size: theme.Title}, 52, 36}
)

// badgeStyle is the badge's text and, in logical pixels, the height of one line and
// what each further one adds.
type badgeStyle struct {
	text        ui.TextStyle
	first, next float64
}

func (b *lagBadge) style() *badgeStyle {
	if b.large {
		return &largeBadge
	}
	return &usualBadge
}

// set updates the badge if something has changed; w is the maximum width in px.
func (b *lagBadge) set(s *ui.Skin, config netsettings.Config, scope badgeScope, cut bool, width int, large bool) {
	if e := i18n.Revision(); config != b.config || scope != b.scope || cut != b.cut || width != b.width || e != b.edition || large != b.large {
		b.config, b.scope, b.cut, b.width, b.edition, b.large = config, scope, cut, width, e, large
		b.updateText(s)
	}
}

func (b *lagBadge) updateText(s *ui.Skin) {
	text := netsettings.BadgeText(b.config, b.cut)
	if scope := b.scope.text(); text != "" && scope != "" {
		text += ", " + scope
	}
	b.lines = wrapBadge(text, float64(b.width), func(t string) float64 { return s.TextWidth(t, b.style().text) })
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
	return vp.Px(b.style().first) + (len(b.lines)-1)*vp.Px(b.style().next)
}

// draw draws the badge in the upper right corner or, if it would hide something
// there, elsewhere along the upper or lower edge, and returns its area.
func (b *lagBadge) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, use panelUse, hides func(image.Rectangle) bool) (r image.Rectangle) {
	if len(b.lines) == 0 {
		return r
	}
	w, style := 0.0, b.style()
	for _, l := range b.lines {
		w = max(w, s.TextWidth(l, style.text))
	}
	width, height := max(int(math.Ceil(w))+vp.Px(32), vp.Px(120)), b.height(vp)
	at := func(ax, ay float64) image.Rectangle { return vp.Anchor(width, height, ax, ay, edgeMargin) }
	spots := [...]image.Rectangle{at(1, 0), at(0.5, 0), at(0.5, 1), at(1, 1), at(0, 1)}
	r, opacity := b.spot.place(use, spots[:], hides)
	s.Badge.Draw(dst, r, opacity)
	for i, l := range b.lines {
		top := r.Min.Y + i*vp.Px(style.next)
		s.PrintCentred(dst, l, style.text, (r.Min.X+r.Max.X)/2, s.Baseline(style.text, top, top+vp.Px(style.first)), theme.Accent)
	}
	return r
}
