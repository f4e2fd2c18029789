package ui

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
)

// lineKey identifies a line of text.
type lineKey struct {
	text  string
	style TextStyle
}

// glyphRun is a line after layout.
type glyphRun struct {
	glyphs []text.Glyph
	width  float64
}

// lineCache caches line layout and wrapping, which cost more than drawing.
type lineCache struct {
	runs    cache[lineKey, glyphRun]
	wrapped cache[wrapKey, []string]
	op      ebiten.DrawImageOptions
}

func (w *lineCache) run(s *Skin, line string, style TextStyle) glyphRun {
	k := lineKey{line, style}
	r, ok := w.runs.get(k)
	if !ok {
		face := s.face(style)
		r = glyphRun{text.AppendGlyphs(nil, line, face, nil), text.Advance(line, face)}
		w.runs.put(k, r)
	}
	return r
}

// TextWidth returns the width of a line in px.
func (s *Skin) TextWidth(text string, style TextStyle) float64 {
	return s.lines.run(s, text, style).width
}

// LineHeight returns the height of a line in px.
func (s *Skin) LineHeight(style TextStyle) int {
	m := s.face(style).Metrics()
	return int(math.Ceil(m.HAscent + m.HDescent))
}

// Ascent returns the distance from the top of a line to its baseline in px.
func (s *Skin) Ascent(style TextStyle) int { return int(math.Round(s.face(style).Metrics().HAscent)) }

// Baseline returns the baseline, in px, that centres capitals between top and
// bottom.
func (s *Skin) Baseline(style TextStyle, top, bottom int) int {
	return int(math.Round((float64(top+bottom) + s.face(style).Metrics().CapHeight) / 2))
}

// Print draws a line that starts at x on a baseline, in px, and returns its
// width.
func (s *Skin) Print(dst *ebiten.Image, text string, style TextStyle, x, baseline int, c color.NRGBA) float64 {
	width := s.draw(dst, text, style, x, baseline, c)
	s.reportText(text, style, x, baseline, width, dst.Bounds())
	return width
}

// draw is Print without telling the text probe.
func (s *Skin) draw(dst *ebiten.Image, text string, style TextStyle, x, baseline int, c color.NRGBA) float64 {
	r := s.lines.run(s, text, style)
	top := baseline - s.Ascent(style)
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

// PrintRight draws a line that ends at x.
func (s *Skin) PrintRight(dst *ebiten.Image, text string, style TextStyle, x, baseline int, c color.NRGBA) float64 {
	return s.Print(dst, text, style, x-int(math.Ceil(s.TextWidth(text, style))), baseline, c)
}

// PrintCentred draws a line centred at x.
func (s *Skin) PrintCentred(dst *ebiten.Image, text string, style TextStyle, x, baseline int, c color.NRGBA) float64 {
	return s.Print(dst, text, style, x-int(math.Round(s.TextWidth(text, style)/2)), baseline, c)
}
