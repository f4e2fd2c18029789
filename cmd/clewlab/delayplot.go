package main

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

// delayFigure shows the distribution of input delays.
func delayFigure(title string, stories []*gameResult) *figure {
	used := newPlot("from sampled to consumed, in ms", "percent of inputs")
	known := newPlot("from sampled to acknowledged, in ms", "")
	used.Add(newGrid())
	known.Add(newGrid())
	f := newFigure(title, "Distribution of input delays (cumulative)", used, known)
	for n, s := range stories {
		clients := len(s.scenario.Clients)
		for i := range clients {
			m, line := clientStats(s, i), clientLine(n, clients, i)
			addDistribution(used, m.toConsumed, line)
			addDistribution(known, m.toAcked, line)
			f.legend = append(f.legend, legendEntry{text: label(stories, s, s.client(i)), line: line})
		}
	}
	for _, p := range []*plot.Plot{used, known} {
		p.X.Min, p.Y.Min, p.Y.Max = 0, 0, 102
		p.X.Max = max(p.X.Max*1.05, 50)
	}
	return f
}

func addDistribution(p *plot.Plot, sorted []int, line draw.LineStyle) {
	if len(sorted) > 0 {
		p.Add(&plotter.Line{XYs: distribution(sorted), LineStyle: line})
	}
}

// distribution returns the percentage of sorted delays that are at most so
// long, as a step function.
func distribution(sorted []int) plotter.XYs {
	points := plotter.XYs{{X: millis(float64(sorted[0])), Y: 0}}
	for i, d := range sorted {
		if i+1 < len(sorted) && sorted[i+1] == d {
			continue
		}
		at := millis(float64(d))
		points = append(points,
			plotter.XY{X: at, Y: points[len(points)-1].Y},
			plotter.XY{X: at, Y: 100 * float64(i+1) / float64(len(sorted))})
	}
	return points
}

// newGrid returns the grid behind a plot.
func newGrid() *plotter.Grid {
	g := plotter.NewGrid()
	g.Horizontal.Color, g.Vertical.Color = grid, grid
	g.Horizontal.Dashes, g.Vertical.Dashes = nil, nil
	return g
}

// newFigure returns a figure with plots in one row.
func newFigure(title, about string, plots ...*plot.Plot) *figure {
	return &figure{title: title, about: about, plots: [][]*plot.Plot{plots}}
}
