package sight

import (
	"math"

	"clew/engine/maze"
)

// Memory knows which cells one has seen. They come up softly: each cell
// remembers when it was first seen.
type Memory struct {
	w, h  int
	since []float32 // the time when a cell was first seen, or never
	count int       // cells that were seen
	now   float32
}

// never is later than any time.
const never = math.MaxFloat32

// rise is how long, in seconds, a cell takes to come up.
const rise = 0.7

// Forget starts anew for a maze of this size.
func (s *Memory) Forget(w, h int) {
	s.w, s.h, s.now, s.count = w, h, 0, 0
	s.since = make([]float32, w*h)
	for i := range s.since {
		s.since[i] = never
	}
}

// Tick moves time on, in seconds.
func (s *Memory) Tick(dt float64) { s.now += float32(dt) }

// Look notes what the Fan sees: open cells of which it sees the middle or
// one of four places around it, and the walls next to those.
func (s *Memory) Look(m *maze.Maze, f *Fan) {
	r := int(f.Reach) + 1
	cx, cy := int(math.Floor(f.X)), int(math.Floor(f.Y))
	for y := max(cy-r, 0); y <= min(cy+r, s.h-1); y++ {
		for x := max(cx-r, 0); x <= min(cx+r, s.w-1); x++ {
			if s.since[y*s.w+x] == never && m.Open(x, y) && f.seesCell(x, y) {
				s.note(m, x, y)
			}
		}
	}
}

func (f *Fan) seesCell(x, y int) bool {
	fx, fy := float64(x), float64(y)
	return f.Sees(fx+0.5, fy+0.5) || f.Sees(fx+0.25, fy+0.5) || f.Sees(fx+0.75, fy+0.5) ||
		f.Sees(fx+0.5, fy+0.25) || f.Sees(fx+0.5, fy+0.75)
}

// note remembers an open cell and the walls around it.
func (s *Memory) note(m *maze.Maze, x, y int) {
	for ny := max(y-1, 0); ny <= min(y+1, s.h-1); ny++ {
		for nx := max(x-1, 0); nx <= min(x+1, s.w-1); nx++ {
			i := ny*s.w + nx
			if s.since[i] == never && (nx == x && ny == y || !m.Open(nx, ny)) {
				s.since[i] = s.now
				s.count++
			}
		}
	}
}

// Count is how many cells one has seen; it never shrinks until Forget.
func (s *Memory) Count() int { return s.count }

// Knows reports whether one has seen a cell of the maze.
func (s *Memory) Knows(x, y int) bool {
	return x >= 0 && y >= 0 && x < s.w && y < s.h && s.since[y*s.w+x] != never
}

// Seen is how well a cell is remembered: 0 is not at all, 1 fully. Of what
// lies outside of the maze, only the next cells are known as well as the wall
// beside them.
func (s *Memory) Seen(x, y int) float32 {
	if s.w == 0 {
		return 0
	}
	in := 1 - 0.34*float32(max(-x, x-s.w+1, -y, y-s.h+1, 0))
	if in <= 0 {
		return 0
	}
	x, y = min(max(x, 0), s.w-1), min(max(y, 0), s.h-1)
	t := min(max((s.now-s.since[y*s.w+x])/rise, 0), 1)
	return in * t * t * (3 - 2*t)
}
