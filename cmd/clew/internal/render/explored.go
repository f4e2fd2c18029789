package render

// ExploredCount is how many cells of the maze one has seen so far.
func (r *Renderer) ExploredCount() int { return r.fog.ExploredCount() }

// IsExplored reports whether one has seen a cell of the maze.
func (r *Renderer) IsExplored(x, y int) bool { return r.fog.IsExplored(x, y) }
