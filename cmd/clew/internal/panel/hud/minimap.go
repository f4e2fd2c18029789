package hud

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// Explored is what one has seen of the maze.
type Explored struct {
	Count int                 // cells; it grows when there is something new
	Seen  func(x, y int) bool // nil: nothing is known of it
}

// minimap is a small picture of what one has seen of the maze, in a corner. The
// picture is painted anew only when one has seen something new.
type minimap struct {
	on    bool // the person wants it or, where nothing was said, the maze is large
	said  bool // the person has said whether
	of    *maze.Maze
	known Explored
	count int // what the picture shows
	image *ebiten.Image
	pix   []byte
	op    ebiten.DrawImageOptions
	marks kit.Marks
	spots []mapSpot
}

// mapSpot is somebody on the map.
type mapSpot struct {
	x, y float64 // cells
	hue  color.NRGBA
	self bool
}

// The sizes of the map, in pixels at 100 %: at most, and around it. A maze of
// more cells than mapLarge is a large one, in which the map is there at once.
const (
	mapWide  = 208
	mapHigh  = 152
	mapPad   = 6
	mapLarge = 600
)

// toggle shows the map, or takes it away.
func (m *minimap) toggle() { m.on, m.said = !m.on, true }

// take takes what there is to show.
func (m *minimap) take(v *replica.View, known Explored) {
	m.known = known
	if v.Maze == nil || known.Seen == nil {
		return
	}
	if v.Maze != m.of {
		m.of, m.count = v.Maze, -1
		if !m.said {
			m.on = v.Maze.Width()*v.Maze.Height() > mapLarge
		}
	}
	m.spots = m.spots[:0]
	for i := range v.Figures {
		f := &v.Figures[i]
		x, y := float64(f.X)/sim.CellUnits, float64(f.Y)/sim.CellUnits
		if f.Self || known.Seen(int(x), int(y)) {
			m.spots = append(m.spots, mapSpot{x, y, theme.MarkOf(f.Avatar, f.ID, f.Look).Fill, f.Self})
		}
	}
}

// shown says whether there is something to draw.
func (m *minimap) shown() bool { return m.on && m.of != nil && m.known.Seen != nil }

// paint paints the picture, if there is something new.
func (m *minimap) paint() {
	if m.count == m.known.Count && m.image != nil {
		return
	}
	m.count = m.known.Count
	w, h := m.of.Width(), m.of.Height()
	if m.image == nil || m.image.Bounds().Size() != image.Pt(w, h) {
		if m.image != nil {
			m.image.Deallocate()
		}
		m.image, m.pix = ebiten.NewImage(w, h), make([]byte, 4*w*h)
	}
	for y := range h {
		for x := range w {
			i := 4 * (y*w + x)
			if !m.known.Seen(x, y) {
				clear(m.pix[i : i+4])
				continue
			}
			c := mapColour(m.of.At(x, y))
			m.pix[i], m.pix[i+1], m.pix[i+2], m.pix[i+3] = c.R, c.G, c.B, c.A
		}
	}
	m.image.WritePixels(m.pix)
}

// mapColour is what a cell that one has seen is on the map.
func mapColour(t maze.Tile) color.NRGBA {
	switch t {
	case maze.Wall:
		return color.NRGBA{0x3A, 0x47, 0x5C, 0xFF}
	case maze.Exit:
		return theme.Accent
	}
	return color.NRGBA{0x12, 0x17, 0x20, 0xFF}
}

// place is where the map is in a window, its right upper corner being at (right,
// top), and how many px a cell has.
func (m *minimap) place(f kit.Frame, right, top int) (r image.Rectangle, cell float64) {
	w, h := float64(m.of.Width()), float64(m.of.Height())
	wide, high := min(mapWide, f.Width()/4), min(mapHigh, f.Height()/3)
	cell = min(wide*f.Scale/w, high*f.Scale/h)
	if cell >= 1 {
		cell = math.Floor(cell)
	}
	pad := 2 * f.Px(mapPad)
	dx, dy := int(math.Ceil(w*cell))+pad, int(math.Ceil(h*cell))+pad
	return image.Rect(right-dx, top, right, top+dy), cell
}

// draw draws the map in r, faintly where it would hide what is at self.
func (m *minimap) draw(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, cell float64, self image.Rectangle) {
	alpha := 1.0
	if r.Overlaps(self) {
		alpha = 0.3
	}
	m.paint()
	s.Panel.Draw(dst, r, alpha)
	x0, y0 := float64(r.Min.X+s.Px(mapPad)), float64(r.Min.Y+s.Px(mapPad))
	m.op.Filter = ebiten.FilterNearest
	if cell < 1 {
		m.op.Filter = ebiten.FilterLinear
	}
	m.op.GeoM.Reset()
	m.op.GeoM.Scale(cell, cell)
	m.op.GeoM.Translate(x0, y0)
	m.op.ColorScale.Reset()
	m.op.ColorScale.ScaleAlpha(float32(alpha))
	dst.DrawImage(m.image, &m.op)
	for i := range m.spots {
		p := &m.spots[i]
		x, y := int(math.Round(x0+p.x*cell)), int(math.Round(y0+p.y*cell))
		size := max(2, s.Px(2))
		if p.self {
			size = max(3, s.Px(3))
			m.marks.Dot(dst, x, y, size+s.Px(2), theme.With(theme.Night, alpha))
			m.marks.Dot(dst, x, y, size+s.Px(1), theme.With(theme.Text, alpha))
		}
		m.marks.Dot(dst, x, y, size, theme.With(p.hue, alpha))
	}
}
