package kit

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
)

// inkKey is a line of words in a style.
type inkKey struct {
	words string
	style Style
}

// inkRun is a line that is laid out.
type inkRun struct {
	glyphs []text.Glyph
	width  float64
}

// inkwell keeps lines that are laid out, and how words are broken into lines,
// because doing that anew in each frame costs more than drawing them.
type inkwell struct {
	runs   shelf[inkKey, inkRun]
	broken shelf[breakKey, []string]
	op     ebiten.DrawImageOptions
}

func (w *inkwell) run(s *Skin, words string, st Style) inkRun {
	k := inkKey{words, st}
	r, ok := w.runs.get(k)
	if !ok {
		face := s.Face(st)
		r = inkRun{text.AppendGlyphs(nil, words, face, nil), text.Advance(words, face)}
		w.runs.put(k, r)
	}
	return r
}

// Width is how wide a line of words is, in px.
func (s *Skin) Width(words string, st Style) float64 { return s.ink.run(s, words, st).width }

// Line is how high a line of a style is from its highest to its lowest point, in px.
func (s *Skin) Line(st Style) int {
	m := s.Face(st).Metrics()
	return int(math.Ceil(m.HAscent + m.HDescent))
}

// Ascent is the distance from the top of a line to its baseline, in px.
func (s *Skin) Ascent(st Style) int { return int(math.Round(s.Face(st).Metrics().HAscent)) }

// Centre is the baseline that puts capitals in the middle of top to bottom, in px.
func (s *Skin) Centre(st Style, top, bottom int) int {
	return int(math.Round((float64(top+bottom) + s.Face(st).Metrics().CapHeight) / 2))
}

// Print writes a line of words that starts at x on a baseline, in px, and
// gives its width.
func (s *Skin) Print(dst *ebiten.Image, words string, st Style, x, baseline int, c color.NRGBA) float64 {
	width := s.print(dst, words, st, x, baseline, c)
	s.seen(words, st, x, baseline, width, dst.Bounds())
	return width
}

// print is Print for what no witness need know of.
func (s *Skin) print(dst *ebiten.Image, words string, st Style, x, baseline int, c color.NRGBA) float64 {
	r := s.ink.run(s, words, st)
	top := baseline - s.Ascent(st)
	op := &s.ink.op
	op.ColorScale.Reset()
	a := float32(c.A) / 255
	op.ColorScale.Scale(float32(c.R)/255*a, float32(c.G)/255*a, float32(c.B)/255*a, a)
	for i := range r.glyphs {
		g := &r.glyphs[i]
		if g.Image == nil {
			continue
		}
		op.GeoM.Reset()
		op.GeoM.Translate(float64(x)+g.X, float64(top)+g.Y)
		dst.DrawImage(g.Image, op)
	}
	return r.width
}

// PrintRight writes a line of words that ends at x.
func (s *Skin) PrintRight(dst *ebiten.Image, words string, st Style, x, baseline int, c color.NRGBA) float64 {
	return s.Print(dst, words, st, x-int(math.Ceil(s.Width(words, st))), baseline, c)
}

// PrintMid writes a line of words around x.
func (s *Skin) PrintMid(dst *ebiten.Image, words string, st Style, x, baseline int, c color.NRGBA) float64 {
	return s.Print(dst, words, st, x-int(math.Round(s.Width(words, st)/2)), baseline, c)
}
