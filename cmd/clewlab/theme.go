package main

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colours of the game, on white. Where one of them is a thin line, it is
// the darker one, which stands out from white at 3:1 or more.
var (
	ink   = color.RGBA{0x1B, 0x22, 0x2B, 0xFF}
	grid  = color.RGBA{0xD3, 0xD8, 0xDE, 0xFF}
	sky   = color.RGBA{0x56, 0xB4, 0xE9, 0xFF} // inputs
	gold  = color.RGBA{0xF2, 0xC1, 0x4E, 0xFF} // snapshots
	mist  = color.RGBA{0xD5, 0xD9, 0xDE, 0xFF} // pings
	paper = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF} // reliable ones

	deepSky   = color.RGBA{0x1F, 0x86, 0xC4, 0xFF}
	deepGold  = color.RGBA{0xA8, 0x74, 0x00, 0xFF}
	grey      = color.RGBA{0x6B, 0x72, 0x7C, 0xFF}
	vermilion = color.RGBA{0xD5, 0x5E, 0x00, 0xFF} // lost
)

// people are the colours of clients. None of them is vermilion, which means
// that something was lost.
var people = []color.RGBA{
	{0x00, 0x72, 0xB2, 0xFF}, {0x7A, 0x3E, 0x9D, 0xFF}, {0x00, 0x7F, 0x5F, 0xFF}, {0xC2, 0x36, 0x86, 0xFF},
	{0x8A, 0x67, 0x00, 0xFF}, {0x3F, 0x46, 0x50, 0xFF}, {0x4C, 0x8A, 0x00, 0xFF}, {0x8C, 0x56, 0x4B, 0xFF},
}

// dashes tell lines from each other for those who don't tell the colours.
var dashes = [][]vg.Length{
	nil, {7, 3}, {2, 2}, {8, 3, 2, 3}, {12, 3}, {4, 4}, {12, 3, 2, 3, 2, 3}, {1, 3},
}

// The sizes of texts in points. Nothing is smaller than 12 px.
const (
	smallest  = 9
	titleSize = 15
	textSize  = 12
	tickSize  = 11
)

// lineOf is the line of a client in a story.
func lineOf(story, clients, client int) draw.LineStyle {
	return draw.LineStyle{
		Color: people[client%len(people)], Width: 1.6,
		Dashes: dashes[(story*clients+client)%len(dashes)],
	}
}

// kindLine is the line of a packet, by its kind.
func kindLine(k kind) draw.LineStyle {
	return [...]draw.LineStyle{
		inputs:    {Color: deepSky, Width: 1.1},
		snapshots: {Color: deepGold, Width: 1.6},
		pings:     {Color: grey, Width: 0.9, Dashes: []vg.Length{1.5, 2.5}},
		reliable:  {Color: ink, Width: 1.3, Dashes: []vg.Length{6, 3}},
	}[k]
}

// kindFill is the area of a kind.
func kindFill(k kind) color.RGBA {
	return [...]color.RGBA{inputs: sky, snapshots: gold, pings: mist, reliable: paper}[k]
}

// newPlot is an empty plot in the look of all.
func newPlot(x, y string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = color.Transparent
	p.X.Label.Text, p.Y.Label.Text = x, y
	style(&p.Title.TextStyle, textSize)
	p.Title.Padding = 6
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		style(&a.Label.TextStyle, textSize)
		style(&a.Tick.Label, tickSize)
		a.Tick.Marker = round{}
		a.Label.Padding = 4
		a.LineStyle.Color, a.Tick.LineStyle.Color = grey, grey
		a.Padding = 0
	}
	return p
}

func style(s *text.Style, size font.Length) {
	s.Color = ink
	s.Font.Variant = "Sans"
	s.Font.Size = size
}

// heading is the text of titles.
func heading() text.Style {
	s := text.Style{Handler: plot.DefaultTextHandler, Font: plot.DefaultFont, YAlign: draw.YTop}
	style(&s, titleSize)
	return s
}
