package hud

import (
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// levelHeader shows the level's name, the time and the number of players, top
// left.
type levelHeader struct {
	clock     string
	details   string
	seconds   int
	playing   int
	finished  int
	capturing bool
	edition   int // language edition of the texts; 0: none yet

	shift     float64 // how far it has moved aside for the own player, 0 to 1
	hidesSelf bool    // it would cover the own player
}

// set updates the texts if something has changed: the time in seconds, the
// players still walking and finished, and whether a capture is running.
func (p *levelHeader) set(secs, playing, finished int, capturing bool) {
	p.animate()
	edition := i18n.Revision()
	if edition == p.edition && secs == p.seconds && playing == p.playing && finished == p.finished && capturing == p.capturing {
		return
	}
	*p = levelHeader{seconds: secs, playing: playing, finished: finished, capturing: capturing, edition: edition, shift: p.shift, hidesSelf: p.hidesSelf}
	p.clock = i18n.FormatClock(seconds(secs))
	p.details = ""
	if playing > 0 || finished == 0 {
		p.details = " · " + i18n.Tn("plate.walking", playing)
	}
	if finished > 0 {
		p.details += " · " + i18n.Tn("plate.out", finished)
	}
	if capturing {
		p.details += " · " + i18n.T("plate.rec")
	}
}

// headerShiftTicks is how long moving aside takes.
const headerShiftTicks = 12

// animate moves the header aside or back.
func (p *levelHeader) animate() {
	by := -1.0 / headerShiftTicks
	if p.hidesSelf {
		by = -by
	}
	p.shift = min(max(p.shift+by, 0), 1)
}

// draw draws the header and returns its area. If it would cover self, it moves
// to the middle if free, otherwise becomes faint; if it would be covered
// itself, it is not drawn.
func (p *levelHeader) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin, level string, self image.Rectangle, free bool, hidden func(image.Rectangle) bool) image.Rectangle {
	name := s.Truncate(level, ui.BodyBold, float64(f.Px(260)))
	inner := max(s.TextWidth(name, ui.BodyBold), s.TextWidth(p.clock, ui.SmallMono)+s.TextWidth(p.details, ui.Small))
	w := max(int(math.Ceil(inner))+f.Px(28), f.Px(120))
	r := f.Anchor(w, f.Px(52), 0, 0, edgeMargin)
	alpha := 1.0
	if p.hidesSelf = r.Overlaps(self) && free; r.Overlaps(self) && !free {
		alpha = 0.25
	}
	r = r.Add(image.Pt(int(ease(p.shift)*float64((f.W-w)/2-r.Min.X)), 0))
	if hidden(r) {
		return r
	}
	s.Panel.Draw(dst, r, alpha)
	x := r.Min.X + f.Px(14)
	text, dim := theme.WithAlpha(theme.Text, alpha), theme.WithAlpha(theme.Dim, alpha)
	s.Print(dst, name, ui.BodyBold, x, r.Min.Y+f.Px(21), text)
	at := s.Print(dst, p.clock, ui.SmallMono, x, r.Min.Y+f.Px(39), dim)
	s.Print(dst, p.details, ui.Small, x+int(math.Ceil(at)), r.Min.Y+f.Px(39), dim)
	return r
}

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
func (b *lagBadge) height(f ui.Viewport) int {
	if len(b.lines) == 0 {
		return 0
	}
	return f.Px(badgeLine) + (len(b.lines)-1)*f.Px(18)
}

// draw draws the badge in the upper right corner and returns its area.
func (b *lagBadge) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin) (r image.Rectangle) {
	if len(b.lines) == 0 {
		return r
	}
	w := 0.0
	for _, l := range b.lines {
		w = max(w, s.TextWidth(l, ui.BodyBold))
	}
	r = f.Anchor(max(int(math.Ceil(w))+f.Px(32), f.Px(120)), b.height(f), 1, 0, edgeMargin)
	s.Badge.Draw(dst, r, 1)
	for i, l := range b.lines {
		top := r.Min.Y + i*f.Px(18)
		s.PrintCentred(dst, l, ui.BodyBold, (r.Min.X+r.Max.X)/2, s.Baseline(ui.BodyBold, top, top+f.Px(badgeLine)), theme.Accent)
	}
	return r
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
