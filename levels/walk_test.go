package levels_test

import (
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/levels"
)

// A bot walks from every start of every level to an exit by the rules of the
// game, in not much more time than the shortest way takes at full speed.
func TestWalkToExit(t *testing.T) {
	for _, name := range levels.Names() {
		t.Run(name, func(t *testing.T) {
			m := parse(t, name).Maze
			toExit := m.Distances(m.Exits()...)
			for _, start := range m.Starts() {
				steps := sim.Tick(toExit[start.Y*m.Width()+start.X])
				limit := steps*sim.CellUnits/sim.WalkSpeed*5/4 + sim.TickRate
				if !reachesExit(m, start, limit) {
					t.Errorf("from %v the bot did not find an exit in %d ticks", start, limit)
				}
			}
		})
	}
}

// reachesExit steps a world in which one player walks from start along a
// shortest way, and reports whether that player reached an exit within limit.
func reachesExit(m *maze.Maze, start maze.Cell, limit sim.Tick) bool {
	const id = 1
	toExit := m.Distances(m.Exits()...)
	w := sim.New(m, 1)
	w.SetState(0, sim.Player{ID: id, X: cellCentre(start.X), Y: cellCentre(start.Y), Facing: sim.Down})
	for w.Tick() < limit {
		command := sim.Command{ID: id, Kind: sim.Walk, Input: keysToExit(m, toExit, w.Player(id))}
		for _, e := range w.Step([]sim.Command{command}, nil) {
			if e.Kind == sim.ReachedExit {
				return true
			}
		}
	}
	return false
}

// keysToExit returns the keys that lead a player to the next cell on a shortest
// way. Before the player turns, it walks to the middle of its own cell.
func keysToExit(m *maze.Maze, toExit []int32, p *sim.Player) sim.Input {
	here := p.Cell()
	next := here
	for _, c := range []maze.Cell{{X: here.X, Y: here.Y - 1}, {X: here.X + 1, Y: here.Y}, {X: here.X, Y: here.Y + 1}, {X: here.X - 1, Y: here.Y}} {
		if m.Walkable(c.X, c.Y) && toExit[c.Y*m.Width()+c.X] < toExit[next.Y*m.Width()+next.X] {
			next = c
		}
	}
	if next.X != here.X {
		if key := keyTowards(cellCentre(here.Y)-p.Y, sim.Up, sim.Down); key != 0 {
			return key
		}
		return keyTowards(cellCentre(next.X)-p.X, sim.Left, sim.Right)
	}
	if key := keyTowards(cellCentre(here.X)-p.X, sim.Left, sim.Right); key != 0 {
		return key
	}
	return keyTowards(cellCentre(next.Y)-p.Y, sim.Up, sim.Down)
}

// keyTowards returns the key that reduces an offset, or 0 if the offset is
// small enough for a body to fit through a corridor.
func keyTowards(offset int32, negative, positive sim.Input) sim.Input {
	const fits = sim.CellUnits/2 - sim.BodyHalfExtent
	switch {
	case offset < -fits:
		return negative
	case offset > fits:
		return positive
	}
	return 0
}

// cellCentre returns the coordinate of the middle of a column or row of cells.
func cellCentre(n int) int32 { return int32(n)*sim.CellUnits + sim.CellUnits/2 }
