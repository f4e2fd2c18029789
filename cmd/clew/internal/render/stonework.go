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
	contrast   stoneContrast
	sheet      *tileset
	chunks     []*chunk
	frames     uint64 // counts frames, to find the chunk that was not used for longest
	quads      *litQuads
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
	return &stonework{quads: newLitQuads()}
}

// invalidate drops what was laid, because the level is another one.
func (s *stonework) invalidate() {
	for _, c := range s.chunks {
		c.painted = false
	}
}

// resize prepares for cells of another size or contrast.
func (s *stonework) resize(cell int, contrast stoneContrast) {
	if s.cell == cell && s.contrast == contrast {
		return
	}
	for _, c := range s.chunks {
		c.image.Deallocate()
	}
	s.chunks = s.chunks[:0]
	s.cell, s.chunkCells, s.contrast = cell, max(chunkSize/cell, 2), contrast
	if s.sheet != nil {
		s.sheet.atlas.Deallocate()
	}
	s.sheet = newTileset(paintTiles(cell, contrast))
}

// draw lays the chunks that the screen shows, lights them and puts them on dst.
func (s *stonework) draw(r *Renderer, dst *ebiten.Image) {
	f := &r.frame
	s.resize(f.cell, f.opts.contrast())
	s.frames++
	r.computeLights()
	x0, y0 := floorDiv(f.cells.Min.X, s.chunkCells), floorDiv(f.cells.Min.Y, s.chunkCells)
	x1, y1 := floorDiv(f.cells.Max.X-1, s.chunkCells), floorDiv(f.cells.Max.Y-1, s.chunkCells)
	limit := (x1-x0+2)*(y1-y0+2) + 4
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			s.drawLit(r, s.chunk(r.maze, x, y, limit), dst)
		}
	}
}

// chunk is the chunk at a place, laid now if need be.
func (s *stonework) chunk(m *maze.Maze, x, y, limit int) *chunk {
	var free *chunk
	for _, c := range s.chunks {
		if c.painted && c.x == x && c.y == y {
			c.lastUsed = s.frames
			return c
		}
		if c.lastUsed != s.frames && (free == nil || !c.painted || free.painted && c.lastUsed < free.lastUsed) {
			free = c
		}
	}
	if free == nil || len(s.chunks) < limit && free.painted {
		n := s.chunkCells * s.cell
		free = &chunk{image: ebiten.NewImage(n, n)}
		s.chunks = append(s.chunks, free)
	}
	free.x, free.y, free.lastUsed, free.painted = x, y, s.frames, true
	s.sheet.paint(free.image, m, image.Rect(x*s.chunkCells, y*s.chunkCells, (x+1)*s.chunkCells, (y+1)*s.chunkCells))
	return free
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
