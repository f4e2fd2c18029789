package render

import (
	"image"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

// brightest returns the brightest pixel of a cell that is on the screen.
func (s *stage) brightest(img *image.RGBA, x, y int) float64 {
	x0, y0 := s.r.frame.toScreen(int32(x)*sim.CellUnits, int32(y)*sim.CellUnits)
	best := 0.0
	for py := int(y0) + 1; py < int(y0)+s.r.frame.cell-1; py++ {
		for px := int(x0) + 1; px < int(x0)+s.r.frame.cell-1; px++ {
			if (image.Point{X: px, Y: py}).In(img.Bounds()) {
				best = max(best, brightness(img.RGBAAt(px, py)))
			}
		}
	}
	return best
}

// farFromExplored reports whether nothing within two cells has been explored, so
// that no soft edge reaches the cell.
func (s *stage) farFromExplored(x, y int) bool {
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			if s.r.fog.Visibility(x+dx, y+dy) > 0 {
				return false
			}
		}
	}
	return true
}

// darkScene creates a scene in which Ada has turned round a corner, far from Inês,
// who stands at a place that Ada has never seen.
func darkScene(t *testing.T) (s *stage, path []maze.Cell) {
	s, path = explored(t)
	s.walk(2, path[24:])
	s.rest(60)
	return s, path
}

// What has never been seen is black, even where an exit and another player's torch
// shine; what has been seen is not; what is in sight is brighter.
func TestDarkIsDark(t *testing.T) {
	s, path := darkScene(t)
	// The exit's light reaches into the picture from where nobody was.
	img := s.shot("dark-rule", 1280, 720, Options{Dark: true, Scale: 0.35})
	black := 0
	c := s.r.frame.cells
	for y := c.Min.Y; y < c.Max.Y; y++ {
		for x := c.Min.X; x < c.Max.X; x++ {
			if s.farFromExplored(x, y) {
				black++
				if b := s.brightest(img, x, y); b > 2 {
					t.Fatalf("the cell (%d,%d), which was never seen, is %.1f bright", x, y, b)
				}
			}
		}
	}
	if black < 200 {
		t.Errorf("only %d cells of the picture have never been seen", black)
	}
	here, seen := path[29], path[5]
	lit := s.around(img, float64(here.X)+0.1, float64(here.Y)+0.8, 2)
	known := s.around(img, float64(seen.X)+0.2, float64(seen.Y)+0.8, 2)
	if known < 10 || lit < 1.8*known {
		t.Errorf("the floor in sight is %.1f bright, that out of sight %.1f", lit, known)
	}
	// Only the rule makes it dark, and all can be shown.
	for name, o := range map[string]Options{"off": {}, "revealed": {Dark: true, Reveal: true}} {
		o.Scale = 0.35
		img := s.shot("dark-rule-"+name, 1280, 720, o)
		if b := s.brightest(img, path[len(path)-6].X, path[len(path)-6].Y); b < 20 {
			t.Errorf("%s: a cell that was never seen is %.1f bright", name, b)
		}
	}
}

// Other players, their names and their trails are shown only where the player sees.
func TestOthersInTheDark(t *testing.T) {
	s, path := explored(t)
	other := s.view.Players[1]
	drawn := func(o Options) (body, trail float64) {
		s.rest(60)
		s.r.camera.Snap()
		o.Scale = 0.6
		img := s.shot("dark-others", 1280, 720, o)
		fx, fy := s.r.frame.toScreen(s.view.Players[1].X, s.view.Players[1].Y)
		for y := int(fy) - 8; y < int(fy)+8; y++ {
			for x := int(fx) - 8; x < int(fx)+8; x++ {
				if c := img.RGBAAt(x, y); c.B > 150 && c.B > c.R+40 { // sky
					body++
				}
			}
		}
		return body, 0
	}
	if body, _ := drawn(Options{}); body < 40 {
		t.Fatalf("without the rule Inês has %v pixels", body)
	}
	// Ada stands at the end of her way; Inês where Ada was, around two corners.
	s.walk(2, path[10:11])
	if s.r.fog.InSight(path[10].X, path[10].Y) != 0 {
		t.Fatal("the place is in sight")
	}
	if body, _ := drawn(Options{Dark: true}); body != 0 {
		t.Errorf("Inês, out of sight, has %v pixels", body)
	}
	for _, a := range s.r.visible {
		if !a.self {
			t.Errorf("%s has a name and a torch", a.name)
		}
	}
	s.view.Players[1] = other
	s.view.Players[1].X, s.view.Players[1].Y = s.view.Players[0].X+sim.CellUnits, s.view.Players[0].Y
	if body, _ := drawn(Options{Dark: true}); body < 40 {
		t.Errorf("Inês, beside Ada, has %v pixels", body)
	}
}
