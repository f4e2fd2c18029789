package maze

import "clew/engine/splitmix"

// continueChance is the percentage of steps that go on from where the last one
// ended. The rest go on from anywhere, which makes more branches and shorter
// ways.
const continueChance = 85

// generator is a maze in the making. Its rooms are the cells with odd x and y;
// a passage between two rooms is the cell between them.
type generator struct {
	*Maze
	rng splitmix.Source
}

// Generate makes a maze of w by h cells, both odd and from 5 to 255, from a
// seed: the same arguments give the same maze on every machine and in every
// version. loops, from 0 to 100, is the percentage of dead ends that are opened
// to make loops; at 0, exactly one way leads from any cell to any other.
//
// Up to four starts lie side by side, and the one exit far from them, in a dead
// end if one is far enough. All errors are *Error without a position.
//
// The maze is grown as a "growing tree" and its dead ends are opened by
// "braiding"; both are from Jamis Buck, "Mazes for Programmers", 2015, chapters
// 9 and 12.
func Generate(seed uint64, w, h, loops int) (*Maze, error) {
	if err := checkSide("width", w); err != nil {
		return nil, err
	}
	if err := checkSide("height", h); err != nil {
		return nil, err
	}
	if loops < 0 || loops > 100 {
		return nil, errorAt(0, 0, "loops is %d, want 0 to 100", loops)
	}
	g := &generator{&Maze{w: w, h: h, tiles: make([]Tile, w*h)}, splitmix.Source(seed)}
	for i := range g.tiles {
		g.tiles[i] = Wall
	}
	g.grow()
	g.braid(loops)
	g.placeStartsAndExit()
	g.derive()
	return g.Maze, nil
}

// checkSide rejects sizes that Generate cannot make and suggests one that it
// can.
func checkSide(side string, n int) error {
	const largest = MaxSize - 1 + MaxSize%2
	switch {
	case n < MinSize:
		return errorAt(0, 0, "the %s of %d is too small; use an odd number from %d", side, n, MinSize)
	case n > largest:
		return errorAt(0, 0, "the %s of %d is too large; use an odd number up to %d", side, n, largest)
	case n%2 == 0:
		return errorAt(0, 0, "the %s of %d is even, but must be odd; use %d or %d", side, n, n-1, n+1)
	}
	return nil
}

// rooms lists all rooms, row by row.
func (g *generator) rooms() []Cell {
	all := make([]Cell, 0, (g.w/2)*(g.h/2))
	for y := 1; y < g.h; y += 2 {
		for x := 1; x < g.w; x += 2 {
			all = append(all, Cell{x, y})
		}
	}
	return all
}

// grow connects all rooms so that one way leads from each to each. The list
// holds the rooms that may still have a neighbour to grow to.
func (g *generator) grow() {
	first := Cell{1 + 2*g.rng.Intn(g.w/2), 1 + 2*g.rng.Intn(g.h/2)}
	g.tiles[g.index(first)] = Floor
	list := []Cell{first}
	for len(list) > 0 {
		at := len(list) - 1
		if g.rng.Intn(100) >= continueChance {
			at = g.rng.Intn(len(list))
		}
		side, found := g.pickDirection(list[at], func(room Cell) bool { return !g.Walkable(room.X, room.Y) })
		if !found {
			list = append(list[:at], list[at+1:]...)
			continue
		}
		list = append(list, g.carve(list[at], side))
	}
}

// carve opens the passage from a room to its neighbour on a side and returns
// the neighbour.
func (g *generator) carve(room, side Cell) Cell {
	next := Cell{room.X + 2*side.X, room.Y + 2*side.Y}
	g.tiles[g.index(Cell{room.X + side.X, room.Y + side.Y})] = Floor
	g.tiles[g.index(next)] = Floor
	return next
}

// pickDirection draws one of the sides of a room on which there is another room
// that fits and that no passage leads to yet.
func (g *generator) pickDirection(room Cell, fits func(Cell) bool) (side Cell, found bool) {
	n := 0
	for _, s := range directions {
		next := Cell{room.X + 2*s.X, room.Y + 2*s.Y}
		inside := next.X > 0 && next.Y > 0 && next.X < g.w && next.Y < g.h
		if !inside || g.Walkable(room.X+s.X, room.Y+s.Y) || !fits(next) {
			continue
		}
		n++
		if g.rng.Intn(n) == 0 {
			side = s
		}
	}
	return side, n > 0
}

// isDeadEnd reports whether only one passage leads to the room.
func (g *generator) isDeadEnd(room Cell) bool {
	ways := 0
	for _, s := range directions {
		if g.Walkable(room.X+s.X, room.Y+s.Y) {
			ways++
		}
	}
	return ways == 1
}

// braid opens a percentage of the dead ends, rounded down, or one more: opening
// a dead end to another removes both, so it looks for those first.
func (g *generator) braid(percent int) {
	var ends []Cell
	for _, room := range g.rooms() {
		if g.isDeadEnd(room) {
			ends = append(ends, room)
		}
	}
	for i := range ends {
		j := i + g.rng.Intn(len(ends)-i)
		ends[i], ends[j] = ends[j], ends[i]
	}
	todo := len(ends) * percent / 100
	for _, room := range ends {
		if todo <= 0 {
			return
		}
		if !g.isDeadEnd(room) {
			continue
		}
		todo -= g.openDeadEnd(room)
	}
}

// openDeadEnd opens a dead end to a neighbour and returns how many dead ends
// that removed.
func (g *generator) openDeadEnd(room Cell) int {
	if side, found := g.pickDirection(room, g.isDeadEnd); found {
		g.carve(room, side)
		return 2
	}
	if side, found := g.pickDirection(room, func(Cell) bool { return true }); found {
		g.carve(room, side)
		return 1
	}
	return 0
}
