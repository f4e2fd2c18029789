package lighting

import (
	"math"

	"clew/engine/maze"
)

// FogOfWar records which cells have been explored, and when, so that they fade
// in, and which open cells are in sight.
type FogOfWar struct {
	w, h      int
	firstSeen []float32 // the time when a cell was first seen, or never
	count     int       // cells that were seen
	now       float32

	sight   []sight // of each cell
	inSight []int   // the cells in sight, as indexes of sight
}

// sight is whether a cell is in sight, and since when, or since when it is not.
type sight struct {
	visible bool
	marked  bool // by Reveal, while it runs
	since   float32
}

// never is later than any time.
const never = math.MaxFloat32

// How long a cell takes to fade in when it is explored, and when it comes into
// sight or goes out of it, in seconds.
const (
	fadeInTime    = 0.7
	sightFadeTime = 0.35
)

// Reset clears the fog for a maze of w×h cells.
func (s *FogOfWar) Reset(w, h int) {
	s.w, s.h, s.now, s.count = w, h, 0, 0
	s.firstSeen = make([]float32, w*h)
	for i := range s.firstSeen {
		s.firstSeen[i] = never
	}
	s.sight, s.inSight = make([]sight, w*h), s.inSight[:0]
	for i := range s.sight {
		s.sight[i].since = -sightFadeTime
	}
}

// Tick advances time by dt seconds.
func (s *FogOfWar) Tick(dt float64) { s.now += float32(dt) }

// Reveal reveals what the ShadowMap sees: open cells of which it sees the centre
// or one of four points around it, and the walls next to those. Only these open
// cells are then in sight.
func (s *FogOfWar) Reveal(m *maze.Maze, shadows *ShadowMap) {
	r := int(shadows.Reach) + 1
	cx, cy := int(math.Floor(shadows.X)), int(math.Floor(shadows.Y))
	for y := max(cy-r, 0); y <= min(cy+r, s.h-1); y++ {
		for x := max(cx-r, 0); x <= min(cx+r, s.w-1); x++ {
			if m.Walkable(x, y) && shadows.seesCell(x, y) {
				if s.firstSeen[y*s.w+x] == never {
					s.revealAround(m, x, y)
				}
				s.look(y*s.w + x)
			}
		}
	}
	s.loseSight()
}

// look brings a cell into sight.
func (s *FogOfWar) look(i int) {
	c := &s.sight[i]
	c.marked = true
	if !c.visible {
		s.setVisible(c, true)
		s.inSight = append(s.inSight, i)
	}
}

// loseSight puts the cells out of sight at which nothing has looked since it last
// ran.
func (s *FogOfWar) loseSight() {
	kept := s.inSight[:0]
	for _, i := range s.inSight {
		c := &s.sight[i]
		if c.marked {
			c.marked = false
			kept = append(kept, i)
			continue
		}
		s.setVisible(c, false)
	}
	s.inSight = kept
}

// setVisible turns the fading of a cell round, from where it is.
func (s *FogOfWar) setVisible(c *sight, visible bool) {
	left := max(sightFadeTime-(s.now-c.since), 0) // of the fading so far
	c.visible, c.since = visible, s.now-left
}

// InSight returns how far a cell is in sight, from 0 to 1.
func (s *FogOfWar) InSight(x, y int) float32 {
	if x < 0 || y < 0 || x >= s.w || y >= s.h {
		return 0
	}
	c := &s.sight[y*s.w+x]
	t := min((s.now-c.since)/sightFadeTime, 1)
	if !c.visible {
		t = 1 - t
	}
	return t * t * (3 - 2*t)
}

func (s *ShadowMap) seesCell(x, y int) bool {
	fx, fy := float64(x), float64(y)
	return s.Sees(fx+0.5, fy+0.5) || s.Sees(fx+0.25, fy+0.5) || s.Sees(fx+0.75, fy+0.5) ||
		s.Sees(fx+0.5, fy+0.25) || s.Sees(fx+0.5, fy+0.75)
}

// revealAround reveals an open cell and the walls around it.
func (s *FogOfWar) revealAround(m *maze.Maze, x, y int) {
	for ny := max(y-1, 0); ny <= min(y+1, s.h-1); ny++ {
		for nx := max(x-1, 0); nx <= min(x+1, s.w-1); nx++ {
			i := ny*s.w + nx
			if s.firstSeen[i] == never && (nx == x && ny == y || !m.Walkable(nx, ny)) {
				s.firstSeen[i] = s.now
				s.count++
			}
		}
	}
}

// ExploredCount returns how many cells have been explored; only Reset lowers it.
func (s *FogOfWar) ExploredCount() int { return s.count }

// IsExplored reports whether a cell has been explored.
func (s *FogOfWar) IsExplored(x, y int) bool {
	return x >= 0 && y >= 0 && x < s.w && y < s.h && s.firstSeen[y*s.w+x] != never
}

// Visibility returns how visible a cell is, from 0 to 1. Outside the maze, cells
// are as visible as the wall beside them, but fade within three cells.
func (s *FogOfWar) Visibility(x, y int) float32 {
	if s.w == 0 {
		return 0
	}
	in := 1 - 0.34*float32(max(-x, x-s.w+1, -y, y-s.h+1, 0))
	if in <= 0 {
		return 0
	}
	x, y = min(max(x, 0), s.w-1), min(max(y, 0), s.h-1)
	t := min(max((s.now-s.firstSeen[y*s.w+x])/fadeInTime, 0), 1)
	return in * t * t * (3 - 2*t)
}
