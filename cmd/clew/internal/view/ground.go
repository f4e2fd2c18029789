package view

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/view/stone"
	"clew/engine/maze"
)

// ground draws the stones. They do not change while a level lasts, so they
// are laid once, in square slates of many cells each, and only slates near
// the screen are kept.
type ground struct {
	cell   int // the side of a cell in the slates, in pixels
	per    int // the side of a slate, in cells
	sheet  *sheet
	slates []*slate
	turn   uint64 // counts frames, to find the slate that was not used for longest

	uneven, even *tiles // by the light on them
}

// slate is a square of cells as one image.
type slate struct {
	x, y  int // its place, in slates
	laid  bool
	used  uint64
	image *ebiten.Image
}

// slateSize is about how many pixels a slate measures.
const slateSize = 480

func newGround() *ground {
	return &ground{uneven: newTiles(lightSource), even: newTiles(evenSource)}
}

// forget drops what was laid, because the level is another one.
func (g *ground) forget() {
	for _, s := range g.slates {
		s.laid = false
	}
}

// resize prepares for cells of another size.
func (g *ground) resize(cell int) {
	if g.cell == cell {
		return
	}
	for _, s := range g.slates {
		s.image.Deallocate()
	}
	g.slates = g.slates[:0]
	g.cell, g.per = cell, max(slateSize/cell, 2)
	if g.sheet != nil {
		g.sheet.all.Deallocate()
	}
	g.sheet = newSheet(stone.Paint(cell))
}

// draw lays the slates that the screen shows, lights them and puts them on dst.
func (g *ground) draw(r *Renderer, dst *ebiten.Image) {
	f := &r.frame
	g.resize(f.cell)
	g.turn++
	r.shine()
	x0, y0 := floorDiv(f.cells.Min.X, g.per), floorDiv(f.cells.Min.Y, g.per)
	x1, y1 := floorDiv(f.cells.Max.X-1, g.per), floorDiv(f.cells.Max.Y-1, g.per)
	most := (x1-x0+2)*(y1-y0+2) + 4
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			g.light(r, g.take(r.maze, x, y, most), dst)
		}
	}
}

// take is the slate at a place, laid now if need be.
func (g *ground) take(m *maze.Maze, x, y, most int) *slate {
	var free *slate
	for _, s := range g.slates {
		if s.laid && s.x == x && s.y == y {
			s.used = g.turn
			return s
		}
		if s.used != g.turn && (free == nil || !s.laid || free.laid && s.used < free.used) {
			free = s
		}
	}
	if free == nil || len(g.slates) < most && free.laid {
		n := g.per * g.cell
		free = &slate{image: ebiten.NewImage(n, n)}
		g.slates = append(g.slates, free)
	}
	free.x, free.y, free.used, free.laid = x, y, g.turn, true
	g.sheet.lay(free.image, m, image.Rect(x*g.per, y*g.per, (x+1)*g.per, (y+1)*g.per))
	return free
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
