package render

import "math"

// offset is a place beside another, in cells.
type offset struct{ x, y float64 }

// spreader parts players who stand in the same place, so that all can be told
// apart: they fan out a little around it. Oneself stays where one is.
type spreader struct {
	heads  []int32 // the first actor in each cell on the screen, plus one
	next   []int32 // the next actor in the same cell, plus one
	inCell []*actor
}

// apply gives all actors that are present their places.
func (s *spreader) apply(r *Renderer) {
	s.groupByCell(r)
	for _, head := range s.heads {
		if head == 0 {
			continue
		}
		s.inCell = s.inCell[:0]
		for i := head; i > 0; i = s.next[i-1] {
			s.inCell = append(s.inCell, r.visible[i-1])
		}
		s.spreadCell(r.frame.dt)
	}
	size := float32(r.frame.cell)
	for _, a := range r.visible {
		a.sx += float32(a.spread.x) * size
		a.sy += float32(a.spread.y) * size
	}
}

// groupByCell puts the actors into the cells that they are in, by ascending ID.
func (s *spreader) groupByCell(r *Renderer) {
	f := &r.frame
	w, h := f.cells.Dx()+2, f.cells.Dy()+2
	s.heads = zeroed(s.heads, w*h)
	s.next = zeroed(s.next, len(r.visible))
	for i := len(r.visible) - 1; i >= 0; i-- {
		a := r.visible[i]
		x, y := int(a.x>>10)-f.cells.Min.X+1, int(a.y>>10)-f.cells.Min.Y+1
		x, y = min(max(x, 0), w-1), min(max(y, 0), h-1)
		s.next[i] = s.heads[y*w+x]
		s.heads[y*w+x] = int32(i + 1)
	}
}

// zeroed is n zeros, in s where they fit.
func zeroed(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// spreadCell parts those who are in one cell.
func (s *spreader) spreadCell(dt float64) {
	others := 0
	for _, a := range s.inCell {
		if !a.self {
			others++
		}
	}
	k := easing(dt, 0.18)
	slot := 0
	for _, a := range s.inCell {
		var to offset
		near := s.nearness(a)
		if len(s.inCell) > 1 && !a.self {
			to = spreadOffset(slot, others, others < len(s.inCell))
			to.x, to.y = to.x*near, to.y*near
			slot++
		}
		if others > 2 {
			a.size = float32(1 - 0.22*near*min(float64(others-2)/4, 1))
		}
		a.spread.x += (to.x - a.spread.x) * k
		a.spread.y += (to.y - a.spread.y) * k
	}
}

// nearness is 1 when somebody is in the same place as a, 0 when nobody is
// within half a cell.
func (s *spreader) nearness(a *actor) float64 {
	if len(s.inCell) > 24 {
		return 1
	}
	nearest := math.Inf(1)
	for _, b := range s.inCell {
		if b != a {
			nearest = min(nearest, math.Hypot(cells(a.x-b.x), cells(a.y-b.y)))
		}
	}
	t := min(max((0.55-nearest)/0.4, 0), 1)
	return t * t * (3 - 2*t)
}

// spreadOffset is the place of one of n around the middle, which is taken when
// somebody stands there. Up to seven sit on a ring, more on a spiral.
func spreadOffset(i, n int, taken bool) offset {
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
