package levels_test

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/levels"
)

func TestNames(t *testing.T) {
	want := []string{
		"first-thread", "loom", "two-courtyards", "hall-of-mirrors", "cloister", "amphitheatre",
		"spiral", "villa", "nautilus", "catacomb", "atoll", "labyrinth",
	}
	if got := levels.Names(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	plain := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, name := range levels.Names() {
		if !plain.MatchString(name) {
			t.Errorf("%q is not plain words with dashes", name)
		}
	}
}

func TestSourceOfNothing(t *testing.T) {
	for _, name := range []string{"", "nowhere", "../levels/spiral", "spiral.txt"} {
		if _, err := levels.Source(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: got %v, want fs.ErrNotExist", name, err)
		}
	}
}

func TestLevelsGrow(t *testing.T) {
	area := 0
	titles := map[string]bool{}
	for _, name := range levels.Names() {
		level := parse(t, name)
		if n := level.Maze.Width() * level.Maze.Height(); n <= area {
			t.Errorf("%s has %d cells, the one before has %d", name, n, area)
		} else {
			area = n
		}
		if titles[level.Name] {
			t.Errorf("two levels are called %q", level.Name)
		}
		titles[level.Name] = true
	}
	// The smallest is just what one screen shows.
	if m := parse(t, levels.Names()[0]).Maze; m.Width() != 23 || m.Height() != 13 {
		t.Errorf("the smallest is %dx%d, want 23x13", m.Width(), m.Height())
	}
}

func TestEachLevel(t *testing.T) {
	for _, name := range levels.Names() {
		t.Run(name, func(t *testing.T) {
			level := parse(t, name)
			checkHead(t, level)
			checkWays(t, level.Maze)
			checkCorners(t, level.Maze)
		})
	}
}

// parse reads a level, and wants its file to be just as Format writes it.
func parse(t *testing.T, name string) *maze.Level {
	t.Helper()
	src, err := levels.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	level, err := maze.Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if plain := bytes.ReplaceAll(src, []byte("\r"), nil); !bytes.Equal(plain, level.Format()) {
		t.Errorf("%s is not as Format writes it", name)
	}
	return level
}

func checkHead(t *testing.T, level *maze.Level) {
	if level.Author != "The Clew project" {
		t.Errorf("the author is %q", level.Author)
	}
	if strings.Count(level.Note, ".") != 1 || !strings.HasSuffix(level.Note, ".") {
		t.Errorf("the note is not one sentence: %q", level.Note)
	}
}

// checkWays wants four starts or more close together, the exit a walk away,
// and no floor that nobody can get to.
func checkWays(t *testing.T, m *maze.Maze) {
	if n := len(m.Starts()); n < 4 {
		t.Errorf("%d starts, want 4", n)
	}
	steps := m.Distances(m.Starts()[0])
	at := func(c maze.Cell) int { return int(steps[c.Y*m.Width()+c.X]) }
	for _, c := range m.Starts() {
		if at(c) > 8 {
			t.Errorf("the start %v is %d from the first", c, at(c))
		}
	}
	for _, c := range m.Exits() {
		if at(c) < m.Width()*3/2 {
			t.Errorf("the exit %v is only %d away", c, at(c))
		}
	}
	for y := range m.Height() {
		for x := range m.Width() {
			if m.Walkable(x, y) && at(maze.Cell{X: x, Y: y}) < 0 {
				t.Errorf("nobody can get to (%d,%d)", x, y)
			}
		}
	}
}

// checkCorners wants no two open cells that meet only at a corner: they would
// see each other through a gap that looks closed.
func checkCorners(t *testing.T, m *maze.Maze) {
	for y := range m.Height() {
		for x := range m.Width() {
			a, b := m.Walkable(x, y), m.Walkable(x+1, y)
			if a != b && a == m.Walkable(x+1, y+1) && b == m.Walkable(x, y+1) {
				t.Errorf("a gap at the corner of (%d,%d) and (%d,%d)", x, y, x+1, y+1)
			}
		}
	}
}
