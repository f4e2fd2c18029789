package hud

import (
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// plate is the level's name, the time and how many walk, at the top left.
type plate struct {
	clock string
	rest  string
	secs  int
	there int
	out   int
	rec   bool
	words int // the edition of the words that it is written in; 0: it is not

	aside float64 // how far it has made way for one's own player, 0 to 1
	hides bool    // it would hide them in its usual place
}

// set takes the time in seconds, how many walk, how many have got out, and
// whether the game is captured. It writes anew only what has changed.
func (p *plate) set(secs, there, out int, rec bool) {
	p.step()
	edition := words.Edition()
	if edition == p.words && secs == p.secs && there == p.there && out == p.out && rec == p.rec {
		return
	}
	*p = plate{secs: secs, there: there, out: out, rec: rec, words: edition, aside: p.aside, hides: p.hides}
	p.clock = phrase.Clock(seconds(secs))
	p.rest = ""
	if there > 0 || out == 0 {
		p.rest = " · " + words.N("plate.walking", there)
	}
	if out > 0 {
		p.rest += " · " + words.N("plate.out", out)
	}
	if rec {
		p.rest += " · " + words.T("plate.rec")
	}
}

// plateAside is how many ticks the plate takes to make way.
const plateAside = 12

// step makes way for one's own player, or comes back.
func (p *plate) step() {
	by := -1.0 / plateAside
	if p.hides {
		by = -by
	}
	p.aside = min(max(p.aside+by, 0), 1)
}

// draw draws the plate, and gives its place. Where it would hide what is at
// self, it goes to the middle if that is free, and else is faint meanwhile; where
// it would be hidden itself, it is left out.
func (p *plate) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin, level string, self image.Rectangle, free bool, hidden func(image.Rectangle) bool) image.Rectangle {
	name := s.Cut(level, kit.Strong, float64(f.Px(260)))
	inner := max(s.Width(name, kit.Strong), s.Width(p.clock, kit.Figures)+s.Width(p.rest, kit.Small))
	w := max(int(math.Ceil(inner))+f.Px(28), f.Px(120))
	r := f.Anchor(w, f.Px(52), 0, 0, edgeGap)
	shown := 1.0
	if p.hides = r.Overlaps(self) && free; r.Overlaps(self) && !free {
		shown = 0.25
	}
	r = r.Add(image.Pt(int(ease(p.aside)*float64((f.W-w)/2-r.Min.X)), 0))
	if hidden(r) {
		return r
	}
	s.Panel.Draw(dst, r, shown)
	x := r.Min.X + f.Px(14)
	text, dim := theme.With(theme.Text, shown), theme.With(theme.Dim, shown)
	s.Print(dst, name, kit.Strong, x, r.Min.Y+f.Px(21), text)
	at := s.Print(dst, p.clock, kit.Figures, x, r.Min.Y+f.Px(39), dim)
	s.Print(dst, p.rest, kit.Small, x+int(math.Ceil(at)), r.Min.Y+f.Px(39), dim)
	return r
}

// badge is the gold badge of simulated lag, at the top right.
type badge struct {
	lines []string
	of    tuning.Setup
	cut   bool
	width int // px for which lines holds
	words int // edition of the words, likewise
}

// set writes the badge anew if something has changed; w px is how wide its
// lines may be.
func (b *badge) set(s *kit.Skin, of tuning.Setup, cut bool, w int) {
	if e := words.Edition(); of != b.of || cut != b.cut || w != b.width || e != b.words {
		b.of, b.cut, b.width, b.words = of, cut, w, e
		b.write(s)
	}
}

func (b *badge) write(s *kit.Skin) {
	b.lines = wrapBadge(tuning.BadgeText(b.of, b.cut), float64(b.width), func(t string) float64 { return s.Width(t, kit.Strong) })
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
func (b *badge) height(f kit.Frame) int {
	if len(b.lines) == 0 {
		return 0
	}
	return f.Px(badgeLine) + (len(b.lines)-1)*f.Px(18)
}

// draw draws it in the right upper corner, and gives its place.
func (b *badge) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin) (r image.Rectangle) {
	if len(b.lines) == 0 {
		return r
	}
	w := 0.0
	for _, l := range b.lines {
		w = max(w, s.Width(l, kit.Strong))
	}
	r = f.Anchor(max(int(math.Ceil(w))+f.Px(32), f.Px(120)), b.height(f), 1, 0, edgeGap)
	s.Pill.Draw(dst, r, 1)
	for i, l := range b.lines {
		top := r.Min.Y + i*f.Px(18)
		s.PrintMid(dst, l, kit.Strong, (r.Min.X+r.Max.X)/2, s.Centre(kit.Strong, top, top+f.Px(badgeLine)), theme.Accent)
	}
	return r
}

// shadowed writes a text on the bare maze: over a shadow, so that they can be
// read on a lit floor too.
func shadowed(dst *ebiten.Image, s *kit.Skin, text string, st kit.Style, x, base int, c color.NRGBA) float64 {
	d := max(1, s.Px(1))
	dark := theme.With(theme.Night, float64(c.A)/255*0.9)
	for _, o := range [...]image.Point{{d, d}, {-d, d}, {d, -d}, {-d, -d}, {0, 2 * d}} {
		s.Print(dst, text, st, x+o.X, base+o.Y, dark)
	}
	return s.Print(dst, text, st, x, base, c)
}
