package maze

// LineOfSight reports whether two walkable cells see each other; it is false if
// either is a wall or outside. The order of the two never matters.
//
// The line goes from middle to middle. Along its longer axis it crosses the
// middle of each row (or column) of cells in between, where it lies in one
// cell, or on the border of two. A wall that it lies in blocks it, and so do
// two walls that it lies between. A wall that it only touches does not, but
// walls that it touches on both of its sides do, even far from each other.
//
// This is what Visible, after Albert Ford, finds by casting shadows, said for
// one pair of cells: walls are diamonds, eyes are points.
func (m *Maze) LineOfSight(a, b Cell) bool {
	if !m.Walkable(a.X, a.Y) || !m.Walkable(b.X, b.Y) {
		return false
	}
	long, short := b.X-a.X, b.Y-a.Y
	along, across := 1, m.w // what a step adds to the index of a tile
	if abs(short) > abs(long) {
		long, short = short, long
		along, across = across, along
	}
	if long < 0 {
		long, along = -long, -along
	}
	return m.clearLine(m.index(a), long, short, along, across)
}

// clearLine follows the line from the tile at index i for long rows, over which
// it drifts sideways by short tiles.
func (m *Maze) clearLine(i, long, short, along, across int) bool {
	var touchedLow, touchedHigh bool
	for d := 1; d < long; d++ {
		i += along
		// In units of 1/(2*long) of a tile, from the lower border of the tile at i.
		place := 2*d*short + long
		drift := floorDiv(place, 2*long)
		high := m.tiles[i+drift*across] == Wall
		if drift*2*long != place {
			if high {
				return false
			}
			continue
		}
		low := m.tiles[i+(drift-1)*across] == Wall
		touchedLow = touchedLow || low
		touchedHigh = touchedHigh || high
		if touchedLow && touchedHigh {
			return false
		}
	}
	return true
}

func abs(n int) int { return max(n, -n) }

// floorDiv returns n/d rounded down, for d > 0.
func floorDiv(n, d int) int {
	q := n / d
	if q*d > n {
		q--
	}
	return q
}
