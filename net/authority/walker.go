package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
)

// maxWalks is how many walks of a plain text client may wait.
const maxWalks = 16

// maxHold ends a walk that does not arrive, in ticks; one cell takes 11.
const maxHold = 4 * sim.CellUnits / sim.WalkSpeed

// walker carries out walks of one cell as a person would: by holding a key
// until the body is where it should be.
type walker struct {
	waiting []sim.Input // directions, the next one first
	dir     sim.Input   // held now; 0 while no walk is under way
	goal    int32       // where the walk ends, in units along its axis
	held    int         // ticks that it has lasted
}

// push lets a walk wait for its turn, if there is room.
func (w *walker) push(dir sim.Input) bool {
	if w.full() {
		return false
	}
	w.waiting = append(w.waiting, dir)
	return true
}

// full reports that no more walks may wait.
func (w *walker) full() bool { return len(w.waiting) >= maxWalks }

// tick is what to hold in this tick. Blocked reports that a walk ended before
// it began, because there is a wall.
func (w *walker) tick(m *maze.Maze, p *sim.Player) (keys sim.Input, blocked bool) {
	if w.dir != 0 && !w.arrived(p) && w.held < maxHold {
		w.held++
		return w.dir, false
	}
	w.dir = 0
	if len(w.waiting) == 0 {
		return 0, false
	}
	dir := w.waiting[0]
	w.waiting = slices.Delete(w.waiting, 0, 1)
	to := neighbour(p.Cell(), dir)
	if !m.Open(to.X, to.Y) {
		return 0, true
	}
	w.dir, w.held = dir, 1
	w.goal = int32(to.X)*sim.CellUnits + sim.CellUnits/2
	if dir == sim.Up || dir == sim.Down {
		w.goal = int32(to.Y)*sim.CellUnits + sim.CellUnits/2
	}
	return dir, false
}

// arrived reports whether the body has reached the middle of the walk's goal.
func (w *walker) arrived(p *sim.Player) bool {
	switch w.dir {
	case sim.Left:
		return p.X <= w.goal
	case sim.Right:
		return p.X >= w.goal
	case sim.Up:
		return p.Y <= w.goal
	}
	return p.Y >= w.goal
}

// neighbour is the cell beside c in a direction.
func neighbour(c maze.Cell, dir sim.Input) maze.Cell {
	switch dir {
	case sim.Left:
		c.X--
	case sim.Right:
		c.X++
	case sim.Up:
		c.Y--
	case sim.Down:
		c.Y++
	}
	return c
}
