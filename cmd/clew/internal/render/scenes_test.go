package render

import (
	"image"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// stage is a scene: walkers in a maze, and a renderer that watches them.
type stage struct {
	t    testing.TB
	r    *Renderer
	view replica.View
	now  time.Duration
}

func newStage(t testing.TB, m *maze.Maze) *stage {
	windowtest.NextFrame() // releases the images of the scene before
	return &stage{t: t, r: NewRenderer(), view: replica.View{Maze: m}}
}

func generated(t testing.TB, seed uint64, w, h int) *maze.Maze {
	m, err := maze.Generate(seed, w, h, 20)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (s *stage) add(id sim.ID, name string, x, y int) *replica.PlayerView {
	s.view.Players = append(s.view.Players, replica.PlayerView{
		ID: id, Avatar: rune('A' + id - 1), Name: name, Facing: sim.Down, Self: id == 1,
		X: int32(x)*sim.CellUnits + sim.CellUnits/2, Y: int32(y)*sim.CellUnits + sim.CellUnits/2,
	})
	return &s.view.Players[len(s.view.Players)-1]
}

const frameTime = time.Second / sim.TickRate

func (s *stage) tick() {
	s.now += frameTime
	s.r.Update(frameTime, &s.view)
}

// walk leads a figure along a way of cells, at the speed of the game.
func (s *stage) walk(id sim.ID, way []maze.Cell) {
	for _, c := range way {
		f := &s.view.Players[id-1]
		tx, ty := int32(c.X)*sim.CellUnits+sim.CellUnits/2, int32(c.Y)*sim.CellUnits+sim.CellUnits/2
		for f.X != tx || f.Y != ty {
			f.X += min(max(tx-f.X, -sim.WalkSpeed), sim.WalkSpeed)
			f.Y += min(max(ty-f.Y, -sim.WalkSpeed), sim.WalkSpeed)
			f.Moving = true
			switch {
			case tx > f.X:
				f.Facing = sim.Right
			case tx < f.X:
				f.Facing = sim.Left
			}
			s.tick()
		}
	}
}

// rest lets all stand still for a while.
func (s *stage) rest(ticks int) {
	for i := range s.view.Players {
		s.view.Players[i].Moving = false
	}
	for range ticks {
		s.tick()
	}
}

// shot draws the scene and keeps it as a picture.
func (s *stage) shot(name string, w, h int, o Options) *image.RGBA {
	s.t.Helper()
	dst := windowtest.NewImage(w, h)
	defer dst.Deallocate()
	o.Now = s.now
	s.r.Draw(dst, &s.view, o)
	windowtest.Drawn()
	return keep(s.t, dst, name)
}

// frames draws so many frames, one a tick, and looks at none of them.
func (s *stage) frames(n, w, h int) {
	dst := windowtest.NewImage(w, h)
	defer dst.Deallocate()
	for range n {
		s.tick()
		s.r.Draw(dst, &s.view, Options{Now: s.now})
		windowtest.Drawn()
	}
}

// keep reads a picture back, and keeps it.
func keep(t testing.TB, src *ebiten.Image, name string) *image.RGBA {
	t.Helper()
	pix := windowtest.ReadPixels(src)
	windowtest.KeepScreenshot(t, name, pix)
	return pix
}

// way returns the shortest path between two cells.
func way(m *maze.Maze, from, to maze.Cell) []maze.Cell {
	came := map[maze.Cell]maze.Cell{from: from}
	for queue := []maze.Cell{from}; len(queue) > 0; queue = queue[1:] {
		c := queue[0]
		if c == to {
			break
		}
		for _, d := range [...]maze.Cell{{X: 1}, {Y: 1}, {X: -1}, {Y: -1}} {
			n := maze.Cell{X: c.X + d.X, Y: c.Y + d.Y}
			if _, seen := came[n]; !seen && m.Walkable(n.X, n.Y) {
				came[n] = c
				queue = append(queue, n)
			}
		}
	}
	var back []maze.Cell
	for c := to; c != from; c = came[c] {
		back = append([]maze.Cell{c}, back...)
	}
	return back
}

// explored creates a scene in which Ada has walked most of the way to the exit
// and Inês some of it.
func explored(t testing.TB) (s *stage, path []maze.Cell) {
	m := generated(t, 7, 41, 31)
	s = newStage(t, m)
	start, goal := m.Starts()[0], m.Exits()[0]
	s.add(1, "Ada", start.X, start.Y)
	s.add(2, "Inês", start.X, start.Y)
	path = way(m, start, goal)
	s.walk(2, path[:24])
	s.walk(1, path[:30])
	return s, path
}

func TestWalking(t *testing.T) {
	s, path := explored(t)
	for name, size := range map[string]image.Point{
		"walk-1280x720": {X: 1280, Y: 720}, "walk-640x360": {X: 640, Y: 360},
		"walk-1920x1080": {X: 1920, Y: 1080}, "walk-900x900": {X: 900, Y: 900},
	} {
		s.shot(name, size.X, size.Y, Options{})
	}
	s.walk(1, path[30:len(path)-2])
	s.rest(60)
	s.shot("exit-near", 1280, 720, Options{})
	back := way(s.view.Maze, path[len(path)-3], path[len(path)-12])
	s.walk(1, back)
	s.rest(60)
	s.shot("exit-dark", 1280, 720, Options{Scale: 0.7})
}

func TestNetcode(t *testing.T) {
	s, path := explored(t)
	f := &s.view.Players[0]
	var trail []replica.Point
	for _, c := range path[30:34] {
		s.walk(1, []maze.Cell{c})
		trail = append(trail, replica.Point{X: f.X, Y: f.Y})
	}
	s.view.HasServerPosition, s.view.ServerPosition = true, trail[0]
	for i := 1; i < len(trail); i++ {
		a, b := trail[i-1], trail[i]
		for k := range int32(10) {
			s.view.PendingPath = append(s.view.PendingPath, replica.Point{X: a.X + (b.X-a.X)*k/10, Y: a.Y + (b.Y-a.Y)*k/10})
		}
	}
	s.view.Corrections = []replica.Correction{
		{From: replica.Point{X: f.X + 500, Y: f.Y - 1100}, To: replica.Point{X: f.X, Y: f.Y}, At: s.now - 150*time.Millisecond},
		{From: trail[1], To: replica.Point{X: trail[1].X, Y: trail[1].Y - 160}, At: s.now - 350*time.Millisecond},
	}
	s.shot("ghost", 1280, 720, Options{Ghost: true})
	s.shot("ghost-still", 1280, 720, Options{Ghost: true, ReducedMotion: true})
}

func TestCrowd(t *testing.T) {
	m := generated(t, 12, 15, 11)
	s := newStage(t, m)
	start := m.Starts()[0]
	for i, name := range []string{"Ada", "Inês", "Rui", "Grace", "Linus", "Barbara", "Edsger", "Margaret"} {
		s.add(sim.ID(i+1), name, start.X, start.Y)
	}
	s.rest(60)
	s.shot("crowd-same-place", 1280, 720, Options{})
	path := way(m, start, m.Exits()[0])
	for i := 8; i > 0; i-- {
		s.walk(sim.ID(i), path[:min(i*2, len(path))])
	}
	s.shot("crowd-spread", 1280, 720, Options{})
	for len(s.view.Players) < 80 {
		s.add(sim.ID(len(s.view.Players)+1), "", start.X, start.Y)
	}
	s.rest(60)
	s.shot("crowd-eighty", 1280, 720, Options{})
}
