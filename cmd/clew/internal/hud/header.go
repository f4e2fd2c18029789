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

// levelHeader is the level's name, the time and how many walk, at the top left.
type levelHeader struct {
	clock     string
	details   string
	seconds   int
	playing   int
	finished  int
	capturing bool
	edition   int // the edition of the words that it is written in; 0: it is not

	shift     float64 // how far it has made way for one's own player, 0 to 1
	hidesSelf bool    // it would hide them in its usual place
}

// set takes the time in seconds, how many walk, how many have got out, and
// whether the game is captured. It writes anew only what has changed.
func (p *levelHeader) set(secs, there, out int, rec bool) {
	p.animate()
	edition := i18n.Revision()
	if edition == p.edition && secs == p.seconds && there == p.playing && out == p.finished && rec == p.capturing {
		return
	}
	*p = levelHeader{seconds: secs, playing: there, finished: out, capturing: rec, edition: edition, shift: p.shift, hidesSelf: p.hidesSelf}
	p.clock = i18n.FormatClock(seconds(secs))
	p.details = ""
	if there > 0 || out == 0 {
		p.details = " · " + i18n.Tn("plate.walking", there)
	}
	if out > 0 {
		p.details += " · " + i18n.Tn("plate.out", out)
	}
	if rec {
		p.details += " · " + i18n.T("plate.rec")
	}
}

// headerShiftTicks is how many ticks the plate takes to make way.
const headerShiftTicks = 12

// animate makes way for one's own player, or comes back.
func (p *levelHeader) animate() {
	by := -1.0 / headerShiftTicks
	if p.hidesSelf {
		by = -by
	}
	p.shift = min(max(p.shift+by, 0), 1)
}

// draw draws the plate, and gives its place. Where it would hide what is at
// self, it goes to the middle if that is free, and else is faint meanwhile; where
// it would be hidden itself, it is left out.
func (p *levelHeader) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin, level string, self image.Rectangle, free bool, hidden func(image.Rectangle) bool) image.Rectangle {
	name := s.Truncate(level, ui.BodyBold, float64(f.Px(260)))
	inner := max(s.TextWidth(name, ui.BodyBold), s.TextWidth(p.clock, ui.SmallMono)+s.TextWidth(p.details, ui.Small))
	w := max(int(math.Ceil(inner))+f.Px(28), f.Px(120))
	r := f.Anchor(w, f.Px(52), 0, 0, edgeMargin)
	shown := 1.0
	if p.hidesSelf = r.Overlaps(self) && free; r.Overlaps(self) && !free {
		shown = 0.25
	}
	r = r.Add(image.Pt(int(ease(p.shift)*float64((f.W-w)/2-r.Min.X)), 0))
	if hidden(r) {
		return r
	}
	s.Panel.Draw(dst, r, shown)
	x := r.Min.X + f.Px(14)
	text, dim := theme.WithAlpha(theme.Text, shown), theme.WithAlpha(theme.Dim, shown)
	s.Print(dst, name, ui.BodyBold, x, r.Min.Y+f.Px(21), text)
	at := s.Print(dst, p.clock, ui.SmallMono, x, r.Min.Y+f.Px(39), dim)
	s.Print(dst, p.details, ui.Small, x+int(math.Ceil(at)), r.Min.Y+f.Px(39), dim)
	return r
}

// lagBadge is the gold badge of simulated lag, at the top right.
type lagBadge struct {
	lines   []string
	config  netsettings.Config
	cut     bool
	width   int // px for which lines holds
	edition int // edition of the words, likewise
}

// set writes the badge anew if something has changed; w px is how wide its
// lines may be.
func (b *lagBadge) set(s *ui.Skin, of netsettings.Config, cut bool, w int) {
	if e := i18n.Revision(); of != b.config || cut != b.cut || w != b.width || e != b.edition {
		b.config, b.cut, b.width, b.edition = of, cut, w, e
		b.updateText(s)
	}
}

func (b *lagBadge) updateText(s *ui.Skin) {
	b.lines = wrapBadge(netsettings.BadgeText(b.config, b.cut), float64(b.width), func(t string) float64 { return s.TextWidth(t, ui.BodyBold) })
}

// wrapBadge breaks the text of a badge at its commas into lines of a width.
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

// height is how high the badge is, in px.
func (b *lagBadge) height(f ui.Viewport) int {
	if len(b.lines) == 0 {
		return 0
	}
	return f.Px(badgeLine) + (len(b.lines)-1)*f.Px(18)
}

// draw draws it in the right upper corner, and gives its place.
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

// drawShadowed writes a text on the bare maze: over a shadow, so that they can be
// read on a lit floor too.
func drawShadowed(dst *ebiten.Image, s *ui.Skin, text string, st ui.TextStyle, x, base int, c color.NRGBA) float64 {
	d := max(1, s.Px(1))
	dark := theme.WithAlpha(theme.Background, float64(c.A)/255*0.9)
	for _, o := range [...]image.Point{{d, d}, {-d, d}, {d, -d}, {-d, -d}, {0, 2 * d}} {
		s.Print(dst, text, st, x+o.X, base+o.Y, dark)
	}
	return s.Print(dst, text, st, x, base, c)
}
