package main

import (
	"math/rand/v2"

	"clew/engine/maze"
	"clew/engine/sim"
)

// randomWalk walks around a maze at random: at each cell it takes one of the
// ways that lead on, turns back only if there is none, and stops now and then.
type randomWalk struct {
	random    *rand.Rand
	cell      maze.Cell // the last one at which it decided
	held      sim.Input
	pause     int // ticks that it still stands
	sinceTurn int // ticks since it decided
}

func newRandomWalk(seed, number uint64) randomWalk {
	return randomWalk{random: rand.New(rand.NewPCG(seed, number))}
}

// maxSinceTurn is how many ticks it holds a key before it decides again,
// wherever it is: a correction may have moved it.
const maxSinceTurn = 30

// keys returns the keys that it holds in this tick.
func (w *randomWalk) keys(m *maze.Maze, p *sim.Player) sim.Input {
	if m == nil || p == nil {
		return 0
	}
	if w.pause > 0 {
		w.pause--
		return 0
	}
	w.sinceTurn++
	if p.Cell() != w.cell && nearCentre(p) || w.held == 0 || w.sinceTurn > maxSinceTurn {
		w.decide(m, p.Cell())
	}
	return w.held
}

// decide chooses where to go from a cell.
func (w *randomWalk) decide(m *maze.Maze, c maze.Cell) {
	w.cell, w.sinceTurn = c, 0
	if w.random.IntN(40) == 0 {
		w.pause = w.random.IntN(sim.TickRate)
	}
	var ways []sim.Input
	back := opposite[w.held]
	for _, d := range [...]sim.Input{sim.Up, sim.Down, sim.Left, sim.Right} {
		if to := neighbour(c, d); d != back && m.Walkable(to.X, to.Y) {
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

// nearCentre reports whether a player is close enough to the centre of its
// cell to turn there.
func nearCentre(p *sim.Player) bool {
	return nearCellCentre(p.X) && nearCellCentre(p.Y)
}

func nearCellCentre(v int32) bool {
	off := v%sim.CellUnits - sim.CellUnits/2
	return max(off, -off) <= sim.CornerAssist/2
}

// neighbour returns the cell next to c in a direction.
func neighbour(c maze.Cell, d sim.Input) maze.Cell {
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
