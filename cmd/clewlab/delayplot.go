package main

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"
)

// delayFigure shows how the delays of inputs are distributed.
func delayFigure(title string, stories []*story) *figure {
	used := newPlot("from made to consumed, in ms", "share of the inputs in %")
	known := newPlot("from made to acknowledged, in ms", "")
	used.Add(gridOf())
	known.Add(gridOf())
	f := only(title, "Inputs that took at most so long", used, known)
	for n, s := range stories {
		clients := len(s.scenario.Clients)
		for i := range clients {
			m, line := measure(s, i), lineOf(n, clients, i)
			addShares(used, m.used, line)
			addShares(known, m.known, line)
			f.legend = append(f.legend, entry{text: label(stories, s, s.client(i)), line: line})
		}
	}
	for _, p := range []*plot.Plot{used, known} {
		p.X.Min, p.Y.Min, p.Y.Max = 0, 0, 102
		p.X.Max = max(p.X.Max*1.05, 50)
	}
	return f
}

func addShares(p *plot.Plot, sorted []int, line draw.LineStyle) {
	if len(sorted) > 0 {
		p.Add(&plotter.Line{XYs: shares(sorted), LineStyle: line})
	}
}

// shares is how many per cent of sorted delays are at most so long, in steps.
func shares(sorted []int) plotter.XYs {
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

// gridOf is the grid behind a plot.
func gridOf() *plotter.Grid {
	g := plotter.NewGrid()
	g.Horizontal.Color, g.Vertical.Color = grid, grid
	g.Horizontal.Dashes, g.Vertical.Dashes = nil, nil
	return g
}

// only is a figure with plots in one row.
func only(title, about string, plots ...*plot.Plot) *figure {
	return &figure{title: title, about: about, plots: [][]*plot.Plot{plots}}
}
