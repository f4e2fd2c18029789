package render

// ExploredCount returns how many cells have been explored.
func (r *Renderer) ExploredCount() int { return r.fog.ExploredCount() }

// IsExplored reports whether a cell has been explored.
func (r *Renderer) IsExplored(x, y int) bool { return r.fog.IsExplored(x, y) }
