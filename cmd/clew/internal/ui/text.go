package ui

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
)

// lineKey is a line of words in a style.
type lineKey struct {
	text  string
	style TextStyle
}

// glyphRun is a line that is laid out.
type glyphRun struct {
	glyphs []text.Glyph
	width  float64
}

// lineCache keeps lines that are laid out, and how words are broken into lines,
// because doing that anew in each frame costs more than drawing them.
type lineCache struct {
	runs    cache[lineKey, glyphRun]
	wrapped cache[wrapKey, []string]
	op      ebiten.DrawImageOptions
}

func (w *lineCache) run(s *Skin, words string, st TextStyle) glyphRun {
	k := lineKey{words, st}
	r, ok := w.runs.get(k)
	if !ok {
		face := s.Face(st)
		r = glyphRun{text.AppendGlyphs(nil, words, face, nil), text.Advance(words, face)}
		w.runs.put(k, r)
	}
	return r
}

// TextWidth is how wide a line of words is, in px.
func (s *Skin) TextWidth(words string, st TextStyle) float64 { return s.lines.run(s, words, st).width }

// LineHeight is how high a line of a style is from its highest to its lowest point, in px.
func (s *Skin) LineHeight(st TextStyle) int {
	m := s.Face(st).Metrics()
	return int(math.Ceil(m.HAscent + m.HDescent))
}

// Ascent is the distance from the top of a line to its baseline, in px.
func (s *Skin) Ascent(st TextStyle) int { return int(math.Round(s.Face(st).Metrics().HAscent)) }

// Baseline is the baseline that puts capitals in the middle of top to bottom, in px.
func (s *Skin) Baseline(st TextStyle, top, bottom int) int {
	return int(math.Round((float64(top+bottom) + s.Face(st).Metrics().CapHeight) / 2))
}

// Print writes a line of words that starts at x on a baseline, in px, and
// gives its width.
func (s *Skin) Print(dst *ebiten.Image, words string, st TextStyle, x, baseline int, c color.NRGBA) float64 {
	width := s.draw(dst, words, st, x, baseline, c)
	s.reportText(words, st, x, baseline, width, dst.Bounds())
	return width
}

// draw is Print for what no witness need know of.
func (s *Skin) draw(dst *ebiten.Image, words string, st TextStyle, x, baseline int, c color.NRGBA) float64 {
	r := s.lines.run(s, words, st)
	top := baseline - s.Ascent(st)
	op := &s.lines.op
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
func (s *Skin) PrintRight(dst *ebiten.Image, words string, st TextStyle, x, baseline int, c color.NRGBA) float64 {
	return s.Print(dst, words, st, x-int(math.Ceil(s.TextWidth(words, st))), baseline, c)
}

// PrintCentred writes a line of words around x.
func (s *Skin) PrintCentred(dst *ebiten.Image, words string, st TextStyle, x, baseline int, c color.NRGBA) float64 {
	return s.Print(dst, words, st, x-int(math.Round(s.TextWidth(words, st)/2)), baseline, c)
}
