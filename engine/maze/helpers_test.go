package maze

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clew/engine/splitmix"
)

// rows cuts a picture drawn in a raw string into its rows.
func rows(picture string) []string {
	return strings.Fields(picture)
}

// mustRows makes a maze of a picture.
func mustRows(t testing.TB, picture string) *Maze {
	t.Helper()
	m, err := FromRows(rows(picture))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wantError fails unless err is an *Error at the place whose message contains msg.
func wantError(t *testing.T, err error, line, col int, msg string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an *Error", err)
	}
	if e.Line != line || e.Col != col || !strings.Contains(e.Msg, msg) {
		t.Fatalf("got %q, want line %d, column %d: ...%s...", e, line, col, msg)
	}
}

// anyMaze draws a maze of floor and walls strewn at random: no corridors, but
// every corner and crevice that a sight line can meet.
func anyMaze() *rapid.Generator[*Maze] {
	return rapid.Custom(func(t *rapid.T) *Maze {
		w, h := rapid.IntRange(MinSize, 24).Draw(t, "w"), rapid.IntRange(MinSize, 24).Draw(t, "h")
		walls := rapid.IntRange(5, 60).Draw(t, "walls")
		r := splitmix.Source(rapid.Uint64().Draw(t, "seed"))
		picture := make([]string, h)
		for y := range picture {
			row := []byte(strings.Repeat("#", w))
			for x := 1; x < w-1 && y > 0 && y < h-1; x++ {
				if r.Intn(100) >= walls {
					row[x] = '.'
				}
			}
			if y == 1 {
				row[1], row[2] = 'S', 'E'
			}
			picture[y] = string(row)
		}
		m, err := FromRows(picture)
		if err != nil {
			t.Fatal(err)
		}
		return m
	})
}

// openCell draws one of the cells that a body can be in.
func openCell(t *rapid.T, m *Maze, label string) Cell {
	var open []Cell
	for i, tile := range m.tiles {
		if tile != Wall {
			open = append(open, m.cell(i))
		}
	}
	return rapid.SampledFrom(open).Draw(t, label)
}
