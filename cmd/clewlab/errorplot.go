package main

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg/draw"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
)

// maxPoints is the maximum number of points of a line.
const maxPoints = 2000

// errorFigure shows how far each client's own player on its screen is from
// where the server has it, and the corrections.
func errorFigure(title string, stories []*gameResult) *figure {
	p := newPlot("time, in s", "distance, in cells")
	p.Add(newGrid())
	f := newFigure(title, "Distance between each client's own player on its screen and on the server", p)
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
			f.legend = append(f.legend, legendEntry{text: label(stories, s, "size of a correction"), glyph: marks[n%2]})
		}
	}
	p.Y.Min = 0
	p.Y.Max = max(p.Y.Max*1.05, 0.1)
	p.X.Min = 0
	return f
}

// label returns a text, preceded by the name of the result if there are
// several.
func label(stories []*gameResult, s *gameResult, text string) string {
	if len(stories) == 1 {
		return text
	}
	return s.name + ": " + text
}

// corrections returns the corrections of a result: when and how large.
func corrections(s *gameResult) (points plotter.XYs) {
	for _, c := range s.trace.Corrections {
		points = append(points, plotter.XY{X: float64(c.Tick) / sim.TickRate, Y: cells(float64(c.Size))})
	}
	return points
}

// errorLines returns the distances as lines, one for each stretch in the game.
// For a long game, each point is the maximum over several ticks.
func errorLines(distances []int32) (lines []plotter.XYs) {
	step := (len(distances) + maxPoints - 1) / maxPoints
	var line plotter.XYs
	for at := 0; at < len(distances); at += step {
		maximum := int32(eventlog.NoValue)
		for _, d := range distances[at:min(at+step, len(distances))] {
			maximum = max(maximum, d)
		}
		if maximum == eventlog.NoValue {
			lines, line = appendLine(lines, line), nil
			continue
		}
		line = append(line, plotter.XY{X: float64(at+1) / sim.TickRate, Y: cells(float64(maximum))})
	}
	return appendLine(lines, line)
}

func appendLine(lines []plotter.XYs, line plotter.XYs) []plotter.XYs {
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}
