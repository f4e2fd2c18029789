package model

import (
	"math/bits"
	"math/rand/v2"
)

// key is a state in few bits.
type key [5]uint64

// search goes through all states, nearest first, so that the first one that breaks
// an invariant is as near as any.
type search struct {
	m     *Model
	keys  []key    // in the order in which they were found: also the queue
	from  []uint32 // the state that each was found from
	table []uint32 // 1 + the index of a key, by its hash; 0: none
}

// Result is what a search or walks have found.
type Result struct {
	States  int      // that were seen
	Decided int      // … in which the last change is decided
	Wrong   string   // the invariant that does not hold; "": all hold
	Steps   []string // … the steps that lead there
}

// Explore goes through all states, or through as many as most, and ends with the
// first that breaks an invariant.
func (m *Model) Explore(most int) Result {
	x := &search{m: m, table: make([]uint32, 1<<16)}
	s := m.initial()
	x.add(m.pack(s), 0)
	var r Result
	var steps []step
	for at := 0; at < len(x.keys) && len(x.keys) <= most; at++ {
		m.unpack(x.keys[at], s)
		if s.change[m.Changes-1].decided > 0 {
			r.Decided++
		}
		steps = m.steps(steps[:0], s)
		for _, st := range steps {
			next, wrong := m.take(s, st)
			if !x.add(m.pack(&next), uint32(at)) && wrong == "" {
				continue
			}
			if wrong == "" {
				wrong = m.check(&next)
			}
			if wrong != "" {
				r.States, r.Wrong = len(x.keys), wrong
				r.Steps = append(x.trace(at), m.describe(s, st))
				return r
			}
		}
	}
	r.States = len(x.keys)
	return r
}

// add notes a state. It returns false if it was known.
func (x *search) add(k key, from uint32) bool {
	if 2*len(x.keys) >= len(x.table) {
		x.grow()
	}
	i := x.find(k)
	if x.table[i] > 0 {
		return false
	}
	x.keys, x.from = append(x.keys, k), append(x.from, from)
	x.table[i] = uint32(len(x.keys))
	return true
}

// find returns the place of a key in the table.
func (x *search) find(k key) int {
	h := uint64(0)
	for _, w := range k {
		hi, lo := bits.Mul64(h^w^0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9)
		h = hi ^ lo
	}
	mask := len(x.table) - 1
	i := int(h) & mask
	for x.table[i] > 0 && x.keys[x.table[i]-1] != k {
		i = (i + 1) & mask
	}
	return i
}

func (x *search) grow() {
	x.table = make([]uint32, 2*len(x.table))
	for i := range x.keys {
		x.table[x.find(x.keys[i])] = uint32(i + 1)
	}
}

// trace returns the steps that lead to a state.
func (x *search) trace(to int) []string {
	if to == 0 {
		return nil
	}
	m := x.m
	from := int(x.from[to])
	var s state
	m.unpack(x.keys[from], &s)
	for _, st := range m.steps(nil, &s) {
		if next, _ := m.take(&s, st); m.pack(&next) == x.keys[to] {
			return append(x.trace(from), m.describe(&s, st))
		}
	}
	panic("model: a state without a step that leads to it")
}

// Walk takes random steps from the beginning, as often as it is told to, and ends
// with the first that breaks an invariant.
func (m *Model) Walk(seed uint64, walks, length int) Result {
	rng := rand.New(rand.NewPCG(seed, 0))
	var r Result
	var steps []step
	for range walks {
		s := m.initial()
		var taken []step
		for range length {
			steps = m.steps(steps[:0], s)
			if len(steps) == 0 {
				break
			}
			st := draw(rng, steps)
			next, wrong := m.take(s, st)
			*s = next
			taken = append(taken, st)
			r.States++
			if wrong == "" {
				wrong = m.check(s)
			}
			if wrong != "" {
				r.Wrong, r.Steps = wrong, m.replay(taken)
				return r
			}
		}
		if s.change[m.Changes-1].decided > 0 {
			r.Decided++
		}
	}
	return r
}

// draw draws a deed, and then one of its steps, so that frequent ones don't crowd out
// the others.
func draw(rng *rand.Rand, steps []step) step {
	var count [deeds]int
	for _, st := range steps {
		count[st.deed]++
	}
	d := deed(rng.IntN(int(deeds)))
	for count[d] == 0 {
		d = (d + 1) % deeds
	}
	n := rng.IntN(count[d])
	for _, st := range steps {
		if st.deed == d {
			if n == 0 {
				return st
			}
			n--
		}
	}
	panic("unreachable")
}

func (m *Model) replay(taken []step) []string {
	var lines []string
	s := m.initial()
	for _, st := range taken {
		lines = append(lines, m.describe(s, st))
		next, _ := m.take(s, st)
		*s = next
	}
	return lines
}
