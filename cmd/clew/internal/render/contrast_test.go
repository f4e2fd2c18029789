package render

import (
	"fmt"
	"image"
	"math"
	"testing"

	"clew/engine/sim"
)

// relativeLuminance returns the relative luminance of a pixel as in WCAG 2.1, 0
// to 1.
func relativeLuminance(img *image.RGBA, x, y int) float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	c := img.RGBAAt(x, y)
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// luminanceOf returns the mean luminance of the middle of a cell: of the top of a
// wall, or of the floor.
func (s *stage) luminanceOf(img *image.RGBA, x, y int) float64 {
	cx, cy := s.r.frame.toScreenF((float32(x)+0.5)*sim.CellUnits, (float32(y)+0.45)*sim.CellUnits)
	r := s.r.frame.cell / 8
	sum, n := 0.0, 0
	for py := int(cy) - r; py <= int(cy)+r; py++ {
		for px := int(cx) - r; px <= int(cx)+r; px++ {
			sum += relativeLuminance(img, px, py)
			n++
		}
	}
	return sum / float64(n)
}

// outOfTorchlight reports whether no torch and no exit shines on a cell.
func (s *stage) outOfTorchlight(x, y int) bool {
	far := func(fx, fy float64, reach float64) bool {
		return math.Hypot(float64(x)+0.5-fx, float64(y)+0.5-fy) > reach+2
	}
	for _, p := range s.view.Players {
		if !far(cells(p.X), cells(p.Y), torchReach) {
			return false
		}
	}
	for _, e := range s.view.Maze.Exits() {
		if !far(float64(e.X), float64(e.Y), exitLightReach) {
			return false
		}
	}
	return true
}

// exploredContrast returns the lowest contrast ratio of WCAG 2.1 between a wall and
// the floor beside it, of those that have been explored and that no torch lights.
func (s *stage) exploredContrast(img *image.RGBA) (lowest float64, pairs int) {
	lowest = math.Inf(1)
	m, c := s.view.Maze, s.r.frame.cells
	for y := max(c.Min.Y+1, 1); y < min(c.Max.Y-2, m.Height()-1); y++ {
		for x := max(c.Min.X+1, 1); x < min(c.Max.X-2, m.Width()-1); x++ {
			if !m.Walkable(x, y) || s.r.fog.Visibility(x, y) < 1 || !s.outOfTorchlight(x, y) {
				continue
			}
			for _, d := range [...]image.Point{{X: 1}, {X: -1}, {Y: 1}, {Y: -1}} {
				if wx, wy := x+d.X, y+d.Y; !m.Walkable(wx, wy) && s.r.fog.Visibility(wx, wy) == 1 {
					wall, floor := s.luminanceOf(img, wx, wy), s.luminanceOf(img, x, y)
					lowest = min(lowest, (wall+0.05)/(floor+0.05))
					pairs++
				}
			}
		}
	}
	return lowest, pairs
}

// Walls and floors that have been seen can be told apart where no torch shines: at
// the usual brightness, at the highest, and in a lit room.
func TestExploredContrast(t *testing.T) {
	s, path := explored(t)
	s.walk(1, path[30:len(path)-2])
	s.walk(1, way(s.view.Maze, path[len(path)-3], path[10]))
	s.rest(60)
	s.r.ReplaceTrails(func(func(id sim.ID, x, y int32)) {}) // they would cover the floors
	for i, c := range []struct {
		opts Options
		want float64
	}{
		{Options{}, 1.8},
		{Options{Brightness: 2}, 1.8},
		{Options{Presenter: true}, 3},
		{Options{Presenter: true, Brightness: 2}, 3},
	} {
		for _, size := range []image.Point{{X: 1280, Y: 720}, {X: 640, Y: 360}} {
			c.opts.Scale = 0.6
			img := s.shot(fmt.Sprintf("contrast-%d-%dx%d", i, size.X, size.Y), size.X, size.Y, c.opts)
			lowest, pairs := s.exploredContrast(img)
			t.Logf("brightness %v, presenter %v, %v: %.2f:1, %d pairs", c.opts.Brightness, c.opts.Presenter, size, lowest, pairs)
			if pairs < 10 || lowest < c.want {
				t.Errorf("brightness %v, presenter %v, %v: of %d walls and floors, one pair differs by only %.2f:1, want %v",
					c.opts.Brightness, c.opts.Presenter, size, pairs, lowest, c.want)
			}
		}
	}
}
