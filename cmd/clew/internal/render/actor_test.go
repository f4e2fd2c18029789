package render

import (
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

func TestTrailLiesInTheMiddleOfCorridors(t *testing.T) {
	m, err := maze.FromRows([]string{
		"#########",
		"#S......#",
		"#####.###",
		"#E......#",
		"#.......#",
		"#########",
	})
	if err != nil {
		t.Fatal(err)
	}
	r := NewRenderer()
	r.setMaze(m)
	for _, c := range []struct {
		name   string
		x, y   int32
		wx, wy int32
	}{
		{"along a corridor", 3000, 1200, 0, 336},
		{"at a junction, as before", 5800, 1400, 7, 9},
		{"down a corridor", 5800, 2500, -168, 0},
		{"in a room", 3000, 3300, 0, 0},
	} {
		x, y := r.trailTarget(&replica.PlayerView{X: c.x, Y: c.y}, 7, 9)
		if x != c.wx || y != c.wy {
			t.Errorf("%s: the thread of (%d,%d) lies (%d,%d) beside, want (%d,%d)", c.name, c.x, c.y, x, y, c.wx, c.wy)
		}
	}
}

// A player who runs to the end of a dead end and back, pressed against either
// wall, leaves one line and not two, but for the ends, where it sets off.
func TestThereAndBackIsOneLine(t *testing.T) {
	m, err := maze.FromRows([]string{"#########", "#S......#", "#######.#", "#E......#", "#########"})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(m, 1)
	w.Step([]sim.Command{{ID: 1, Kind: sim.Join}}, nil)
	r := NewRenderer()
	v := replica.View{Maze: m, Players: make([]replica.PlayerView, 1)}
	walk := func(in sim.Input, ticks int) {
		for range ticks {
			w.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: in}}, nil)
			p := w.Player(1)
			v.Players[0] = replica.PlayerView{ID: 1, Self: true, X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving}
			r.Update(frameTime, &v)
		}
	}
	walk(sim.Up, 4)
	walk(sim.Right, 40)
	walk(sim.Down, 4)
	walk(sim.Left, 30)
	for _, p := range r.actors[1].trail.Points() {
		if off := abs32(p.Y - 1536); off > 40 && p.X > 3200 && p.X < 5000 {
			t.Errorf("the thread leaves the middle of the way at %+v", p)
		}
	}
}
