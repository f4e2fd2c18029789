package main

import (
	"math/rand/v2"

	"clew/engine/maze"
	"clew/engine/sim"
)

// wanderer walks about a maze at random: at each cell it takes one of the ways
// that lead on, turns back only where there is none, and rests now and then.
type wanderer struct {
	random *rand.Rand
	cell   maze.Cell // the last one at which it decided
	held   sim.Input
	rest   int // ticks that it still stands
	stuck  int // ticks since it decided
}

func newWanderer(seed, number uint64) wanderer {
	return wanderer{random: rand.New(rand.NewPCG(seed, number))}
}

// maxStuck is how many ticks it holds a key before it decides anew, wherever it
// is: a correction may have put it elsewhere.
const maxStuck = 30

// keys are those that it holds in this tick.
func (w *wanderer) keys(m *maze.Maze, p *sim.Player) sim.Input {
	if m == nil || p == nil {
		return 0
	}
	if w.rest > 0 {
		w.rest--
		return 0
	}
	w.stuck++
	if p.Cell() != w.cell && inMiddle(p) || w.held == 0 || w.stuck > maxStuck {
		w.decide(m, p.Cell())
	}
	return w.held
}

// decide chooses where to go from a cell.
func (w *wanderer) decide(m *maze.Maze, c maze.Cell) {
	w.cell, w.stuck = c, 0
	if w.random.IntN(40) == 0 {
		w.rest = w.random.IntN(sim.TickRate)
	}
	var ways []sim.Input
	back := opposite[w.held]
	for _, d := range [...]sim.Input{sim.Up, sim.Down, sim.Left, sim.Right} {
		if to := beside(c, d); d != back && m.Open(to.X, to.Y) {
			ways = append(ways, d)
		}
	}
	if len(ways) == 0 {
		w.held = back
		return
	}
	w.held = ways[w.random.IntN(len(ways))]
}

var opposite = map[sim.Input]sim.Input{
	sim.Up: sim.Down, sim.Down: sim.Up, sim.Left: sim.Right, sim.Right: sim.Left,
}

// inMiddle tells whether a body is near enough to the middle of its cell to
// turn there.
func inMiddle(p *sim.Player) bool {
	return near(p.X) && near(p.Y)
}

func near(v int32) bool {
	off := v%sim.CellUnits - sim.CellUnits/2
	return max(off, -off) <= sim.Forgive/2
}

// beside is the cell next to c in a direction.
func beside(c maze.Cell, d sim.Input) maze.Cell {
	switch d {
	case sim.Up:
		c.Y--
	case sim.Down:
		c.Y++
	case sim.Left:
		c.X--
	case sim.Right:
		c.X++
	}
	return c
}
