package render

import (
	"clew/cmd/clew/internal/render/camera"
	"clew/engine/maze"
)

// ScaleOf returns the Options.Scale at which a cell has so many pixels on a screen of
// w×h px, as far as the camera allows it.
func ScaleOf(w, h int, cell float64) float64 { return camera.ScaleOf(w, h, cell) }

// FitScale returns the Options.Scale at which a maze fills w×h px. It reports
// false if the cells would be too small to make out; then only a part of the maze
// can be shown.
func FitScale(w, h int, m *maze.Maze) (scale float64, fits bool) {
	return camera.FitScale(w, h, m.Width(), m.Height())
}
