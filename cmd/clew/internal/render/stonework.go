package render

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/maze"
)

// stonework draws the stones. They do not change while a level lasts, so they
// are laid once, in square chunks of many cells each, and only chunks near
// the screen are kept.
type stonework struct {
	cell       int // the side of a cell in the chunks, in pixels
	chunkCells int // the side of a chunk, in cells
	sheet      *tileset
	chunks     []*chunk
	frames     uint64 // counts frames, to find the chunk that was not used for longest

	unevenQuads, evenQuads *litQuads // by the light on them
}

// chunk is a square of cells as one image.
type chunk struct {
	x, y     int // its place, in chunks
	painted  bool
	lastUsed uint64
	image    *ebiten.Image
}

// chunkSize is about how many pixels a chunk measures.
const chunkSize = 480

func newStonework() *stonework {
	return &stonework{unevenQuads: newLitQuads(lightSource), evenQuads: newLitQuads(evenSource)}
}

// invalidate drops what was laid, because the level is another one.
func (g *stonework) invalidate() {
	for _, s := range g.chunks {
		s.painted = false
	}
}

// resize prepares for cells of another size.
func (g *stonework) resize(cell int) {
	if g.cell == cell {
		return
	}
	for _, s := range g.chunks {
		s.image.Deallocate()
	}
	g.chunks = g.chunks[:0]
	g.cell, g.chunkCells = cell, max(chunkSize/cell, 2)
	if g.sheet != nil {
		g.sheet.atlas.Deallocate()
	}
	g.sheet = newTileset(paintTiles(cell))
}

// draw lays the chunks that the screen shows, lights them and puts them on dst.
func (g *stonework) draw(r *Renderer, dst *ebiten.Image) {
	f := &r.frame
	g.resize(f.cell)
	g.frames++
	r.computeLights()
	x0, y0 := floorDiv(f.cells.Min.X, g.chunkCells), floorDiv(f.cells.Min.Y, g.chunkCells)
	x1, y1 := floorDiv(f.cells.Max.X-1, g.chunkCells), floorDiv(f.cells.Max.Y-1, g.chunkCells)
	limit := (x1-x0+2)*(y1-y0+2) + 4
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			g.drawLit(r, g.chunk(r.maze, x, y, limit), dst)
		}
	}
}

// chunk is the chunk at a place, laid now if need be.
func (g *stonework) chunk(m *maze.Maze, x, y, limit int) *chunk {
	var free *chunk
	for _, s := range g.chunks {
		if s.painted && s.x == x && s.y == y {
			s.lastUsed = g.frames
			return s
		}
		if s.lastUsed != g.frames && (free == nil || !s.painted || free.painted && s.lastUsed < free.lastUsed) {
			free = s
		}
	}
	if free == nil || len(g.chunks) < limit && free.painted {
		n := g.chunkCells * g.cell
		free = &chunk{image: ebiten.NewImage(n, n)}
		g.chunks = append(g.chunks, free)
	}
	free.x, free.y, free.lastUsed, free.painted = x, y, g.frames, true
	g.sheet.paint(free.image, m, image.Rect(x*g.chunkCells, y*g.chunkCells, (x+1)*g.chunkCells, (y+1)*g.chunkCells))
	return free
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
