package hud

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// Explored is the part of the maze the player has seen.
type Explored struct {
	Count   int                 // cells seen
	Seen    func(x, y int) bool // nil: unknown
	InSight func(x, y int) bool // where others are shown; nil: wherever it was Seen
}

// minimap shows the explored part of the maze. Its image is repainted only when
// Count changes.
type minimap struct {
	on       bool // toggled on or, if never toggled, the maze is large
	toggled  bool // by the player
	maze     *maze.Maze
	explored Explored
	painted  int // Count of the image
	image    *ebiten.Image
	pixels   []byte
	op       ebiten.DrawImageOptions
	shapes   ui.Shapes
	players  []mapPlayer
	spot     panelSpot
	area     image.Rectangle // as last drawn; empty: not drawn
}

// mapPlayer is a player on the map.
type mapPlayer struct {
	x, y   float64 // cells
	colour color.NRGBA
	self   bool
}

// Sizes in logical pixels. Mazes with more than largeMaze cells show the map
// from the start.
const (
	mapMaxWidth  = 208
	mapMaxHeight = 152
	mapPadding   = 6
	largeMaze    = 600
)

// toggle shows or hides the map.
func (m *minimap) toggle() { m.on, m.toggled = !m.on, true }

// setState updates the maze, the explored part and the players.
func (m *minimap) setState(v *replica.View, known Explored) {
	m.explored = known
	if v.Maze == nil || known.Seen == nil {
		return
	}
	if v.Maze != m.maze {
		m.maze, m.painted = v.Maze, -1
		if !m.toggled {
			m.on = v.Maze.Width()*v.Maze.Height() > largeMaze
		}
	}
	others := known.Seen
	if known.InSight != nil {
		others = known.InSight
	}
	m.players = m.players[:0]
	for i := range v.Players {
		f := &v.Players[i]
		x, y := float64(f.X)/sim.CellUnits, float64(f.Y)/sim.CellUnits
		if f.Self || others(int(x), int(y)) {
			m.players = append(m.players, mapPlayer{x, y, theme.MarkOf(f.Avatar, f.ID, f.Appearance).Fill, f.Self})
		}
	}
}

// shown reports whether there is something to draw.
func (m *minimap) shown() bool { return m.on && m.maze != nil && m.explored.Seen != nil }

// paint repaints the image if needed.
func (m *minimap) paint() {
	if m.painted == m.explored.Count && m.image != nil {
		return
	}
	m.painted = m.explored.Count
	w, h := m.maze.Width(), m.maze.Height()
	if m.image == nil || m.image.Bounds().Size() != image.Pt(w, h) {
		if m.image != nil {
			m.image.Deallocate()
		}
		m.image, m.pixels = ebiten.NewImage(w, h), make([]byte, 4*w*h)
	}
	for y := range h {
		for x := range w {
			i := 4 * (y*w + x)
			if !m.explored.Seen(x, y) {
				clear(m.pixels[i : i+4])
				continue
			}
			c := mapColour(m.maze.At(x, y))
			m.pixels[i], m.pixels[i+1], m.pixels[i+2], m.pixels[i+3] = c.R, c.G, c.B, c.A
		}
	}
	m.image.WritePixels(m.pixels)
}

// mapColour returns the colour of an explored cell.
func mapColour(t maze.Tile) color.NRGBA {
	switch t {
	case maze.Wall:
		return color.NRGBA{0x3A, 0x47, 0x5C, 0xFF}
	case maze.Exit:
		return theme.Accent
	}
	return color.NRGBA{0x12, 0x17, 0x20, 0xFF}
}

// place returns the map's bounds, with the upper right corner at (right,top),
// and the size of a cell in px.
func (m *minimap) place(vp ui.Viewport, right, top int) (r image.Rectangle, cell float64) {
	w, h := float64(m.maze.Width()), float64(m.maze.Height())
	width, height := min(mapMaxWidth, vp.Width()/4), min(mapMaxHeight, vp.Height()/3)
	cell = min(width*vp.Scale/w, height*vp.Scale/h)
	if cell >= 1 {
		cell = math.Floor(cell)
	}
	pad := 2 * vp.Px(mapPadding)
	dx, dy := int(math.Ceil(w*cell))+pad, int(math.Ceil(h*cell))+pad
	return image.Rect(right-dx, top, right, top+dy), cell
}

// draw draws the map in r.
func (m *minimap) draw(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, cell, alpha float64) {
	m.paint()
	s.Panel.Draw(dst, r, alpha)
	x0, y0 := float64(r.Min.X+s.Px(mapPadding)), float64(r.Min.Y+s.Px(mapPadding))
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
	for i := range m.players {
		p := &m.players[i]
		x, y := int(math.Round(x0+p.x*cell)), int(math.Round(y0+p.y*cell))
		size := max(2, s.Px(2))
		if p.self {
			size = max(3, s.Px(3))
			m.shapes.Dot(dst, x, y, size+s.Px(2), theme.WithAlpha(theme.Background, alpha))
			m.shapes.Dot(dst, x, y, size+s.Px(1), theme.WithAlpha(theme.Text, alpha))
		}
		m.shapes.Dot(dst, x, y, size, theme.WithAlpha(p.colour, alpha))
	}
}
