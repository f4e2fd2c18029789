package sight

import (
	"math"

	"clew/engine/maze"
)

// Add puts a light into the field: what its Fan sees is lit, and walls next
// to lit floor catch some of it. Where lights meet they add up, but the more
// light there is, the less comes of one more: a crowd of torches does not blind.
func (f *Field) Add(m *maze.Maze, l Light) {
	reach := l.Fan.Reach
	x0 := max(int(math.Floor(l.Fan.X-reach)), f.X)
	y0 := max(int(math.Floor(l.Fan.Y-reach)), f.Y)
	x1 := min(int(math.Ceil(l.Fan.X+reach)), f.X+f.W)
	y1 := min(int(math.Ceil(l.Fan.Y+reach)), f.Y+f.H)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	w := pane{m: m, x: x0, y: y0, w: x1 - x0, h: y1 - y0}
	w.v = f.take(w.w * w.h * PerCell * PerCell)
	w.shine(l.Fan)
	w.spread()
	f.tint(&w, l)
}

// take is n samples of zero from the field's own memory.
func (f *Field) take(n int) []float32 {
	if cap(f.one) < n {
		f.one = make([]float32, n)
	}
	f.one = f.one[:n]
	clear(f.one)
	return f.one
}

// tint puts the light in the pane into the field, in the light's colours.
func (f *Field) tint(w *pane, l Light) {
	row := w.w * PerCell
	inv, room := 1/float32(l.Fan.Reach), 1/l.Most
	lx, ly := float32(l.Fan.X), float32(l.Fan.Y)
	for y := range w.h * PerCell {
		o := 3 * (((w.y-f.Y)*PerCell+y)*f.W*PerCell + (w.x-f.X)*PerCell)
		for x := range row {
			if v := w.v[y*row+x] * l.Power; v > 0.002 {
				dx := float32(w.x) + (float32(x)+0.5)/PerCell - lx
				dy := float32(w.y) + (float32(y)+0.5)/PerCell - ly
				t := min(float32(math.Sqrt(float64(dx*dx+dy*dy)))*inv*1.6, 1)
				p := f.lit[o+3*x : o+3*x+3 : o+3*x+3]
				p[0] += v * (l.Near.R + (l.Far.R-l.Near.R)*t) * max(1-p[0]*room, 0)
				p[1] += v * (l.Near.G + (l.Far.G-l.Near.G)*t) * max(1-p[1]*room, 0)
				p[2] += v * (l.Near.B + (l.Far.B-l.Near.B)*t) * max(1-p[2]*room, 0)
			}
		}
	}
}

// pane is one light's window of samples.
type pane struct {
	m          *maze.Maze
	x, y, w, h int // in cells
	v          []float32
}

// shine lights the floor that the Fan sees.
func (w *pane) shine(f *Fan) {
	for cy := range w.h {
		for cx := range w.w {
			if w.m.Open(w.x+cx, w.y+cy) {
				w.shineCell(f, cx, cy)
			}
		}
	}
}

func (w *pane) shineCell(f *Fan, cx, cy int) {
	const step = 1.0 / PerCell
	row := w.w * PerCell
	reach2 := float32(f.Reach * f.Reach)
	for sy := range PerCell {
		dy := float32(float64(w.y+cy)-f.Y) + (float32(sy)+0.5)*step
		o := (cy*PerCell+sy)*row + cx*PerCell
		for sx := range PerCell {
			dx := float32(float64(w.x+cx)-f.X) + (float32(sx)+0.5)*step
			d2 := dx*dx + dy*dy
			if d2 >= reach2 {
				continue
			}
			d := float32(math.Sqrt(float64(d2)))
			w.v[o+sx] = fade(d, d2/reach2) * f.Lit(dx, dy, d)
		}
	}
}

// fade is how light of power 1 grows weaker: q is the square of the distance
// as a part of the reach. It ends in nothing at the reach.
func fade(d, q float32) float32 {
	e := 1 - q
	return e * e / (1 + 0.24*d)
}

// How light goes on over walls, by sample: over a front, which stands
// upright, nearly as over the floor; into the top of a wall less and less.
const (
	overFront = 0.97
	intoTop   = 0.72
	ontoTop   = 0.90 // how much a top catches at its very edge
	frontRows = 2    // samples that the front takes of the lowest part of its cell
)

// spread lets walls catch light from the floor beside them, in four sweeps.
func (w *pane) spread() {
	row, col := w.w*PerCell, w.h*PerCell
	for y := range col {
		line := w.v[y*row : (y+1)*row]
		w.sweepRow(line, y)
	}
	for x := range row {
		w.sweepColumn(x, row, col)
	}
}

// sweepRow carries light along a row of samples, east and then west.
func (w *pane) sweepRow(line []float32, y int) {
	cy := w.y + y/PerCell
	for pass := range 2 {
		carry := float32(0)
		wasOpen := false
		for i := range line {
			x := i
			if pass == 1 {
				x = len(line) - 1 - i
			}
			open := w.m.Open(w.x+x/PerCell, cy)
			if !open {
				if wasOpen {
					carry *= ontoTop
				}
				carry *= intoTop
				line[x] = max(line[x], carry)
			}
			carry, wasOpen = line[x], open
		}
	}
}

// sweepColumn carries light along a column of samples, south and then north.
func (w *pane) sweepColumn(x, row, col int) {
	cx := w.x + x/PerCell
	for pass := range 2 {
		carry := float32(0)
		for i := range col {
			y := i
			if pass == 1 {
				y = col - 1 - i
			}
			if cy := w.y + y/PerCell; !w.m.Open(cx, cy) {
				carry *= intoTop
				if pass == 1 && y%PerCell >= PerCell-frontRows && w.m.Open(cx, cy+1) {
					carry *= overFront / intoTop
				}
				w.v[y*row+x] = max(w.v[y*row+x], carry)
			}
			carry = w.v[y*row+x]
		}
	}
}
