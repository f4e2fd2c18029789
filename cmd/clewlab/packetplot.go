package main

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// packetFigure shows the packets of some ticks, each as a line from where and
// when it was sent to where and when it arrived.
func packetFigure(title string, stories []*gameResult, w window) *figure {
	if w == (window{}) {
		w = defaultWindow(stories[0])
	}
	p := newPlot("tick", "")
	p.X.Min, p.X.Max = float64(w.from), float64(w.to)
	var ticks []plot.Tick
	bands := 0
	for _, s := range stories {
		for i := range s.scenario.Clients {
			b := newBand(s, i, bands, w)
			ticks = append(ticks, plot.Tick{Value: b.client, Label: label(stories, s, s.client(i))}, plot.Tick{Value: b.server, Label: "server"})
			p.Add(b)
			bands++
		}
	}
	p.Y.Tick.Marker = plot.ConstantTicks(ticks)
	p.Y.LineStyle.Width = 0
	p.Y.Max, p.Y.Min = 0.35, -float64(bands-1)*bandHeight-1.35
	f := newFigure(title, fmt.Sprintf("Packets in ticks %d to %d", w.from, w.to), p)
	f.height = vg.Length(bands)*1.7*vg.Inch + 1.4*vg.Inch
	for k := range numKinds {
		f.legend = append(f.legend, legendEntry{text: k.String(), line: kindLine(k)})
	}
	f.legend = append(f.legend, legendEntry{text: "lost", glyph: cross{}}, legendEntry{text: "correction", glyph: ring{}})
	return f
}

// defaultWindow returns 60 ticks around the first correction after the
// beginning, or else in the middle.
func defaultWindow(s *gameResult) window {
	const wide, beginning = 60, 120
	at := s.scenario.Ticks / 2
	for _, c := range s.trace.Corrections {
		if c.Tick > beginning {
			at = c.Tick
			break
		}
	}
	from := max(1, min(at-wide/2, s.scenario.Ticks-wide))
	return window{from, from + wide}
}

// clientBand is one client's packets: the client's line is above, the server's
// below.
type clientBand struct {
	client, server float64 // the lines, on the Y axis
	window         window
	packets        [][2]flight
	corrections    []int // their ticks
}

// bandHeight is the distance from one client's line to the next one's.
const bandHeight = 1.6

// flight is the journey of a packet or its second copy. Lost ones end halfway.
type flight struct {
	kind     packetKind
	up, lost bool
	from, to float64 // ticks
}

func newBand(s *gameResult, client, n int, w window) *clientBand {
	top := -float64(n) * bandHeight
	b := &clientBand{client: top, server: top - 1, window: w}
	usual := medianTicks(s, client)
	for i := range s.trace.Packets {
		p := &s.trace.Packets[i]
		if p.Client != client || p.Sent > w.to {
			continue
		}
		f := flight{kind: kindOf(p.Type), up: p.Up, from: float64(p.Sent), to: float64(p.Arrives)}
		if p.Arrives == 0 {
			f.lost, f.to = true, f.from+usual[directionOf(p.Up)]/2
		}
		duplicate := f
		duplicate.to = float64(p.DuplicateAt) // 0: there is none
		b.packets = append(b.packets, [2]flight{f, duplicate})
	}
	for _, c := range s.trace.Corrections {
		if c.Client == client && w.from <= c.Tick && c.Tick <= w.to {
			b.corrections = append(b.corrections, c.Tick)
		}
	}
	return b
}

// medianTicks returns the median travel time of packets in each direction.
func medianTicks(s *gameResult, client int) (usual [numDirections]float64) {
	var all [numDirections][]int
	for i := range s.trace.Packets {
		if p := &s.trace.Packets[i]; p.Client == client && p.Arrives != 0 {
			all[directionOf(p.Up)] = append(all[directionOf(p.Up)], p.Arrives-p.Sent)
		}
	}
	for w := range numDirections {
		if n := len(all[w]); n > 0 {
			slices.Sort(all[w])
			usual[w] = float64(all[w][n/2])
		}
	}
	return usual
}

// Plot implements plot.Plotter.
func (b *clientBand) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, lane := range []float64{b.client, b.server} {
		c.StrokeLine2(draw.LineStyle{Color: grey, Width: 1}, x(float64(b.window.from)), y(lane), x(float64(b.window.to)), y(lane))
	}
	for _, pair := range b.packets {
		for _, f := range pair {
			if f.to >= float64(b.window.from) && f.to > 0 {
				b.drawPacket(c, f, x, y)
			}
		}
	}
	for _, tick := range b.corrections {
		g := mark(ring{})
		g.Radius = 5
		c.DrawGlyphNoClip(g, vg.Point{X: x(float64(tick)), Y: y(b.client)})
	}
}

// drawPacket draws the part of one packet that is in the window.
func (b *clientBand) drawPacket(c draw.Canvas, f flight, x, y func(float64) vg.Length) {
	from, to := b.client, b.server
	if !f.up {
		from, to = to, from
	}
	if f.lost {
		to = (from + to) / 2
	}
	end := vg.Point{X: x(f.to), Y: y(to)}
	line := c.ClipLinesX([]vg.Point{{X: x(f.from), Y: y(from)}, end})
	c.StrokeLines(kindLine(f.kind), line...)
	if f.lost && c.ContainsX(end.X) {
		c.DrawGlyphNoClip(mark(cross{}), end)
	}
}
