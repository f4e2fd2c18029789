package menu

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/engine/maze"
)

// thumbnail is a small image of a maze, one pixel per cell, enlarged by a whole
// factor where there is room.
type thumbnail struct {
	lantern bool // show a part around the start only, which gives nothing away
	maze    *maze.Maze
	random  RandomMaze // that maze was generated from, or zero
	image   *ebiten.Image
	op      ebiten.DrawImageOptions
}

// generate shows a random maze, generating it if r has changed.
func (t *thumbnail) generate(r RandomMaze) {
	if r != t.random {
		t.show(r.generate())
		t.random = r
	}
}

// show renders the image of m if that is another maze.
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
			c := thumbnailColour(m.At(x, y))
			if t.lantern {
				c = lanternColour(m, x, y)
			}
			pix.Set(x, y, c)
		}
	}
	t.image = ebiten.NewImageFromImage(pix)
}

// thumbnailColour returns the colour of a tile.
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

// lanternColour returns the colour of a cell in a preview, which shows how large a
// maze is, and of what kind, but neither the way nor the exit: what lies around the
// first start, fading into the dark.
func lanternColour(m *maze.Maze, x, y int) color.NRGBA {
	start := m.Starts()[0]
	reach := float64(max(m.Width(), m.Height())) * 0.3
	light := 1 - math.Hypot(float64(x-start.X), float64(y-start.Y))/reach
	frame := x == 0 || y == 0 || x == m.Width()-1 || y == m.Height()-1
	if frame {
		light = max(light, 0.55)
	}
	tile := m.At(x, y)
	if tile == maze.Exit {
		tile = maze.Floor
		if frame {
			tile = maze.Wall
		}
	}
	return theme.Blend(unseenColour, thumbnailColour(tile), min(max(1.6*light, 0), 1))
}

// unseenColour is the colour of what a preview does not show.
var unseenColour = color.NRGBA{0x0C, 0x0F, 0x15, 0xFF}

// draw draws the image centred in r.
func (t *thumbnail) draw(dst *ebiten.Image, r image.Rectangle) {
	if t.image == nil {
		return
	}
	fitImage(&t.op, t.image.Bounds().Size(), r)
	dst.DrawImage(t.image, &t.op)
}

// fitImage fits an image into the middle of r: enlarged by a whole factor, or
// smoothly reduced.
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
