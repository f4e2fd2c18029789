package maze

// Visible appends to dst the cells within a radius that can be seen from a
// walkable cell, including itself and the walls that stop the eye, each once
// and always in the same order. From a wall or from outside nothing is seen.
// The radius is in cells: (x,y) away is within it when x²+y² <= radius²+radius,
// the disc of radius+½, which looks rounder than the disc of the radius.
//
// Walkable cells see each other exactly when LineOfSight says so. A wall is
// seen when any bit of its diamond is.
//
// This is Albert Ford's "Symmetric Shadowcasting", 2017 (www.albertford.com/
// shadowcasting, public domain), with slopes as fractions of integers.
func (m *Maze) Visible(dst []Cell, from Cell, radius int) []Cell {
	if radius < 0 || !m.Walkable(from.X, from.Y) {
		return dst
	}
	radius = min(radius, 2*MaxSize) // sees all there is, and its square is small
	c := shadowCaster{maze: m, visible: append(dst, from), from: from, radius: radius}
	for _, q := range quadrants {
		c.quadrant = q
		c.scan(1, slope{-1, 1}, slope{1, 1})
	}
	return c.visible
}

// slope is how many cells a ray drifts sideways in each row: num/den, den > 0.
type slope struct{ num, den int }

// quadrant is a quarter of the plane, bounded by diagonals: rows of cells lie
// down from the eye, and each row runs across.
type quadrant struct{ down, across Cell }

var quadrants = [4]quadrant{
	{Cell{0, -1}, Cell{1, 0}},
	{Cell{0, 1}, Cell{1, 0}},
	{Cell{1, 0}, Cell{0, 1}},
	{Cell{-1, 0}, Cell{0, 1}},
}

// shadowCaster holds what stays the same during one call of Visible.
type shadowCaster struct {
	maze     *Maze
	visible  []Cell
	from     Cell
	radius   int
	quadrant quadrant
	// Two quadrants share each diagonal; these are the cells of the four that
	// have been seen, as bits by depth.
	diagonals [4][MaxSize / 64]uint64
}

// scan looks at what lies between two rays in the row at a depth and, where
// that is open, in the rows after it.
func (c *shadowCaster) scan(depth int, start, end slope) {
	if depth > c.radius {
		return
	}
	wasOpen, wasWall := false, false
	last := end.lastColumn(depth)
	for col := start.firstColumn(depth); col <= last; col++ {
		cell := c.at(depth, col)
		open := c.maze.Walkable(cell.X, cell.Y)
		// A wall shows when any of it lies between the rays, floor when its middle does.
		if !open || start.atOrRight(depth, col) && end.atOrLeft(depth, col) {
			c.reveal(cell, depth, col)
		}
		if open && wasWall {
			start = leftOf(depth, col)
		}
		if !open && wasOpen {
			c.scan(depth+1, start, leftOf(depth, col))
		}
		wasOpen, wasWall = open, !open
	}
	if wasOpen {
		c.scan(depth+1, start, end)
	}
}

// at returns the cell in a column of the row at a depth.
func (c *shadowCaster) at(depth, col int) Cell {
	q := c.quadrant
	return Cell{
		c.from.X + depth*q.down.X + col*q.across.X,
		c.from.Y + depth*q.down.Y + col*q.across.Y,
	}
}

// reveal adds a cell if it is within the radius and has not been added yet.
func (c *shadowCaster) reveal(cell Cell, depth, col int) {
	if depth*depth+col*col > c.radius*(c.radius+1) {
		return
	}
	if abs(col) == depth {
		diagonal := 0
		if cell.X > c.from.X {
			diagonal += 1
		}
		if cell.Y > c.from.Y {
			diagonal += 2
		}
		word, bit := &c.diagonals[diagonal][depth/64], uint64(1)<<(depth%64)
		if *word&bit != 0 {
			return
		}
		*word |= bit
	}
	c.visible = append(c.visible, cell)
}

// leftOf returns the slope of the ray that touches the left corner of a wall's
// diamond.
func leftOf(depth, col int) slope { return slope{2*col - 1, 2 * depth} }

// firstColumn returns the column in which a ray crosses the row; of two, the
// right one.
func (s slope) firstColumn(depth int) int {
	return floorDiv(2*depth*s.num+s.den, 2*s.den)
}

// lastColumn returns the column in which a ray crosses the row; of two, the
// left one.
func (s slope) lastColumn(depth int) int {
	return -floorDiv(s.den-2*depth*s.num, 2*s.den)
}

// atOrRight reports whether the middle of a cell is on the ray or to its right.
func (s slope) atOrRight(depth, col int) bool { return col*s.den >= depth*s.num }

// atOrLeft reports whether the middle of a cell is on the ray or to its left.
func (s slope) atOrLeft(depth, col int) bool { return col*s.den <= depth*s.num }
