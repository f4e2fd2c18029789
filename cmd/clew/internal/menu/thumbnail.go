package menu

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/engine/maze"
)

// thumbnail is a small picture of a whole maze: a pixel for a cell, enlarged to
// whole pixels where there is room.
type thumbnail struct {
	maze   *maze.Maze
	random RandomMaze // what of was generated from; zero: it was not
	image  *ebiten.Image
	op     ebiten.DrawImageOptions
}

// generate shows a random maze, which it makes when the dials have changed.
func (t *thumbnail) generate(r RandomMaze) {
	if r != t.random {
		t.show(r.Maze())
		t.random = r
	}
}

// show paints the picture of a maze, if that is another one.
func (t *thumbnail) show(m *maze.Maze) {
	if m == t.maze {
		return
	}
	t.maze, t.random = m, RandomMaze{}
	if t.image != nil {
		t.image.Deallocate()
	}
	pix := image.NewRGBA(image.Rect(0, 0, m.Width(), m.Height()))
	for y := range m.Height() {
		for x := range m.Width() {
			pix.Set(x, y, thumbnailColour(m.At(x, y)))
		}
	}
	t.image = ebiten.NewImageFromImage(pix)
}

// thumbnailColour is what a cell is on a map.
func thumbnailColour(t maze.Tile) color.NRGBA {
	switch t {
	case maze.Wall:
		return theme.Border
	case maze.Start:
		return theme.Text
	case maze.Exit:
		return theme.Accent
	}
	return theme.Background
}

// draw draws the picture in the middle of r.
func (t *thumbnail) draw(dst *ebiten.Image, r image.Rectangle) {
	if t.image == nil {
		return
	}
	fitImage(&t.op, t.image.Bounds().Size(), r)
	dst.DrawImage(t.image, &t.op)
}

// fitImage fits a picture of a size into the middle of r: in whole pixels where it
// is enlarged, smoothly where it is made smaller.
func fitImage(op *ebiten.DrawImageOptions, size image.Point, r image.Rectangle) {
	k := min(float64(r.Dx())/float64(size.X), float64(r.Dy())/float64(size.Y))
	op.Filter = ebiten.FilterLinear
	if k >= 1 {
		k, op.Filter = float64(int(k)), ebiten.FilterNearest
	}
	w, h := int(k*float64(size.X)), int(k*float64(size.Y))
	op.GeoM.Reset()
	op.GeoM.Scale(k, k)
	op.GeoM.Translate(float64(r.Min.X+(r.Dx()-w)/2), float64(r.Min.Y+(r.Dy()-h)/2))
}
