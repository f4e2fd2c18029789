package main

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sweepFigure shows what matters over the first setting: a line for each
// combination of the others.
func sweepFigure(title string, s settings, points []point) *figure {
	x := s[0].path
	if s[0].knob.time {
		x += ", in ms"
	}
	f := &figure{title: title, about: "All clients together"}
	groups, order := groupOf(s, points)
	var plots []*plot.Plot
	for _, q := range quantities {
		p := newPlot(x, "")
		p.Title.Text = q.title
		p.Add(gridOf())
		for n, name := range order {
			p.Add(q.line(s[0], groups[name], n)...)
		}
		p.Y.Min = 0
		p.Y.Max = max(p.Y.Max*1.08, q.least)
		plots = append(plots, p)
	}
	f.plots = [][]*plot.Plot{plots[:2], plots[2:]}
	if len(order) > 1 {
		for n, name := range order {
			f.legend = append(f.legend, entry{text: name, line: lineOf(0, 0, n)})
		}
	}
	return f
}

// groupOf puts the points together that differ in the first setting only.
func groupOf(s settings, points []point) (groups map[string][]point, order []string) {
	groups = map[string][]point{}
	for _, p := range points {
		name := s[1:].tell(variant{values: p.values[1:]})
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], p)
	}
	return groups, order
}

// quantity is something that a sweep plots.
type quantity struct {
	title string
	least float64 // the axis reaches at least so far
	value func(*measures) float64
}

var quantities = [4]quantity{
	{"corrections in a minute", 1, func(m *measures) float64 { return float64(m.corrections) / m.minutes }},
	{"mean distance from the truth, in cells", 0.1, func(m *measures) float64 { return cells(mean(m.apart)) }},
	{"mean delay from made to consumed, in ms", 20, func(m *measures) float64 { return millis(mean(m.used)) }},
	{"kB per second of a client, both ways", 0.1, func(m *measures) float64 {
		return float64(m.total(up).bytes+m.total(down).bytes) / 1000 / (m.minutes * 60)
	}},
}

// line is the quantity over a setting. Games that have none are left out.
func (q quantity) line(over setting, points []point, n int) []plot.Plotter {
	var xy plotter.XYs
	for _, p := range points {
		if v := q.value(p.measures); !math.IsNaN(v) {
			xy = append(xy, plotter.XY{X: over.knob.number(p.values[0]), Y: v})
		}
	}
	if len(xy) == 0 {
		return nil
	}
	line := lineOf(0, 0, n)
	dots := draw.GlyphStyle{Color: line.Color, Radius: vg.Points(2.5), Shape: draw.CircleGlyph{}}
	return []plot.Plotter{&plotter.Line{XYs: xy, LineStyle: line}, &plotter.Scatter{XYs: xy, GlyphStyle: dots}}
}
