package lighting

import (
	"math"

	"clew/engine/maze"
)

// Add adds a light: floor that its ShadowMap sees is lit, and adjoining walls
// catch some of it. Lights add up, but less and less the brighter it is, so that
// a crowd of torches does not dazzle.
func (lm *LightMap) Add(m *maze.Maze, l Light) {
	reach := l.Shadows.Reach
	x0 := max(int(math.Floor(l.Shadows.X-reach)), lm.X)
	y0 := max(int(math.Floor(l.Shadows.Y-reach)), lm.Y)
	x1 := min(int(math.Ceil(l.Shadows.X+reach)), lm.X+lm.W)
	y1 := min(int(math.Ceil(l.Shadows.Y+reach)), lm.Y+lm.H)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	w := lightWindow{m: m, x: x0, y: y0, w: x1 - x0, h: y1 - y0}
	w.samples = lm.clearScratch(w.w * w.h * SamplesPerCell * SamplesPerCell)
	w.lightFloor(l.Shadows)
	w.spreadToWalls()
	lm.addTinted(&w, l)
}

// clearScratch returns n zeroed samples from reused memory.
func (lm *LightMap) clearScratch(n int) []float32 {
	if cap(lm.scratch) < n {
		lm.scratch = make([]float32, n)
	}
	lm.scratch = lm.scratch[:n]
	clear(lm.scratch)
	return lm.scratch
}

// addTinted adds the samples of a window in the light's colours.
func (lm *LightMap) addTinted(w *lightWindow, l Light) {
	row := w.w * SamplesPerCell
	inv, room := 1/float32(l.Shadows.Reach), 1/l.Max
	lx, ly := float32(l.Shadows.X), float32(l.Shadows.Y)
	for y := range w.h * SamplesPerCell {
		o := 3 * (((w.y-lm.Y)*SamplesPerCell+y)*lm.W*SamplesPerCell + (w.x-lm.X)*SamplesPerCell)
		for x := range row {
			if v := w.samples[y*row+x] * l.Power; v > 0.002 {
				dx := float32(w.x) + (float32(x)+0.5)/SamplesPerCell - lx
				dy := float32(w.y) + (float32(y)+0.5)/SamplesPerCell - ly
				t := min(float32(math.Sqrt(float64(dx*dx+dy*dy)))*inv*1.6, 1)
				p := lm.added[o+3*x : o+3*x+3 : o+3*x+3]
				p[0] += v * (l.Near.R + (l.Far.R-l.Near.R)*t) * max(1-p[0]*room, 0)
				p[1] += v * (l.Near.G + (l.Far.G-l.Near.G)*t) * max(1-p[1]*room, 0)
				p[2] += v * (l.Near.B + (l.Far.B-l.Near.B)*t) * max(1-p[2]*room, 0)
			}
		}
	}
}

// lightWindow is the window of samples of one light.
type lightWindow struct {
	m          *maze.Maze
	x, y, w, h int // in cells
	samples    []float32
}

// lightFloor lights the floor that the ShadowMap sees.
func (w *lightWindow) lightFloor(shadows *ShadowMap) {
	for cy := range w.h {
		for cx := range w.w {
			if w.m.Walkable(w.x+cx, w.y+cy) {
				w.lightCell(shadows, cx, cy)
			}
		}
	}
}

func (w *lightWindow) lightCell(shadows *ShadowMap, cx, cy int) {
	const step = 1.0 / SamplesPerCell
	row := w.w * SamplesPerCell
	reach2 := float32(shadows.Reach * shadows.Reach)
	for sy := range SamplesPerCell {
		dy := float32(float64(w.y+cy)-shadows.Y) + (float32(sy)+0.5)*step
		o := (cy*SamplesPerCell+sy)*row + cx*SamplesPerCell
		for sx := range SamplesPerCell {
			dx := float32(float64(w.x+cx)-shadows.X) + (float32(sx)+0.5)*step
			d2 := dx*dx + dy*dy
			if d2 >= reach2 {
				continue
			}
			d := float32(math.Sqrt(float64(d2)))
			w.samples[o+sx] = falloff(d, d2/reach2) * shadows.Lit(dx, dy, d)
		}
	}
}

// falloff returns how light of power 1 weakens with distance d; q is the squared
// distance as a part of the reach. It reaches 0 there.
func falloff(d, q float32) float32 {
	e := 1 - q
	return e * e / (1 + 0.24*d)
}

// How light spreads over walls, per sample: over an upright front nearly as over
// floor; into the top of a wall less and less.
const (
	frontFalloff   = 0.97
	topFalloff     = 0.72
	topEdgeFalloff = 0.90 // how much a top catches at its very edge
	frontRows      = 2    // samples that the front takes of the lowest part of its cell
)

// spreadToWalls spreads light from the floor to adjoining walls, in four sweeps.
func (w *lightWindow) spreadToWalls() {
	row, col := w.w*SamplesPerCell, w.h*SamplesPerCell
	for y := range col {
		line := w.samples[y*row : (y+1)*row]
		w.sweepRow(line, y)
	}
	for x := range row {
		w.sweepColumn(x, row, col)
	}
}

// sweepRow spreads light along a row of samples, east and then west.
func (w *lightWindow) sweepRow(line []float32, y int) {
	cy := w.y + y/SamplesPerCell
	for pass := range 2 {
		carry := float32(0)
		wasOpen := false
		for i := range line {
			x := i
			if pass == 1 {
				x = len(line) - 1 - i
			}
			open := w.m.Walkable(w.x+x/SamplesPerCell, cy)
			if !open {
				if wasOpen {
					carry *= topEdgeFalloff
				}
				carry *= topFalloff
				line[x] = max(line[x], carry)
			}
			carry, wasOpen = line[x], open
		}
	}
}

// sweepColumn spreads light along a column of samples, south and then north.
func (w *lightWindow) sweepColumn(x, row, col int) {
	cx := w.x + x/SamplesPerCell
	for pass := range 2 {
		carry := float32(0)
		for i := range col {
			y := i
			if pass == 1 {
				y = col - 1 - i
			}
			if cy := w.y + y/SamplesPerCell; !w.m.Walkable(cx, cy) {
				carry *= topFalloff
				if pass == 1 && y%SamplesPerCell >= SamplesPerCell-frontRows && w.m.Walkable(cx, cy+1) {
					carry *= frontFalloff / topFalloff
				}
				w.samples[y*row+x] = max(w.samples[y*row+x], carry)
			}
			carry = w.samples[y*row+x]
		}
	}
}
