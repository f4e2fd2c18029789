package sim

import (
	"testing"

	"clew/engine/maze"

	"pgregory.net/rapid"
)

func mustMaze(t testing.TB, rows ...string) *maze.Maze {
	t.Helper()
	m, err := maze.FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// onePlayer makes a world of one player in the middle of a cell.
func onePlayer(t testing.TB, x, y int, rows ...string) *World {
	w := New(mustMaze(t, rows...), 1)
	w.SetState(0, Player{ID: 1, X: center(x), Y: center(y), Facing: Down})
	return w
}

// hold holds the same keys for some ticks and returns the player.
func hold(w *World, in Input, ticks int) *Player {
	for range ticks {
		w.Step([]Command{{ID: 1, Input: in}}, nil)
	}
	return w.Player(1)
}

func TestWalkSpeedAndWalls(t *testing.T) {
	w := onePlayer(t, 1, 1, "#######", "#S...E#", "#######", "#######", "#######")
	if p := hold(w, Right, 10); p.X != center(1)+10*WalkSpeed || p.Facing != Right || !p.Moving {
		t.Fatalf("after 10 ticks: %+v", p)
	}
	p := hold(w, Right, 60)
	if want := int32(6*CellUnits - BodyHalfExtent); p.X != want || p.Moving {
		t.Fatalf("at the wall: %+v, want X %d", p, want)
	}
	if p := hold(w, Left|Right|Up|Down, 5); p.Moving {
		t.Fatalf("opposite keys must cancel: %+v", p)
	}
}

func TestTurnsIntoOpenings(t *testing.T) {
	rows := []string{
		"#######",
		"###.###",
		"###.###",
		"#S...E#",
		"#######",
	}
	for _, tc := range []struct {
		name  string
		start int32 // how far off the opening's middle
		in    Input
		into  bool
	}{
		{"lined up", 0, Up, true},
		{"within the slack", slack, Up, true},
		{"a little early", -slack - CornerAssist, Up, true},
		{"a little late", slack + CornerAssist, Up, true},
		{"too early", -slack - CornerAssist - 1, Up, false},
		{"held early, walking right", -1000, Up | Right, true},
		{"held early, walking left", 1000, Up | Left, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := onePlayer(t, 3, 3, rows...)
			w.players[0].X += tc.start
			p := hold(w, tc.in, 40)
			if in := p.Cell().Y == 1; in != tc.into {
				t.Errorf("turned in: %v, want %v (%+v)", in, tc.into, p)
			}
		})
	}
}

func TestDiagonalIsNoFaster(t *testing.T) {
	w := onePlayer(t, 1, 1, "#######", "#S....#", "#.....#", "#....E#", "#######")
	p := hold(w, Right|Down, 10)
	dx, dy := p.X-center(1), p.Y-center(1)
	if dx != dy || dx*dx+dy*dy > (10*WalkSpeed)*(10*WalkSpeed) {
		t.Errorf("moved %d,%d in 10 ticks", dx, dy)
	}
}

// No speed leads through a wall, and no walk ends in one.
func TestNeverInAWall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMaze(t)
		s := m.Starts()[0]
		p := Player{ID: 1, X: center(s.X), Y: center(s.Y)}
		for range 200 {
			if rapid.Bool().Draw(t, "sweep") {
				delta := rapid.Int32Range(-300000, 300000).Draw(t, "delta")
				checkSweep(t, m, &p, delta, rapid.Bool().Draw(t, "horizontal"))
			} else {
				walkBody(m, &p, Input(rapid.Uint8Max(15).Draw(t, "keys")))
			}
			checkFree(t, m, &p)
		}
	})
}

// checkSweep sweeps and holds the result against unit steps.
func checkSweep(t *rapid.T, m *maze.Maze, p *Player, delta int32, horizontal bool) {
	along, across := &p.X, p.Y
	if !horizontal {
		along, across = &p.Y, p.X
	}
	got := sweep(m, *along, across, delta, horizontal)
	unit, want := int32(1), int32(0)
	if delta < 0 {
		unit = -1
	}
	for want != delta && sweep(m, *along+want, across, unit, horizontal) != 0 {
		want += unit
	}
	if got != want {
		t.Fatalf("sweep by %d from %+v: %d, unit by unit %d", delta, *p, got, want)
	}
	*along += got
}

func checkFree(t *rapid.T, m *maze.Maze, p *Player) {
	for _, dx := range []int32{-BodyHalfExtent, BodyHalfExtent - 1} {
		for _, dy := range []int32{-BodyHalfExtent, BodyHalfExtent - 1} {
			if !m.Walkable(int((p.X+dx)/CellUnits), int((p.Y+dy)/CellUnits)) {
				t.Fatalf("a corner of %+v is in a wall", *p)
			}
		}
	}
}

// drawMaze draws a closed grid of random walls around a start and an exit.
func drawMaze(t *rapid.T) *maze.Maze {
	w, h := rapid.IntRange(5, 12).Draw(t, "w"), rapid.IntRange(5, 12).Draw(t, "h")
	rows := make([][]byte, h)
	for y := range rows {
		rows[y] = make([]byte, w)
		for x := range rows[y] {
			border := x == 0 || y == 0 || x == w-1 || y == h-1
			if border || rapid.IntRange(0, 2).Draw(t, "wall") == 0 {
				rows[y][x] = byte(maze.Wall)
			} else {
				rows[y][x] = byte(maze.Floor)
			}
		}
	}
	rows[1][1], rows[1][2] = byte(maze.Start), byte(maze.Exit)
	lines := make([]string, h)
	for y := range rows {
		lines[y] = string(rows[y])
	}
	m, err := maze.FromRows(lines)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
