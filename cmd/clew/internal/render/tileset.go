package render

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/maze"
)

// tileset holds a tileSheet as images and paints stones with them.
type tileset struct {
	cell    int
	atlas   *ebiten.Image // what the others are parts of
	floor   [floorVariants]*ebiten.Image
	top     [topVariants]*ebiten.Image
	front   [frontVariants]*ebiten.Image
	overlay [overlayCount]*ebiten.Image
	op      ebiten.DrawImageOptions
}

func newTileset(s *tileSheet) *tileset {
	all := ebiten.NewImageFromImage(s.Image)
	cut := func(r image.Rectangle) *ebiten.Image { return all.SubImage(r).(*ebiten.Image) }
	t := &tileset{cell: s.Cell, atlas: all}
	for i, r := range s.Floor {
		t.floor[i] = cut(r)
	}
	for i, r := range s.Top {
		t.top[i] = cut(r)
	}
	for i, r := range s.Front {
		t.front[i] = cut(r)
	}
	for i, r := range s.Overlay {
		t.overlay[i] = cut(r)
	}
	return t
}

// paint paints the stones of a rectangle of cells on dst.
func (t *tileset) paint(dst *ebiten.Image, m *maze.Maze, cells image.Rectangle) {
	for y := cells.Min.Y; y < cells.Max.Y; y++ {
		for x := cells.Min.X; x < cells.Max.X; x++ {
			t.op.GeoM.Reset()
			t.op.GeoM.Translate(float64((x-cells.Min.X)*t.cell), float64((y-cells.Min.Y)*t.cell))
			if m.Walkable(x, y) {
				t.paintFloor(dst, m, x, y)
			} else {
				t.paintWall(dst, m, x, y)
			}
		}
	}
}

// draw draws one picture, scaled in brightness.
func (t *tileset) draw(dst, picture *ebiten.Image, shade float32) {
	t.op.ColorScale.Reset()
	t.op.ColorScale.Scale(shade, shade, shade, 1)
	dst.DrawImage(picture, &t.op)
}

// shadeOf returns the brightness of the stone in a cell.
func shadeOf(h uint32, by float32) float32 { return 1 + by*(float32(h>>16&0xFF)/127.5-1) }

func (t *tileset) paintFloor(dst *ebiten.Image, m *maze.Maze, x, y int) {
	h := hashCell(x, y, 1)
	t.draw(dst, t.floor[h%floorVariants], shadeOf(h, 0.09))
	if m.At(x, y) == maze.Start {
		t.draw(dst, t.overlay[startMark], 1)
	}
	n, w, e := !m.Walkable(x, y-1), !m.Walkable(x-1, y), !m.Walkable(x+1, y)
	for _, p := range [...]struct {
		part overlay
		here bool
	}{
		{shadowN, n},
		{shadowW, w},
		{shadowE, e},
		{shadowS, !m.Walkable(x, y+1)},
		{shadowNW, !n && !w && !m.Walkable(x-1, y-1)},
		{shadowNE, !n && !e && !m.Walkable(x+1, y-1)},
	} {
		if p.here {
			t.draw(dst, t.overlay[p.part], 1)
		}
	}
}

func (t *tileset) paintWall(dst *ebiten.Image, m *maze.Maze, x, y int) {
	h := hashCell(x, y, 2)
	t.draw(dst, t.top[h%topVariants], shadeOf(h, 0.05))
	n, s, w, e := m.Walkable(x, y-1), m.Walkable(x, y+1), m.Walkable(x-1, y), m.Walkable(x+1, y)
	if s {
		t.draw(dst, t.front[h>>8%frontVariants], shadeOf(h>>4, 0.05))
	}
	for _, p := range [...]struct {
		part overlay
		here bool
	}{
		{edgeE, e},
		{edgeW, w},
		{edgeN, n},
		{frontEndW, s && w},
		{frontEndE, s && e},
		{cornerNW, n && w},
		{cornerNE, n && e},
	} {
		if p.here {
			t.draw(dst, t.overlay[p.part], 1)
		}
	}
}
