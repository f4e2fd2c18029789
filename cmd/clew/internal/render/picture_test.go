package render

import (
	"image"
	"image/color"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

func brightness(c color.RGBA) float64 {
	return 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
}

// around returns the mean brightness of a square of pixels around a place in
// the maze.
func (s *stage) around(img *image.RGBA, x, y float64, r int) float64 {
	fx, fy := s.r.frame.toScreenF(float32(x*sim.CellUnits), float32(y*sim.CellUnits))
	sum, n := 0.0, 0
	for py := int(fy) - r; py <= int(fy)+r; py++ {
		for px := int(fx) - r; px <= int(fx)+r; px++ {
			if (image.Point{X: px, Y: py}).In(img.Bounds()) {
				sum += brightness(img.RGBAAt(px, py))
				n++
			}
		}
	}
	return sum / float64(max(n, 1))
}

// In the dark part of the screen too, a wall and the floor beside it must be
// told apart, and nothing may be black.
func TestWallsAreLegibleInTheDark(t *testing.T) {
	s, _ := explored(t)
	img := s.shot("dark", 1280, 720, Options{})
	m := s.view.Maze
	walls, floors, n := 0.0, 0.0, 0
	for y := s.r.frame.cells.Min.Y + 1; y < s.r.frame.cells.Max.Y-2; y++ {
		for x := s.r.frame.cells.Min.X + 1; x < s.r.frame.cells.Max.X-2; x++ {
			if x < 1 || y < 1 || m.Walkable(x, y) || !m.Walkable(x+1, y) || s.r.fog.Visibility(x, y) > 0 || s.r.fog.Visibility(x+1, y) > 0 {
				continue
			}
			wall, floor := s.around(img, float64(x)+0.5, float64(y)+0.4, 6), s.around(img, float64(x)+1.6, float64(y)+0.7, 6)
			walls, floors, n = walls+wall, floors+floor, n+1
			if floor < 6 {
				t.Errorf("the floor at (%d,%d) is as good as black: %.1f", x+1, y, floor)
			}
		}
	}
	if n < 10 || walls < 1.7*floors {
		t.Errorf("%d walls that one has never seen are %.1f bright on average, the floors beside them %.1f", n, walls/float64(n), floors/float64(n))
	}
}

func TestLightMemoryAndNightDiffer(t *testing.T) {
	s, path := explored(t)
	s.rest(60)
	img := s.shot("light", 1280, 720, Options{Scale: 0.7})
	here, seen := path[29], path[5]
	lit := s.around(img, float64(here.X)+0.1, float64(here.Y)+0.8, 2)
	known := s.around(img, float64(seen.X)+0.2, float64(seen.Y)+0.8, 2)
	if lit < 1.8*known {
		t.Errorf("lit floor is %.1f bright, floor one has seen %.1f", lit, known)
	}
}

// The trail is the brightest thing in the dark.
func TestTrailOutshinesTheStone(t *testing.T) {
	s, path := explored(t)
	img := s.shot("thread", 1280, 720, Options{})
	for _, c := range path[24:28] {
		fx, fy := s.r.frame.toScreenF(float32(c.X*1024+512), float32(c.Y*1024+512))
		best := 0.0
		for d := -14; d <= 14; d++ { // corners are round: the trail passes near
			best = max(best, brightness(img.RGBAAt(int(fx)+d, int(fy)+d)), brightness(img.RGBAAt(int(fx)+d, int(fy)-d)))
		}
		if stone := s.around(img, float64(c.X)+0.2, float64(c.Y)+0.2, 2); best < 1.5*stone || best < 120 {
			t.Errorf("at %v the thread is %.0f bright, the stone beside it %.0f", c, best, stone)
		}
	}
}

func TestGhostIsOnlyShownOnDemand(t *testing.T) {
	s, path := explored(t)
	g := path[24]
	s.view.HasServerPosition = true
	s.view.ServerPosition = replica.Point{X: int32(g.X)*1024 + 512, Y: int32(g.Y)*1024 + 512}
	s.view.Corrections = []replica.Correction{{From: s.view.ServerPosition, To: replica.Point{X: s.view.ServerPosition.X + 900, Y: s.view.ServerPosition.Y}, At: s.now}}
	off := s.shot("ghost-off", 1280, 720, Options{})
	on := s.shot("ghost-on", 1280, 720, Options{Ghost: true})
	s.now += correctionTime
	late := s.shot("ghost-late", 1280, 720, Options{Ghost: true})
	count := func(img *image.RGBA) (n int) {
		for y := range 720 {
			for x := range 1280 {
				// The netcode's vermilion, which nothing else in this scene has.
				if c := img.RGBAAt(x, y); c.R > 190 && c.G > 50 && c.G < 110 && c.B < 80 {
					n++
				}
			}
		}
		return n
	}
	if a, b, c := count(off), count(on), count(late); a > 3 || b < 40 || c > 3 {
		t.Errorf("vermilion pixels: %d without the ghost, %d with it, %d after the correction has faded", a, b, c)
	}
	if s.around(on, cells(s.view.ServerPosition.X), cells(s.view.ServerPosition.Y), 20) <= s.around(off, cells(s.view.ServerPosition.X), cells(s.view.ServerPosition.Y), 20) {
		t.Error("the ghost is not to be seen")
	}
}

// The exit stays hidden until one has found it, and then shines.
func TestExitShinesOnceFound(t *testing.T) {
	s, path := explored(t)
	e := s.view.Maze.Exits()[0]
	s.r.camera.Snap()
	before := s.shot("exit-before", 1280, 720, Options{Scale: 0.5})
	x, y := float64(e.X)+0.5, float64(e.Y)+0.5
	dark := s.around(before, x, y, 6)
	s.walk(1, path[30:len(path)-2])
	s.walk(1, way(s.view.Maze, path[len(path)-3], path[len(path)-14]))
	s.rest(60)
	after := s.shot("exit-after", 1280, 720, Options{Scale: 0.5})
	if lit := s.around(after, x, y, 6); lit < 4*dark || lit < 80 {
		t.Errorf("the exit is %.0f bright before it is found, %.0f after", dark, lit)
	}
}

// A part of a larger image, as the Lab draws several games side by side.
func TestDrawKeepsToItsPart(t *testing.T) {
	s, _ := explored(t)
	dst := ebiten.NewImage(600, 300)
	defer dst.Deallocate()
	dst.Fill(theme.Purple)
	part := dst.SubImage(image.Rect(100, 50, 500, 275)).(*ebiten.Image)
	s.r.Draw(part, &s.view, Options{Ghost: true})
	img := keep(t, dst, "part")
	for _, p := range []image.Point{{X: 99, Y: 100}, {X: 300, Y: 49}, {X: 500, Y: 100}, {X: 300, Y: 275}} {
		if c := img.RGBAAt(p.X, p.Y); c.R != theme.Purple.R || c.G != theme.Purple.G {
			t.Errorf("pixel %v outside of its part is %v", p, c)
		}
	}
	alone := ebiten.NewImage(400, 225)
	defer alone.Deallocate()
	s.r.Draw(alone, &s.view, Options{Ghost: true})
	same := keep(t, alone, "alone")
	differ := 0
	for y := range 225 {
		for x := range 400 {
			if d := brightness(img.RGBAAt(x+100, y+50)) - brightness(same.RGBAAt(x, y)); d > 12 || d < -12 {
				differ++
			}
		}
	}
	if differ > 400*225/100 {
		t.Errorf("%d pixels differ from the same game drawn alone", differ)
	}
}

func TestDrawsWhatIsThere(t *testing.T) {
	dst := ebiten.NewImage(320, 180)
	defer dst.Deallocate()
	r := NewRenderer()
	r.Update(frameTime, nil)
	r.Draw(dst, nil, Options{})
	r.Draw(dst, &replica.View{}, Options{Ghost: true}) // no level yet
	s := newStage(t, generated(t, 3, 15, 11))
	s.shot("nobody", 320, 180, Options{Ghost: true}) // no Update, no player yet
	s.tick()
	s.add(1, "", 1, 1)
	s.view.Players[0].Self = false // only others
	s.tick()
	s.shot("others", 320, 180, Options{Reveal: true, ReducedMotion: true, Dim: 0.5})
	s.view.Maze = generated(t, 4, 31, 31) // the next level
	s.tick()
	s.shot("next", 320, 180, Options{Scale: 3})
	if len(s.r.actors) != 1 {
		t.Errorf("%d players after the change of level, want 1", len(s.r.actors))
	}
}

func TestFirstFrameLooksAtThePlayer(t *testing.T) {
	s := newStage(t, generated(t, 7, 41, 31))
	s.add(1, "Ada", 31, 21)
	s.shot("first", 640, 360, Options{})
	if x, y := s.r.frame.toScreenF(31.5*1024, 21.5*1024); x < 200 || x > 440 || y < 100 || y > 260 {
		t.Errorf("in the first frame one's own player is at (%.0f,%.0f) of 640×360", x, y)
	}
}

func TestTrailsOfThoseWhoLeftFade(t *testing.T) {
	s, _ := explored(t)
	s.view.Players = s.view.Players[:1]
	for range int(trailLinger*sim.TickRate) + 2 {
		s.tick()
	}
	if len(s.r.actors) != 1 {
		t.Errorf("%d players are remembered, want 1", len(s.r.actors))
	}
}

func TestReducedMotionStandsStill(t *testing.T) {
	s, _ := explored(t)
	s.rest(240)
	o := Options{ReducedMotion: true, Ghost: true}
	s.view.HasServerPosition, s.view.ServerPosition = true, replica.Point{X: s.view.Players[0].X, Y: s.view.Players[0].Y}
	a := s.shot("still-a", 640, 360, o)
	for range 47 {
		s.tick()
	}
	b := s.shot("still-b", 640, 360, o)
	for i := range a.Pix {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d > 3 || d < -3 {
			t.Fatalf("pixel %d changes from %d to %d though nothing happens", i/4, a.Pix[i], b.Pix[i])
		}
	}
}

// What a frame costs in memory is what Ebitengine takes for its commands.
func TestSteadyFrameAllocatesNothingOfItsOwn(t *testing.T) {
	s, _ := explored(t)
	dst := ebiten.NewImage(640, 360)
	defer dst.Deallocate()
	for range 5 {
		s.tick()
		s.r.Draw(dst, &s.view, Options{})
	}
	if n := testing.AllocsPerRun(50, func() { s.r.Update(time.Second/60, &s.view) }); n != 0 {
		t.Errorf("Update allocates %v times", n)
	}
	s.r.frame.set(dst, s.r, Options{})
	if n := testing.AllocsPerRun(50, func() { s.r.collectVisible(&s.view) }); n != 0 {
		t.Errorf("gather allocates %v times", n)
	}
	keep(t, dst, "steady") // reading back empties the queue of commands
	if n := testing.AllocsPerRun(20, func() { s.r.Draw(dst, &s.view, Options{}) }); n > 30 {
		t.Errorf("a frame allocates %v times", n)
	}
}

func TestBackdrop(t *testing.T) {
	b := NewBackdrop(3)
	if len(b.view.Players) != backdropBots {
		t.Fatalf("%d bots, want %d", len(b.view.Players), backdropBots)
	}
	was := append([]replica.PlayerView(nil), b.view.Players...)
	visited := map[sim.ID]map[maze.Cell]bool{}
	for range 600 {
		b.Update(frameTime)
		for i := range b.view.Players {
			f := &b.view.Players[i]
			if visited[f.ID] == nil {
				visited[f.ID] = map[maze.Cell]bool{}
			}
			visited[f.ID][maze.Cell{X: int(f.X >> 10), Y: int(f.Y >> 10)}] = true
		}
	}
	for i, f := range b.view.Players {
		if len(visited[f.ID]) < 8 {
			t.Errorf("bot %d, which began at %d,%d, came to only %d cells in ten seconds", f.ID, was[i].X, was[i].Y, len(visited[f.ID]))
		}
	}
	if n := testing.AllocsPerRun(100, func() { b.Update(frameTime) }); n > 1 {
		t.Errorf("the backdrop allocates %v times a tick", n)
	}
	dst := ebiten.NewImage(1280, 720)
	defer dst.Deallocate()
	b.Draw(dst, Options{})
	keep(t, dst, "backdrop")
}

// Names grow with the words that the person wants larger, but not so far that they
// hide others.
func TestNamesGrow(t *testing.T) {
	for _, tc := range []struct {
		names float64
		size  int
	}{{0, 13}, {0.75, 13}, {1.25, 16}, {2, 20}} {
		s := newStage(t, generated(t, 7, 41, 31))
		s.add(1, "Ada", 31, 21)
		s.tick()
		s.shot("names", 1280, 720, Options{NameScale: tc.names})
		if _, ok := s.r.labels[labelKey{"Ada", tc.size}]; !ok {
			t.Errorf("wanted %g times as large: no name of %d pixels", tc.names, tc.size)
		}
	}
}

// Behind the menu all carry torches, whose light is warm; in a game the light of
// the others is cool.
func TestTorches(t *testing.T) {
	s := newStage(t, generated(t, 7, 41, 31))
	start := s.view.Maze.Starts()[0]
	s.add(2, "Ada", start.X, start.Y)
	s.tick()
	warmth := func(name string, o Options) (sum int) {
		img := s.shot(name, 640, 360, o)
		for y := range 360 {
			for x := range 640 {
				c := img.RGBAAt(x, y)
				sum += int(c.R) - int(c.B)
			}
		}
		return sum
	}
	if cool, warm := warmth("cool", Options{Reveal: true}), warmth("warm", Options{Reveal: true, Torches: true}); cool >= 0 || warm < cool+300_000 {
		t.Errorf("red less blue: %d, with torches %d", cool, warm)
	}
}
