package maze

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Each picture is what is seen from S: floor and walls as they are, and what
// is not seen as a blank. The second picture is the first with all of it.
func TestVisiblePictures(t *testing.T) {
	for _, c := range []struct {
		name, maze, want string
		radius           int
	}{
		{"along a corridor and round its corner", `
			###########
			#.....#...#
			#.###.#.#.#
			#S......#E#
			###########`, `
			###________
			#..________
			#.###_#_#__
			#S......#__
			#########__`, 20},
		{"a pillar's shadow grows", `
			###########
			#.........#
			#.........#
			#S..#.....#
			#.........#
			#........E#
			###########`, `
			###########
			#.........#
			#.......___
			#S..#______
			#.......___
			#........E#
			###########`, 20},
		{"through the gap between two walls that touch at a corner", `
			#######
			#.....#
			#.S#..#
			#.#...#
			#.....#
			#....E#
			#######`, `
			######_
			#....__
			#.S#___
			#.#..__
			#._...#
			#___.E#
			____###`, 20},
		{"no farther than the radius", `
			###########
			#.........#
			#.........#
			#.........#
			#....S....#
			#.........#
			#.........#
			#........E#
			###########`, `
			___________
			____...____
			___.....___
			__.......__
			__...S...__
			__.......__
			___.....___
			____...____
			___________`, 3},
		{"radius 0", `
			#####
			#S..#
			#...#
			#..E#
			#####`, `
			_____
			_S___
			_____
			_____
			_____`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := mustRows(t, c.maze)
			got := sketch(m, m.Visible(nil, m.Starts()[0], c.radius))
			if want := strings.Join(rows(c.want), "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// sketch draws the cells that are listed, and _ for the others.
func sketch(m *Maze, cells []Cell) string {
	lines := make([][]byte, m.Height())
	for y := range lines {
		lines[y] = []byte(strings.Repeat("_", m.Width()))
	}
	for _, c := range cells {
		lines[c.Y][c.X] = byte(m.At(c.X, c.Y))
	}
	var b strings.Builder
	for y, line := range lines {
		if y > 0 {
			b.WriteByte('\n')
		}
		b.Write(line)
	}
	return b.String()
}

func TestSightIsSymmetrical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMaze().Draw(t, "maze")
		a, b := openCell(t, m, "a"), openCell(t, m, "b")
		if m.LineOfSight(a, b) != m.LineOfSight(b, a) {
			t.Fatalf("%v sees %v: %v, but not the other way round", a, b, m.LineOfSight(a, b))
		}
		if !m.LineOfSight(a, a) {
			t.Fatalf("%v does not see itself", a)
		}
	})
}

// Two different algorithms have to come to the same cells.
func TestLineOfSightAgreesWithVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMaze().Draw(t, "maze")
		from := openCell(t, m, "from")
		radius := rapid.IntRange(0, 30).Draw(t, "radius")
		seen := map[Cell]bool{}
		for _, c := range m.Visible(nil, from, radius) {
			if seen[c] {
				t.Fatalf("%v is there twice", c)
			}
			seen[c] = true
			checkInside(t, m, from, c, radius)
		}
		for i, tile := range m.tiles {
			c := m.cell(i)
			dx, dy := c.X-from.X, c.Y-from.Y
			near := dx*dx+dy*dy <= radius*radius+radius
			if tile != Wall && seen[c] != (near && m.LineOfSight(from, c)) {
				t.Fatalf("from %v, %v: Visible %v, near %v, Sees %v", from, c, seen[c], near, m.LineOfSight(from, c))
			}
		}
	})
}

func checkInside(t *rapid.T, m *Maze, from, c Cell, radius int) {
	if c.X < 0 || c.Y < 0 || c.X >= m.Width() || c.Y >= m.Height() {
		t.Fatalf("%v is outside", c)
	}
	if abs(c.X-from.X) > radius || abs(c.Y-from.Y) > radius {
		t.Fatalf("%v is more than %d from %v", c, radius, from)
	}
}

