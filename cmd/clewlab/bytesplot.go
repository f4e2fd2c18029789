package main

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// bytesFigure shows what each client sends and receives, by kind.
func bytesFigure(title string, stories []*gameResult) *figure {
	var bars []bar
	for _, s := range stories {
		for i := range s.scenario.Clients {
			m := clientStats(s, i)
			for w := range numDirections {
				bars = append(bars, newBar(m, w, label(stories, s, s.client(i))))
			}
		}
	}
	p := newPlot("", "kB per second")
	p.Add(newGrid(), stackedBars(bars))
	p.X.LineStyle.Width, p.X.Tick.LineStyle.Width = 0, 0
	indent := ""
	if len(bars) > maxHorizontalNames {
		indent = "   " // the axis leaves no room before names that stand upright
		p.X.Tick.Label.Rotation = math.Pi / 2
		p.X.Tick.Label.XAlign, p.X.Tick.Label.YAlign = draw.XRight, draw.YCenter
	}
	var names []string
	for _, b := range bars {
		names = append(names, b.name+indent)
	}
	p.NominalX(names...)
	f := newFigure(title, "Traffic that each client sends (up) and receives (down)", p)
	for k := range numKinds {
		f.legend = append(f.legend, legendEntry{text: k.String(), fill: kindFill(k), line: outline(k)})
	}
	return f
}

// maxHorizontalNames is the number of bars up to which their names are written
// horizontally.
const maxHorizontalNames = 6

// bar is the traffic in a direction, in kB per second by kind.
type bar struct {
	name  string
	rates [numKinds]float64
}

func newBar(m *stats, w direction, name string) bar {
	b := bar{name: fmt.Sprintf("%s, %s", name, w)}
	for k, v := range m.traffic[w] {
		b.rates[k] = float64(v.bytes) / 1000 / (m.minutes * 60)
	}
	return b
}

func (b bar) total() (sum float64) {
	for _, r := range b.rates {
		sum += r
	}
	return sum
}

// outline returns the line around the area of a kind.
func outline(k packetKind) draw.LineStyle {
	l := draw.LineStyle{Color: kindLine(k).Color, Width: 1}
	if k == reliable {
		l.Dashes = []vg.Length{3, 2}
	}
	return l
}

// stackedBars draws bars with their kinds on top of each other.
type stackedBars []bar

// DataRange implements plot.DataRanger.
func (s stackedBars) DataRange() (xmin, xmax, ymin, ymax float64) {
	for _, b := range s {
		ymax = max(ymax, b.total())
	}
	return -0.5, float64(len(s)) - 0.5, 0, ymax * 1.1
}

// Plot implements plot.Plotter.
func (s stackedBars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	value := heading()
	style(&value, tickSize)
	value.XAlign, value.YAlign = draw.XCenter, draw.YBottom
	for i, b := range s {
		left, right := x(float64(i)-0.32), x(float64(i)+0.32)
		at := 0.0
		for k, rate := range b.rates {
			if rate == 0 {
				continue
			}
			low, high := y(at), y(at+rate)
			box := []vg.Point{{X: left, Y: low}, {X: right, Y: low}, {X: right, Y: high}, {X: left, Y: high}}
			c.FillPolygon(kindFill(packetKind(k)), box)
			c.StrokeLines(outline(packetKind(k)), append(box, box[0]))
			at += rate
		}
		c.FillText(value, vg.Point{X: x(float64(i)), Y: y(at) + 3}, fmt.Sprintf("%.2f", at))
	}
}
