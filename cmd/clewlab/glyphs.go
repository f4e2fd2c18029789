package main

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// mark returns the style of a mark for something lost or corrected.
func mark(shape draw.GlyphDrawer) draw.GlyphStyle {
	return draw.GlyphStyle{Color: vermilion, Radius: 3.5, Shape: shape}
}

// smaller returns the style for places with many marks.
func smaller(g draw.GlyphStyle) draw.GlyphStyle {
	g.Radius = 2.5
	return g
}

// cross is a mark like an x, and ring one like an o, in strong lines.
type (
	// cross is a mark like an x, and ring one like an o, in bold lines.
	cross struct{}
	ring  struct{}
)

// DrawGlyph implements draw.GlyphDrawer.
func (cross) DrawGlyph(c *draw.Canvas, g draw.GlyphStyle, at vg.Point) {
	line, r := draw.LineStyle{Color: g.Color, Width: 1.6}, g.Radius
	c.StrokeLine2(line, at.X-r, at.Y-r, at.X+r, at.Y+r)
	c.StrokeLine2(line, at.X-r, at.Y+r, at.X+r, at.Y-r)
}

// DrawGlyph implements draw.GlyphDrawer.
func (ring) DrawGlyph(c *draw.Canvas, g draw.GlyphStyle, at vg.Point) {
	c.SetLineStyle(draw.LineStyle{Color: g.Color, Width: 1.6})
	var p vg.Path
	p.Move(vg.Point{X: at.X + g.Radius, Y: at.Y})
	p.Arc(at, g.Radius, 0, 2*math.Pi)
	p.Close()
	c.Stroke(p)
}

// roundTicker puts about six round numbers on an axis.
type roundTicker struct{}

// Ticks implements plot.Ticker.
func (roundTicker) Ticks(from, to float64) (ticks []plot.Tick) {
	step := math.Pow(10, math.Floor(math.Log10((to-from)/4)))
	for _, by := range []float64{2, 2.5, 2} { // 1, 2, 5, 10
		if (to-from)/step > 8 {
			step *= by
		}
	}
	decimals := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	// + 0: never -0
	for n := math.Ceil(from/step-1e-9) + 0; n <= to/step+1e-9; n++ {
		ticks = append(ticks, plot.Tick{Value: n * step, Label: strconv.FormatFloat(n*step, 'f', decimals, 64)})
	}
	return ticks
}
