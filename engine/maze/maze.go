// Package maze owns the grid that everything walks on: its tiles, how a level
// file is read and checked, how a maze is generated from a seed, and which
// cells can see each other.
//
// A Maze never changes once it is made, so that worlds, recordings and
// goroutines can share one. Cell (0,0) is the top-left one; x grows right and
// y grows down.
package maze

// The smallest and the largest number of cells along a side.
const (
	MinSize = 5
	MaxSize = 256
)

// Tile is what a cell is made of, written as in a level file.
type Tile byte

// The tiles.
const (
	Wall  Tile = '#'
	Floor Tile = '.'
	Start Tile = 'S' // floor on which players appear
	Exit  Tile = 'E' // floor that everybody looks for
)

// Cell is the place of one tile.
type Cell struct{ X, Y int }

// Maze is a closed grid with at least one start and one exit, and every exit
// reachable from every start. Only this package makes one, so whoever holds
// a Maze may rely on that.
type Maze struct {
	w, h   int
	tiles  []Tile // row by row
	starts []Cell
	exits  []Cell
	hash   uint64
}

// Width is the number of cells in a row.
func (m *Maze) Width() int { return m.w }

// Height is the number of rows.
func (m *Maze) Height() int { return m.h }

// At is the tile in column x of row y; all that lies outside is Wall.
func (m *Maze) At(x, y int) Tile {
	if uint(x) >= uint(m.w) || uint(y) >= uint(m.h) {
		return Wall
	}
	return m.tiles[y*m.w+x]
}

// Walkable reports whether a body can be in the cell.
func (m *Maze) Walkable(x, y int) bool { return m.At(x, y) != Wall }

// Starts are the cells on which players appear, row by row. The caller must
// not change them.
func (m *Maze) Starts() []Cell { return m.starts }

// Exits are the exit cells, row by row. The caller must not change them.
func (m *Maze) Exits() []Cell { return m.exits }

// Row is row y as it stands in a level file.
func (m *Maze) Row(y int) string { return string(m.tiles[y*m.w : (y+1)*m.w]) }

// Hash tells mazes apart: FNV-1a over the size and the tiles.
func (m *Maze) Hash() uint64 { return m.hash }
