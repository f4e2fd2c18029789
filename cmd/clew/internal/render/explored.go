package render

import (
	"clew/cmd/clew/internal/render/lighting"
	"clew/engine/maze"
	"clew/engine/sim"
)

// ExploredCount returns how many cells have been explored.
func (r *Renderer) ExploredCount() int { return r.fog.ExploredCount() }

// Explore explores what a player saw: paths calls add with places where players
// were. With forget, all that was explored before is forgotten. Use it after a jump
// in time.
func (r *Renderer) Explore(id sim.ID, forget bool, paths func(add func(id sim.ID, x, y int32))) {
	if r.maze == nil {
		return
	}
	if forget {
		r.fog.Reset(r.maze.Width(), r.maze.Height())
	}
	var from lighting.ShadowMap
	cast := map[maze.Cell]bool{}
	paths(func(who sim.ID, x, y int32) {
		at := maze.Cell{X: int(x / sim.CellUnits), Y: int(y / sim.CellUnits)}
		if who != id || cast[at] {
			return
		}
		cast[at] = true
		from.Cast(r.maze, cells(x), cells(y), torchReach)
		r.fog.Reveal(r.maze, &from)
	})
	r.torch = lighting.ShadowMap{} // the next Update looks from where the player is
}

// IsInSight reports whether a cell is in the player's sight.
func (r *Renderer) IsInSight(x, y int) bool { return r.fog.InSight(x, y) > 0.5 }

// IsExplored reports whether a cell has been explored.
func (r *Renderer) IsExplored(x, y int) bool { return r.fog.IsExplored(x, y) }
