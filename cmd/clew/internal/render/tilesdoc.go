// Package render paints the maze's stones: floor slabs, the tops and the brick
// fronts of walls, their edges and the shadows that they cast. It paints on
// plain pixels at whatever size a cell has on the screen, so that everything
// is crisp at any window size and no picture needs to be shipped.
//
// Colours are those of the stone in white light; the light is put on later.
package render
