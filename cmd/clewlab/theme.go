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
	textColour    = color.RGBA{0x1B, 0x22, 0x2B, 0xFF}
	grid          = color.RGBA{0xD3, 0xD8, 0xDE, 0xFF}
	inputsFill    = color.RGBA{0x56, 0xB4, 0xE9, 0xFF} // inputs
	snapshotsFill = color.RGBA{0xF2, 0xC1, 0x4E, 0xFF} // snapshots
	pingsFill     = color.RGBA{0xD5, 0xD9, 0xDE, 0xFF} // pings
	reliableFill  = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF} // reliable ones

	inputsLine    = color.RGBA{0x1F, 0x86, 0xC4, 0xFF}
	snapshotsLine = color.RGBA{0xA8, 0x74, 0x00, 0xFF}
	grey          = color.RGBA{0x6B, 0x72, 0x7C, 0xFF}
	vermilion     = color.RGBA{0xD5, 0x5E, 0x00, 0xFF} // lost
)

// clientColours are the colours of clients. None of them is vermilion, which
// marks what was lost.
var clientColours = []color.RGBA{
	{0x00, 0x72, 0xB2, 0xFF}, {0x7A, 0x3E, 0x9D, 0xFF}, {0x00, 0x7F, 0x5F, 0xFF}, {0xC2, 0x36, 0x86, 0xFF},
	{0x8A, 0x67, 0x00, 0xFF}, {0x3F, 0x46, 0x50, 0xFF}, {0x4C, 0x8A, 0x00, 0xFF}, {0x8C, 0x56, 0x4B, 0xFF},
}

// dashPatterns tell lines apart for those who can't tell the colours apart.
var dashPatterns = [][]vg.Length{
	nil, {7, 3}, {2, 2}, {8, 3, 2, 3}, {12, 3}, {4, 4}, {12, 3, 2, 3, 2, 3}, {1, 3},
}

// The sizes of texts in points. Nothing is smaller than 12 px.
const (
	minTextSize = 9
	titleSize   = 15
	textSize    = 12
	tickSize    = 11
)

// clientLine returns the line of a client in a result.
func clientLine(story, clients, client int) draw.LineStyle {
	return draw.LineStyle{
		Color: clientColours[client%len(clientColours)], Width: 1.6,
		Dashes: dashPatterns[(story*clients+client)%len(dashPatterns)],
	}
}

// kindLine returns the line of a packet by its kind.
func kindLine(k packetKind) draw.LineStyle {
	return [...]draw.LineStyle{
		inputs:    {Color: inputsLine, Width: 1.1},
		snapshots: {Color: snapshotsLine, Width: 1.6},
		pings:     {Color: grey, Width: 0.9, Dashes: []vg.Length{1.5, 2.5}},
		reliable:  {Color: textColour, Width: 1.3, Dashes: []vg.Length{6, 3}},
	}[k]
}

// kindFill returns the fill of a kind.
func kindFill(k packetKind) color.RGBA {
	return [...]color.RGBA{inputs: inputsFill, snapshots: snapshotsFill, pings: pingsFill, reliable: reliableFill}[k]
}

// newPlot returns an empty plot in the common style.
func newPlot(x, y string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = color.Transparent
	p.X.Label.Text, p.Y.Label.Text = x, y
	style(&p.Title.TextStyle, textSize)
	p.Title.Padding = 6
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		style(&a.Label.TextStyle, textSize)
		style(&a.Tick.Label, tickSize)
		a.Tick.Marker = roundTicker{}
		a.Label.Padding = 4
		a.LineStyle.Color, a.Tick.LineStyle.Color = grey, grey
		a.Padding = 0
	}
	return p
}

func style(s *text.Style, size font.Length) {
	s.Color = textColour
	s.Font.Variant = "Sans"
	s.Font.Size = size
}

// heading returns the style of titles.
func heading() text.Style {
	s := text.Style{Handler: plot.DefaultTextHandler, Font: plot.DefaultFont, YAlign: draw.YTop}
	style(&s, titleSize)
	return s
}
