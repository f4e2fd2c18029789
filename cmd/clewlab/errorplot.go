package main

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
)

// maxPoints is how many points a line has at most.
const maxPoints = 2000

// errorFigure shows how far each client's picture of itself is from the
// server's truth, and where corrections were.
func errorFigure(title string, stories []*gameResult) *figure {
	p := newPlot("time in s", "distance in cells")
	p.Add(newGrid())
	f := newFigure(title, "How far each client's picture of its own player is from the server's truth", p)
	marks := []draw.GlyphDrawer{cross{}, ring{}}
	for n, s := range stories {
		for i := range s.scenario.Clients {
			line := clientLine(n, len(s.scenario.Clients), i)
			for _, points := range errorLines(s.series[i].OwnError) {
				p.Add(&plotter.Line{XYs: points, LineStyle: line})
			}
			f.legend = append(f.legend, legendEntry{text: label(stories, s, s.client(i)), line: line})
		}
	}
	for n, s := range stories {
		if points := corrections(s); len(points) > 0 {
			p.Add(&plotter.Scatter{XYs: points, GlyphStyle: smaller(mark(marks[n%2]))})
			f.legend = append(f.legend, legendEntry{text: label(stories, s, "a correction's size"), glyph: marks[n%2]})
		}
	}
	p.Y.Min = 0
	p.Y.Max = max(p.Y.Max*1.05, 0.1)
	p.X.Min = 0
	return f
}

// label is a text, and where there is more than one story, whose it is.
func label(stories []*gameResult, s *gameResult, text string) string {
	if len(stories) == 1 {
		return text
	}
	return s.name + ": " + text
}

// corrections are those of a story, where and how great.
func corrections(s *gameResult) (points plotter.XYs) {
	for _, c := range s.trace.Corrections {
		points = append(points, plotter.XY{X: float64(c.Tick) / sim.TickRate, Y: cells(float64(c.Size))})
	}
	return points
}

// errorLines are the distances as lines, one for each time in the game. Of a
// long game, they show the greatest distance of some ticks each.
func errorLines(apart []int32) (lines []plotter.XYs) {
	step := (len(apart) + maxPoints - 1) / maxPoints
	var line plotter.XYs
	for at := 0; at < len(apart); at += step {
		most := int32(eventlog.NoValue)
		for _, d := range apart[at:min(at+step, len(apart))] {
			most = max(most, d)
		}
		if most == eventlog.NoValue {
			lines, line = appendLine(lines, line), nil
			continue
		}
		line = append(line, plotter.XY{X: float64(at+1) / sim.TickRate, Y: cells(float64(most))})
	}
	return appendLine(lines, line)
}

func appendLine(lines []plotter.XYs, line plotter.XYs) []plotter.XYs {
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}
