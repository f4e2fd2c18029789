package authority

import (
	"slices"

	"clew/engine/maze"
	"clew/engine/sim"
)

// maxQueuedWalks is how many walks of a plain text client may wait.
const maxQueuedWalks = 16

// maxWalkTicks ends a walk that does not arrive. One cell takes 11 ticks.
const maxWalkTicks = 4 * sim.CellUnits / sim.WalkSpeed

// CellWalker carries out walks of one cell as a person would: by holding a key
// until the body is where it should be.
type CellWalker struct {
	queue []sim.Input // directions, the next one first
	dir   sim.Input   // held now; 0 while no walk is under way
	goal  int32       // where the walk ends, in units along its axis
	ticks int         // for which it has lasted
	still int         // ticks since the last walk ended
}

// Push queues a walk. It returns false if the queue is full.
func (w *CellWalker) Push(dir sim.Input) bool {
	if w.Full() {
		return false
	}
	w.queue = append(w.queue, dir)
	return true
}

// Clone returns a copy that shares nothing.
func (w *CellWalker) Clone() CellWalker {
	c := *w
	c.queue = slices.Clone(w.queue)
	return c
}

// Reset forgets all walks, as a new level does.
func (w *CellWalker) Reset() { *w = CellWalker{queue: w.queue[:0]} }

// Full reports whether no more walks may be queued.
func (w *CellWalker) Full() bool { return len(w.queue) >= maxQueuedWalks }

// Tick returns the keys to hold in this tick, or blocked if a wall ended a walk
// before it began. The body p does not have the last entries yet that are under
// way: a walk ends where they will take it. The next one begins once they are
// committed, so never in another level.
func (w *CellWalker) Tick(m *maze.Maze, p *sim.Player, underWay int) (keys sim.Input, blocked bool) {
	if w.dir != 0 && !w.arrived(p, min(w.ticks, underWay)) && w.ticks < maxWalkTicks {
		w.ticks++
		return w.dir, false
	}
	if w.dir != 0 {
		w.dir, w.still = 0, 0
	}
	if w.still++; len(w.queue) == 0 || w.still <= underWay {
		return 0, false
	}
	dir := w.queue[0]
	w.queue = slices.Delete(w.queue, 0, 1)
	to := neighbour(p.Cell(), dir)
	if !m.Walkable(to.X, to.Y) {
		return 0, true
	}
	w.dir, w.ticks = dir, 1
	w.goal = int32(to.X)*sim.CellUnits + sim.CellUnits/2
	if dir == sim.Up || dir == sim.Down {
		w.goal = int32(to.Y)*sim.CellUnits + sim.CellUnits/2
	}
	return dir, false
}

// arrived reports whether the body has reached or passed the walk's goal once it
// has walked for some more ticks.
func (w *CellWalker) arrived(p *sim.Player, more int) bool {
	further := int32(more) * sim.WalkSpeed
	switch w.dir {
	case sim.Left:
		return p.X-further <= w.goal
	case sim.Right:
		return p.X+further >= w.goal
	case sim.Up:
		return p.Y-further <= w.goal
	}
	return p.Y+further >= w.goal
}

// neighbour returns the cell next to c in a direction.
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
