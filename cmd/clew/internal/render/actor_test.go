package render

import (
	"slices"
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

// However seldom a player is seen, its trail keeps off the walls: it goes round
// the corners that the player must have gone round.
func TestTrailRoundsSkippedCorners(t *testing.T) {
	m, err := maze.FromRows([]string{
		"###########",
		"#S...######",
		"####.######",
		"####.######",
		"####.....E#",
		"###########",
	})
	if err != nil {
		t.Fatal(err)
	}
	way := []maze.Cell{{X: 4, Y: 1}, {X: 4, Y: 4}, {X: 9, Y: 4}}
	for _, unseen := range []int{1, 6, 12, 20} { // ticks
		for phase := range unseen {
			s := newStage(t, m)
			p := s.add(2, "", 1, 1)
			s.tick()
			n := phase
			for _, c := range way {
				x, y := int32(c.X)*sim.CellUnits+sim.CellUnits/2, int32(c.Y)*sim.CellUnits+sim.CellUnits/2
				for p.X != x || p.Y != y {
					p.X += min(max(x-p.X, -sim.WalkSpeed), sim.WalkSpeed)
					p.Y += min(max(y-p.Y, -sim.WalkSpeed), sim.WalkSpeed)
					if n++; n%unseen == 0 {
						s.tick()
					}
				}
			}
			points := s.r.actors[2].trail.Points()
			for i := 1; i < len(points); i++ {
				if a, b := points[i-1], points[i]; !s.r.isFree(a, b) {
					t.Errorf("seen every %d ticks from %d on, the trail cuts a corner between %v and %v", unseen, phase, a, b)
				}
			}
			if end := points[len(points)-1]; end.X < 7*sim.CellUnits || slices.ContainsFunc(points[1:], func(p pathPoint) bool { return p.Gap }) {
				t.Errorf("seen every %d ticks from %d on, the trail is %v", unseen, phase, points)
			}
		}
	}
}
