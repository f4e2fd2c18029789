package maze

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const closet = `
	#######
	#S...E#
	#.###.#
	#.....#
	#######`

func TestFromRows(t *testing.T) {
	m := mustRows(t, closet)
	if m.Width() != 7 || m.Height() != 5 {
		t.Errorf("size %dx%d, want 7x5", m.Width(), m.Height())
	}
	if want := []Cell{{1, 1}}; !slices.Equal(m.Starts(), want) {
		t.Errorf("starts %v, want %v", m.Starts(), want)
	}
	if want := []Cell{{5, 1}}; !slices.Equal(m.Exits(), want) {
		t.Errorf("exits %v, want %v", m.Exits(), want)
	}
	for y, row := range rows(closet) {
		if m.Row(y) != row {
			t.Errorf("row %d is %q, want %q", y, m.Row(y), row)
		}
	}
	if m.At(2, 2) != Wall || m.At(-1, 0) != Wall || m.At(0, 5) != Wall || m.At(5, 1) != Exit {
		t.Error("At gives wrong tiles")
	}
}

func TestFromRowsErrors(t *testing.T) {
	wall := strings.Repeat("#", 7)
	for _, c := range []struct {
		name      string
		rows      []string
		line, col int
		msg       string
	}{
		{"nothing", nil, 1, 1, "0 rows; it needs at least"},
		{"too few rows", rows("#######\n#S...E#\n#.....#\n#######"), 5, 1, "4 rows; it needs at least 5"},
		{"too many rows", slices.Repeat([]string{wall}, 257), 257, 1, "257 rows; at most 256"},
		{"empty rows", make([]string, 9), 1, 1, "0 tiles wide; at least 5"},
		{"too narrow", rows("####\n#SE#\n#..#\n#..#\n####"), 1, 5, "at least 5 are needed"},
		{"too wide", slices.Repeat([]string{strings.Repeat("#", 1000)}, 5), 1, 257, "at most 256 are allowed"},
		{"too wide, and rubbish", slices.Repeat([]string{strings.Repeat("#", 256) + "?"}, 5), 1, 257, "at most 256 are allowed"},
		{"short row", rows("#######\n#S...E#\n#.###\n#.....#\n#######"), 3, 6, "5 tiles wide, but the first row is 7; add 2"},
		{"long row", rows("#######\n#S...E#\n#.###.##\n#.....#\n#######"), 3, 8, "remove 1 from this one"},
		{"small letter", rows("#######\n#s...E#\n#.###.#\n#.....#\n#######"), 2, 2, `invalid tile "s"; use # for wall`},
		{"not ASCII", rows("#######\n#S.é.E#\n#.###.#\n#.....#\n#######"), 2, 4, `invalid tile "é"`},
		{"not UTF-8", rows("#######\n#S...E#\n#.###.#\n#..\xff..#\n#######"), 4, 4, `invalid tile "\xff"`},
		{"space", []string{wall, "#S...E#", "# ###.#", "#.....#", wall}, 3, 2, `invalid tile " "`},
		{"open at the top", rows("###.###\n#S...E#\n#.###.#\n#.....#\n#######"), 1, 4, "open to the outside"},
		{"open at the right", rows("#######\n#S...E#\n#.###..\n#.....#\n#######"), 3, 7, "must all be wall (#)"},
		{"open at the left", rows("#######\n#S...E#\n#.###.#\nE.....#\n#######"), 4, 1, "open to the outside"},
		{"open at the bottom", rows("#######\n#S...E#\n#.###.#\n#.....#\n######S"), 5, 7, "open to the outside"},
		{"no start", rows("#######\n#....E#\n#.###.#\n#.....#\n#######"), 1, 1, "no start; write S"},
		{"no exit", rows("#######\n#S....#\n#.###.#\n#.....#\n#######"), 1, 1, "no exit; write E"},
		{"start cut off", rows("#######\n#S...E#\n#######\n#....S#\n#######"), 4, 6, "this start cannot be reached from the first"},
		{"exit cut off", rows("#######\n#S...E#\n#######\n#..E..#\n#######"), 4, 4, "this exit cannot be reached from the starts"},
		{"exit behind a corner", rows("#######\n#S.#E.#\n#..#..#\n####.E#\n#######"), 2, 5, "cannot be reached"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := FromRows(c.rows)
			wantError(t, err, c.line, c.col, c.msg)
		})
	}
}

func TestLargestMaze(t *testing.T) {
	picture := slices.Repeat([]string{"#" + strings.Repeat(".", MaxSize-2) + "#"}, MaxSize)
	picture[0] = strings.Repeat("#", MaxSize)
	picture[MaxSize-1] = picture[0]
	picture[1] = "#S" + picture[1][2:]
	picture[MaxSize-2] = picture[MaxSize-2][:MaxSize-2] + "E#"
	if _, err := FromRows(picture); err != nil {
		t.Fatal(err)
	}
}

// Recordings and the network name mazes by their hash: it must never change.
func TestHash(t *testing.T) {
	if got, want := mustRows(t, closet).Hash(), uint64(0xcf0c319428ca2d2c); got != want {
		t.Errorf("hash %#x, want %#x", got, want)
	}
}

func TestHashTellsMazesApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMaze().Draw(t, "maze")
		picture := make([]string, m.h)
		for y := range picture {
			picture[y] = m.Row(y)
		}
		same, err := FromRows(picture)
		if err != nil || same.Hash() != m.Hash() {
			t.Fatalf("the same rows: hash %#x, want %#x (%v)", same.Hash(), m.Hash(), err)
		}
		c := openCell(t, m, "changed")
		row := []byte(picture[c.Y])
		row[c.X] = "SE"[b2i(row[c.X] == 'S')]
		picture[c.Y] = string(row)
		if other, err := FromRows(picture); err == nil && other.Hash() == m.Hash() {
			t.Fatalf("tile %v changed, the hash did not", c)
		}
	})
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestDistances(t *testing.T) {
	m := mustRows(t, `
		#######
		#S..#.#
		###.#.#
		#...#.#
		#E###.#
		#######`)
	got := m.Distances(m.Exits()[0])
	for _, c := range []struct {
		at   Cell
		want int32
	}{{Cell{1, 4}, 0}, {Cell{1, 3}, 1}, {Cell{3, 3}, 3}, {Cell{1, 1}, 7}, {Cell{5, 1}, -1}, {Cell{0, 0}, -1}} {
		if d := got[c.at.Y*m.Width()+c.at.X]; d != c.want {
			t.Errorf("%v is %d away, want %d", c.at, d, c.want)
		}
	}
	both := m.Distances(Cell{1, 1}, Cell{1, 4}, Cell{1, 4}, Cell{0, 0}, Cell{-1, 99})
	if d := both[1*m.Width()+3]; d != 2 {
		t.Errorf("of two, the nearer one is %d away, want 2", d)
	}
}