// Who looks along a corridor sees the walls on both its sides, without gaps.
func TestVisibleShowsWallsBesideFloor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMaze().Draw(t, "maze")
		from := openCell(t, m, "from")
		seen := map[Cell]bool{}
		for _, c := range m.Visible(nil, from, 100) {
			seen[c] = true
		}
		for _, s := range directions {
			for c := from; m.Walkable(c.X, c.Y); c = (Cell{c.X + s.X, c.Y + s.Y}) {
				for _, beside := range []Cell{{c.X + s.X, c.Y + s.Y}, {c.X + s.Y, c.Y + s.X}, {c.X - s.Y, c.Y - s.X}} {
					if !m.Walkable(beside.X, beside.Y) && !seen[beside] {
						t.Fatalf("from %v, straight to %v: the wall %v is not seen", from, c, beside)
					}
				}
			}
		}
	})
}

func TestNothingIsSeenFromWalls(t *testing.T) {
	m := mustRows(t, closet)
	for _, c := range []Cell{{0, 0}, {2, 2}, {-1, 1}, {1, 99}} {
		if got := m.Visible(nil, c, 5); len(got) != 0 {
			t.Errorf("from %v: %v", c, got)
		}
		if m.LineOfSight(c, Cell{1, 1}) || m.LineOfSight(Cell{1, 1}, c) {
			t.Errorf("%v is seen", c)
		}
	}
	if got := m.Visible(nil, Cell{1, 1}, -1); len(got) != 0 {
		t.Errorf("radius -1: %v", got)
	}
}

func TestVisibleAppends(t *testing.T) {
	m := mustRows(t, closet)
	dst := make([]Cell, 1, 100)
	dst[0] = Cell{9, 9}
	got := m.Visible(dst, Cell{1, 1}, 1)
	if &got[0] != &dst[0] || got[0] != (Cell{9, 9}) || got[1] != (Cell{1, 1}) {
		t.Errorf("got %v, want it appended in place", got)
	}
}

// The torch is cast every frame: with room in dst it must not allocate.
func TestVisibleDoesNotAllocate(t *testing.T) {
	m, err := Generate(7, 41, 31, 50)
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]Cell, 0, 1000)
	if n := testing.AllocsPerRun(10, func() { m.Visible(dst, m.Starts()[0], 8) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// With the largest radius there is, in the largest maze there is.
func TestVisibleInTheLargestHall(t *testing.T) {
	row := "#" + strings.Repeat(".", MaxSize-2) + "#"
	picture := make([]string, MaxSize)
	for y := range picture {
		picture[y] = row
	}
	picture[0] = strings.Repeat("#", MaxSize)
	picture[MaxSize-1] = picture[0]
	picture[1] = "#SE" + row[3:]
	m, err := FromRows(picture)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(m.Visible(nil, Cell{1, 1}, 1<<30)), MaxSize*MaxSize; got != want {
		t.Errorf("%d cells are seen, want %d", got, want)
	}
}

func BenchmarkVisible(b *testing.B) {
	m, err := Generate(2026, 255, 255, 50)
	if err != nil {
		b.Fatal(err)
	}
	dst := make([]Cell, 0, 1000)
	for b.Loop() {
		m.Visible(dst, m.Starts()[0], 8)
	}
}

// The worst case: nothing stops the eye.
func BenchmarkVisibleHall(b *testing.B) {
	m := mustRows(b, strings.ReplaceAll(`
		#####################
		#SE.................#
		`+strings.Repeat("#...................#\n", 17)+`
		#####################`, "\t", ""))
	dst := make([]Cell, 0, 1000)
	for b.Loop() {
		m.Visible(dst, Cell{10, 10}, 8)
	}
}

func BenchmarkLineOfSight(b *testing.B) {
	m := mustRows(b, strings.ReplaceAll(`
		#####################
		#SE.................#
		`+strings.Repeat("#...................#\n", 17)+`
		#####################`, "\t", ""))
	for b.Loop() {
		m.LineOfSight(Cell{1, 1}, Cell{19, 12})
	}
}
