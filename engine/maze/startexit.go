package maze

// maxStarts limits how many starts Generate makes. A maze with fewer than four
// times as many rooms gets fewer.
const maxStarts = 4

// placeStartsAndExit writes the starts and the exit. The starts go to a remote
// place: the room farthest from a random one, and the cells nearest to it.
func (g *generator) placeStartsAndExit() {
	rooms := g.rooms()
	somewhere := rooms[g.rng.Intn(len(rooms))]
	start := g.farthest(rooms, g.Distances(somewhere))
	steps := g.Distances(start)
	exit := g.pickExit(rooms, steps)
	for _, c := range g.nearest(steps, min(maxStarts, max(1, len(rooms)/4))) {
		g.tiles[g.index(c)] = Start
	}
	g.tiles[g.index(exit)] = Exit
}

// farthest returns the first of the cells with the most steps.
func (g *generator) farthest(cells []Cell, steps []int32) Cell {
	best := cells[0]
	for _, c := range cells {
		if steps[g.index(c)] > steps[g.index(best)] {
			best = c
		}
	}
	return best
}

// pickExit returns the farthest dead end, or the farthest room if every dead
// end is less than three quarters as far.
func (g *generator) pickExit(rooms []Cell, steps []int32) Cell {
	best := g.farthest(rooms, steps)
	enough := steps[g.index(best)] * 3 / 4
	var ends []Cell
	for _, room := range rooms {
		if g.isDeadEnd(room) && steps[g.index(room)] > enough {
			ends = append(ends, room)
		}
	}
	if len(ends) > 0 {
		return g.farthest(ends, steps)
	}
	return best
}

// nearest returns the n walkable cells with the fewest steps.
func (g *generator) nearest(steps []int32, n int) []Cell {
	near := make([]Cell, 0, n)
	for far := int32(0); ; far++ {
		for i, s := range steps {
			if s != far {
				continue
			}
			if near = append(near, g.cell(i)); len(near) == n {
				return near
			}
		}
	}
}
