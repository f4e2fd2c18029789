package maze

import (
	"hash/fnv"
	"unicode/utf8"
)

// FromRows makes a Maze from its rows, top to bottom, each a string of tiles as
// in a level file. The rows may come from a stranger: nothing is allocated
// before the size is known to be allowed. Every error is an *Error whose Line
// is the row, counted from 1.
func FromRows(rows []string) (*Maze, error) {
	return build(rows, 1)
}

// build does the work of FromRows for a picture that starts on the given line
// of a file.
func build(rows []string, line int) (*Maze, error) {
	if err := checkShape(rows, line); err != nil {
		return nil, err
	}
	m := &Maze{w: len(rows[0]), h: len(rows)}
	m.tiles = make([]Tile, 0, m.w*m.h)
	for _, row := range rows {
		m.tiles = append(m.tiles, []Tile(row)...)
	}
	m.derive()
	if err := m.validate(line); err != nil {
		return nil, err
	}
	return m, nil
}

// checkShape rejects everything but a rectangle of known tiles within the
// allowed size.
func checkShape(rows []string, line int) error {
	if n := len(rows); n < MinSize {
		return errorAt(line+n, 1, "the maze has %d rows; it needs at least %d", n, MinSize)
	}
	if n := len(rows); n > MaxSize {
		return errorAt(line+MaxSize, 1, "the maze has %d rows; at most %d are allowed", n, MaxSize)
	}
	for y, row := range rows {
		if err := checkTiles(row, line+y); err != nil {
			return err
		}
		if err := checkWidth(len(row), len(rows[0]), line+y); err != nil {
			return err
		}
	}
	return nil
}

// checkTiles rejects unknown characters. It reads no more of a row than a maze
// can hold; checkWidth rejects the rest.
func checkTiles(row string, line int) error {
	for x := range min(len(row), MaxSize) {
		switch Tile(row[x]) {
		case Wall, Floor, Start, Exit:
			continue
		}
		// All before this is ASCII, so that x counts characters as well as bytes.
		r, size := utf8.DecodeRuneInString(row[x:])
		return errorAt(line, x+1, "invalid tile %q; use # for wall, . for floor, S for a start or E for an exit",
			firstChar(row[x:], r, size))
	}
	return nil
}

// firstChar returns the first character of s, or its first byte if it is not
// UTF-8.
func firstChar(s string, r rune, size int) string {
	if r == utf8.RuneError && size <= 1 {
		return s[:1]
	}
	return string(r)
}

// checkWidth rejects a row of n tiles that is not as wide as the first row.
func checkWidth(n, first, line int) error {
	switch {
	case n > MaxSize:
		return errorAt(line, MaxSize+1, "the row is %d tiles wide; at most %d are allowed", n, MaxSize)
	case first < MinSize:
		return errorAt(line, n+1, "the row is %d tiles wide; at least %d are needed", n, MinSize)
	case n < first:
		return errorAt(line, n+1, "the row is %d tiles wide, but the first row is %d; add %d to this one", n, first, first-n)
	case n > first:
		return errorAt(line, first+1, "the row is %d tiles wide, but the first row is %d; remove %d from this one", n, first, n-first)
	}
	return nil
}

// derive computes everything that follows from the size and the tiles.
func (m *Maze) derive() {
	sum := fnv.New64a()
	sum.Write([]byte{byte(m.w), byte(m.w >> 8), byte(m.h), byte(m.h >> 8)})
	for y := range m.h {
		sum.Write([]byte(m.Row(y)))
	}
	for i, t := range m.tiles {
		switch c := m.cell(i); t {
		case Start:
			m.starts = append(m.starts, c)
		case Exit:
			m.exits = append(m.exits, c)
		}
	}
	m.hash = sum.Sum64()
}

// validate rejects a maze that is open to the outside or cannot be played to
// its end.
func (m *Maze) validate(line int) error {
	for i, t := range m.tiles {
		c := m.cell(i)
		edge := c.X == 0 || c.Y == 0 || c.X == m.w-1 || c.Y == m.h-1
		if edge && t != Wall {
			return errorAt(line+c.Y, c.X+1, "the maze is open to the outside here; its outermost tiles must all be wall (#)")
		}
	}
	if len(m.starts) == 0 {
		return errorAt(line, 1, "the maze has no start; write S on at least one floor tile")
	}
	if len(m.exits) == 0 {
		return errorAt(line, 1, "the maze has no exit; write E on at least one floor tile")
	}
	return m.checkReachable(line)
}

// checkReachable rejects a maze whose starts and exits are not all connected.
func (m *Maze) checkReachable(line int) error {
	first := m.starts[0]
	steps := m.Distances(first)
	for _, c := range m.starts {
		if steps[m.index(c)] < 0 {
			return errorAt(line+c.Y, c.X+1, "this start cannot be reached from the first one; open a way, or remove it")
		}
	}
	for _, c := range m.exits {
		if steps[m.index(c)] < 0 {
			return errorAt(line+c.Y, c.X+1, "this exit cannot be reached from the starts; open a way, or remove it")
		}
	}
	return nil
}
