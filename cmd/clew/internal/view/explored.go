package view

// Explored is how many cells of the maze one has seen so far.
func (r *Renderer) Explored() int { return r.memory.Count() }

// Knows reports whether one has seen a cell of the maze.
func (r *Renderer) Knows(x, y int) bool { return r.memory.Knows(x, y) }
