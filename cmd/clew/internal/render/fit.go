package render

import (
	"clew/cmd/clew/internal/render/camera"
	"clew/engine/maze"
)

// FitScale is the Options.Scale at which a maze fills a picture of w×h px. It
// reports false where the cells would be too small to be made out: then a part
// of the maze is all that can be shown.
func FitScale(w, h int, m *maze.Maze) (scale float64, fits bool) {
	return camera.FitScale(w, h, m.Width(), m.Height())
}
