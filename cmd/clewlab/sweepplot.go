package main

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sweepFigure shows the most important numbers over the first parameter: one
// line for each combination of the others.
func sweepFigure(title string, s sweepParams, points []sweepPoint) *figure {
	x := s[0].path
	if s[0].param.time {
		x += ", in ms"
	}
	f := &figure{title: title, about: "All clients combined"}
	groups, order := groupPoints(s, points)
	var plots []*plot.Plot
	for _, q := range sweepMetrics {
		p := newPlot(x, "")
		p.Title.Text = q.title
		p.Add(newGrid())
		if words := s[0].param.words; words != nil {
			p.NominalX(words...)
		}
		for n, name := range order {
			p.Add(q.line(s[0], groups[name], n)...)
		}
		p.Y.Min = 0
		p.Y.Max = max(p.Y.Max*1.08, q.minAxis)
		plots = append(plots, p)
	}
	f.plots = [][]*plot.Plot{plots[:2], plots[2:]}
	if len(order) > 1 {
		for n, name := range order {
			f.legend = append(f.legend, legendEntry{text: name, line: clientLine(0, 0, n)})
		}
	}
	return f
}

// groupPoints groups the games that differ in the first parameter only.
func groupPoints(s sweepParams, points []sweepPoint) (groups map[string][]sweepPoint, order []string) {
	groups = map[string][]sweepPoint{}
	for _, p := range points {
		name := s[1:].describe(variant{values: p.values[1:]})
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], p)
	}
	return groups, order
}

// sweepMetric is a number that a sweep plots.
type sweepMetric struct {
	title   string
	minAxis float64 // the axis reaches at least so far
	value   func(*stats) float64
}

var sweepMetrics = [4]sweepMetric{
	{"corrections per minute", 1, func(m *stats) float64 { return float64(m.corrections) / m.minutes }},
	{"mean error of the own player, in cells", 0.1, func(m *stats) float64 { return cells(mean(m.ownError)) }},
	{"mean delay from sampled to consumed, in ms", 20, func(m *stats) float64 { return millis(mean(m.toConsumed)) }},
	{"kB per second and client, both directions", 0.1, func(m *stats) float64 {
		return float64(m.total(up).bytes+m.total(down).bytes) / 1000 / (m.minutes * 60)
	}},
}

// line returns the plot of the number over a parameter. Games without it are
// left out.
func (q sweepMetric) line(over sweepParam, points []sweepPoint, n int) []plot.Plotter {
	var xy plotter.XYs
	for _, p := range points {
		if v := q.value(p.stats); !math.IsNaN(v) {
			xy = append(xy, plotter.XY{X: over.param.number(p.values[0]), Y: v})
		}
	}
	if len(xy) == 0 {
		return nil
	}
	line := clientLine(0, 0, n)
	dots := draw.GlyphStyle{Color: line.Color, Radius: vg.Points(2.5), Shape: draw.CircleGlyph{}}
	scatter := &plotter.Scatter{XYs: xy, GlyphStyle: dots}
	if over.param.words != nil { // there is nothing between two words
		return []plot.Plotter{scatter}
	}
	return []plot.Plotter{&plotter.Line{XYs: xy, LineStyle: line}, scatter}
}
