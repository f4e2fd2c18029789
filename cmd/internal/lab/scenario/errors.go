package scenario

import (
	"strings"

	"clew/cmd/internal/tomlpos"
	"clew/engine/maze"
)

// Error says what is wrong with a scenario, where, and what to write instead.
type Error = tomlpos.Error

// checker collects the first error of a scenario.
type checker struct{ *tomlpos.Errors }

// addMazeError reports an error in the maze. If its rows are in the file as
// they are, it points at the tile.
func (f *checker) addMazeError(e *maze.Error) {
	const path = "maze"
	src, offset := f.Source(), f.Offset(path)
	text := string(src[min(offset, len(src)):])
	for _, quotes := range []string{`"""`, "'''"} {
		rows, found := strings.CutPrefix(text, quotes)
		if !found {
			continue
		}
		head, rows, broken := strings.Cut(rows, "\n")
		if broken && strings.TrimSuffix(head, "\r") == "" {
			f.AddAt(len(src)-len(rows)+tileOffset(rows, e), path, e.Msg)
			return
		}
	}
	f.Addf(path, "row %d, column %d: %s", e.Line, e.Col, e.Msg)
}

// tileOffset returns the offset within the rows of the tile that the error is
// about. Everything before it in its row is ASCII.
func tileOffset(rows string, e *maze.Error) int {
	start := 0
	for range e.Line - 1 {
		i := strings.IndexByte(rows[start:], '\n')
		if i < 0 {
			return len(rows)
		}
		start += i + 1
	}
	return min(start+e.Col-1, len(rows))
}
