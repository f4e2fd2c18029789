package maze

// directions are the four steps from a cell to its neighbours.
var directions = [4]Cell{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}

// Distances returns, for every cell, the number of steps from the nearest of
// the given cells: that of (x,y) is at y*Width()+x, and -1 marks walls and
// cells that cannot be reached. It is a breadth-first search and takes time in
// proportion to the size of the maze. It ignores given cells that are walls or
// outside.
func (m *Maze) Distances(from ...Cell) []int32 {
	steps := make([]int32, len(m.tiles))
	for i := range steps {
		steps[i] = -1
	}
	queue := make([]Cell, 0, len(from))
	for _, c := range from {
		if m.Walkable(c.X, c.Y) && steps[m.index(c)] < 0 {
			steps[m.index(c)] = 0
			queue = append(queue, c)
		}
	}
	for head := 0; head < len(queue); head++ {
		c := queue[head]
		for _, s := range directions {
			next := Cell{c.X + s.X, c.Y + s.Y}
			if m.Walkable(next.X, next.Y) && steps[m.index(next)] < 0 {
				steps[m.index(next)] = steps[m.index(c)] + 1
				queue = append(queue, next)
			}
		}
	}
	return steps
}

// index returns the cell's index in tiles.
func (m *Maze) index(c Cell) int { return c.Y*m.w + c.X }

// cell returns the cell at an index in tiles.
func (m *Maze) cell(i int) Cell { return Cell{i % m.w, i / m.w} }
