package maze

// FromRows makes a Maze of its rows, all of the same length.
func FromRows(rows []string) (*Maze, error) {
	m := &Maze{w: len(rows[0]), h: len(rows)}
	for y, r := range rows {
		for x := range len(r) {
			m.tiles = append(m.tiles, Tile(r[x]))
			switch Tile(r[x]) {
			case Start:
				m.starts = append(m.starts, Cell{x, y})
			case Exit:
				m.exits = append(m.exits, Cell{x, y})
			}
		}
	}
	return m, nil
}
