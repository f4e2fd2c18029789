// Package maze owns the grid that the game is played on: its tiles, level
// files, mazes generated from a seed, distances, and which cells see each
// other.
//
// A Maze never changes once it is made, so worlds, recordings and goroutines
// can share one. Cell (0,0) is at the top left; x grows to the right and y
// down.
package maze

// The smallest and largest number of cells along a side.
const (
	MinSize = 5
	MaxSize = 256
)

// Tile is the content of a cell, written as in a level file.
type Tile byte

// The tiles.
const (
	Wall  Tile = '#'
	Floor Tile = '.'
	Start Tile = 'S' // floor on which players appear
	Exit  Tile = 'E' // floor that ends the level
)

// Cell is the position of a tile.
type Cell struct{ X, Y int }

// Maze is a closed grid with at least one start and one exit, in which every
// exit can be reached from every start. Only this package makes one, so its
// users may rely on that.
type Maze struct {
	w, h   int
	tiles  []Tile // row by row
	starts []Cell
	exits  []Cell
	hash   uint64
}

// Width returns the number of cells in a row.
func (m *Maze) Width() int { return m.w }

// Height returns the number of rows.
func (m *Maze) Height() int { return m.h }

// At returns the tile in column x of row y; everything outside is Wall.
func (m *Maze) At(x, y int) Tile {
	if uint(x) >= uint(m.w) || uint(y) >= uint(m.h) {
		return Wall
	}
	return m.tiles[y*m.w+x]
}

// Walkable reports whether a body can be in the cell.
func (m *Maze) Walkable(x, y int) bool { return m.At(x, y) != Wall }

// Starts returns the cells where players appear, row by row. The caller must
// not change them.
func (m *Maze) Starts() []Cell { return m.starts }

// Exits returns the exit cells, row by row. The caller must not change them.
func (m *Maze) Exits() []Cell { return m.exits }

// Row returns row y as in a level file.
func (m *Maze) Row(y int) string { return string(m.tiles[y*m.w : (y+1)*m.w]) }

// Hash identifies the maze: FNV-1a over its size and tiles.
func (m *Maze) Hash() uint64 { return m.hash }
