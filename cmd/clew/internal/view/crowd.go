package view

import "math"

// offset is a place beside another, in cells.
type offset struct{ x, y float64 }

// crowd parts players who stand in the same place, so that all can be told
// apart: they fan out a little around it. Oneself stays where one is.
type crowd struct {
	heads []int32 // the first actor in each cell on the screen, plus one
	next  []int32 // the next actor in the same cell, plus one
	here  []*actor
}

// part gives all actors that are present their places.
func (c *crowd) part(r *Renderer) {
	c.sort(r)
	for _, head := range c.heads {
		if head == 0 {
			continue
		}
		c.here = c.here[:0]
		for i := head; i > 0; i = c.next[i-1] {
			c.here = append(c.here, r.present[i-1])
		}
		c.fan(r.frame.dt)
	}
	size := float32(r.frame.cell)
	for _, a := range r.present {
		a.sx += float32(a.apart.x) * size
		a.sy += float32(a.apart.y) * size
	}
}

// sort puts the actors into the cells that they are in, by ascending ID.
func (c *crowd) sort(r *Renderer) {
	f := &r.frame
	w, h := f.cells.Dx()+2, f.cells.Dy()+2
	c.heads = grown(c.heads, w*h)
	c.next = grown(c.next, len(r.present))
	for i := len(r.present) - 1; i >= 0; i-- {
		a := r.present[i]
		x, y := int(a.x>>10)-f.cells.Min.X+1, int(a.y>>10)-f.cells.Min.Y+1
		x, y = min(max(x, 0), w-1), min(max(y, 0), h-1)
		c.next[i] = c.heads[y*w+x]
		c.heads[y*w+x] = int32(i + 1)
	}
}

// grown is n zeros, in s where they fit.
func grown(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// fan parts those who are in one cell.
func (c *crowd) fan(dt float64) {
	others := 0
	for _, a := range c.here {
		if !a.self {
			others++
		}
	}
	k := easeTo(dt, 0.18)
	slot := 0
	for _, a := range c.here {
		var to offset
		near := c.nearness(a)
		if len(c.here) > 1 && !a.self {
			to = seat(slot, others, others < len(c.here))
			to.x, to.y = to.x*near, to.y*near
			slot++
		}
		if others > 2 {
			a.size = float32(1 - 0.22*near*min(float64(others-2)/4, 1))
		}
		a.apart.x += (to.x - a.apart.x) * k
		a.apart.y += (to.y - a.apart.y) * k
	}
}

// nearness is 1 when somebody is in the same place as a, 0 when nobody is
// within half a cell.
func (c *crowd) nearness(a *actor) float64 {
	if len(c.here) > 24 {
		return 1
	}
	best := math.Inf(1)
	for _, b := range c.here {
		if b != a {
			best = min(best, math.Hypot(cells(a.x-b.x), cells(a.y-b.y)))
		}
	}
	t := min(max((0.55-best)/0.4, 0), 1)
	return t * t * (3 - 2*t)
}

// seat is the place of one of n around the middle, which is taken when
// somebody stands there. Up to seven sit on a ring, more on a spiral.
func seat(i, n int, taken bool) offset {
	r, turn := 0.0, 0.0
	switch {
	case n == 1:
		r, turn = 0.24, 0.125
	case n <= 7:
		r, turn = 0.24+0.042*float64(n-2), float64(i)/float64(n)+0.125
		if taken {
			r += 0.08
		}
	default:
		const golden = 0.381966
		r, turn = min(0.16*math.Sqrt(float64(i)+1.5), 0.8), golden*float64(i)
	}
	s, k := math.Sincos(2 * math.Pi * (turn - 0.25))
	return offset{r * k, r * s}
}
