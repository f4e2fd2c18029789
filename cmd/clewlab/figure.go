package main

import (
	"bytes"
	"image/color"
	"io"
	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// figure is plots under a title and a legend.
type figure struct {
	title  string
	about  string // what the plots show
	legend []legendEntry
	plots  [][]*plot.Plot // in rows
	height vg.Length      // 0: as usual
}

// legendEntry is a text with a sample of a line, a mark or an area.
type legendEntry struct {
	text  string
	line  draw.LineStyle
	glyph draw.GlyphDrawer // nil: none
	fill  color.Color      // nil: none
}

// The size of a figure and its pixels per inch: 1920×1080 by default.
const (
	width  = 10 * vg.Inch
	height = width * 9 / 16
	dpi    = 192
)

// save writes the figure to path.png and path.svg.
func (f *figure) save(path string) error {
	h := max(f.height, height)
	img := vgimg.NewWith(vgimg.UseWH(width, h), vgimg.UseDPI(dpi))
	f.draw(draw.New(img))
	if err := writeFile(path+".png", vgimg.PngCanvas{Canvas: img}); err != nil {
		return err
	}
	svg := vgsvg.New(width, h)
	f.draw(draw.New(svg))
	var b bytes.Buffer
	if _, err := svg.WriteTo(&b); err != nil {
		return err
	}
	// Where there is no Liberation Sans, others of the same measures will do.
	out := bytes.ReplaceAll(b.Bytes(), []byte("font-family:Liberation Sans;"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif;"))
	return os.WriteFile(path+".svg", out, 0o644)
}

func writeFile(path string, w io.WriterTo) error {
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// draw draws the figure.
func (f *figure) draw(c draw.Canvas) {
	c.FillPolygon(color.White, []vg.Point{c.Min, {X: c.Max.X, Y: c.Min.Y}, c.Max, {X: c.Min.X, Y: c.Max.Y}})
	const margin = 14
	c = draw.Crop(c, margin, -margin-6, margin, -margin)
	line := heading()
	fit(&line, f.title, c)
	c.FillText(line, vg.Point{X: c.Min.X, Y: c.Max.Y}, f.title)
	style(&line, textSize)
	c.FillText(line, vg.Point{X: c.Min.X, Y: c.Max.Y - titleSize - 6}, f.about)
	c = draw.Crop(c, 0, 0, 0, -titleSize-textSize-16)
	c = draw.Crop(c, 0, 0, 0, -f.drawLegend(c)-8)
	tiles := draw.Tiles{Rows: len(f.plots), Cols: len(f.plots[0]), PadX: 22, PadY: 14}
	for j, row := range plot.Align(f.plots, tiles, c) {
		for i, tile := range row {
			f.plots[j][i].Draw(tile)
		}
	}
}

// fit shrinks a text to fit on a line, but not below minTextSize.
func fit(s *text.Style, line string, c draw.Canvas) {
	for s.Font.Size > minTextSize && s.Width(line) > c.Max.X-c.Min.X {
		s.Font.Size--
	}
}

// drawLegend draws the legend along the top and returns its height.
func (f *figure) drawLegend(c draw.Canvas) vg.Length {
	const sample, gap, between, lineHeight = 26, 6, 20, 18
	s := heading()
	style(&s, textSize)
	s.YAlign = draw.YCenter
	at := vg.Point{X: c.Min.X, Y: c.Max.Y - lineHeight/2}
	for _, e := range f.legend {
		wide := sample + gap + s.Width(e.text)
		if at.X > c.Min.X && at.X+wide > c.Max.X {
			at = vg.Point{X: c.Min.X, Y: at.Y - lineHeight}
		}
		e.sample(c, at, sample)
		c.FillText(s, vg.Point{X: at.X + sample + gap, Y: at.Y + 2}, e.text) // most letters are low
		at.X += wide + between
	}
	return c.Max.Y - at.Y + lineHeight/2
}

// sample draws what an entry stands for, from at to the right.
func (e legendEntry) sample(c draw.Canvas, at vg.Point, wide vg.Length) {
	if e.fill != nil {
		box := []vg.Point{{X: at.X, Y: at.Y - 5}, {X: at.X + wide, Y: at.Y - 5}, {X: at.X + wide, Y: at.Y + 5}, {X: at.X, Y: at.Y + 5}}
		c.FillPolygon(e.fill, box)
		c.StrokeLines(e.line, append(box, box[0]))
		return
	}
	if e.line.Width > 0 {
		c.StrokeLine2(e.line, at.X, at.Y, at.X+wide, at.Y)
	}
	if e.glyph != nil {
		c.DrawGlyph(mark(e.glyph), vg.Point{X: at.X + wide/2, Y: at.Y})
	}
}
